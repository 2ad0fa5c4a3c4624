// Ready stories. Each plan is a scenario file that the command reads too; those of examples/ are used where they are.
import ageing from '../../../examples/ageing-50-to-90.yaml?raw';
import bedRest from '../../../examples/bed-rest.yaml?raw';
import cast from '../../../examples/cast.yaml?raw';
import chemotherapy from '../../../examples/chemotherapy.yaml?raw';
import dialysis from '../../../examples/dialysis.yaml?raw';
import hipFracture from '../../../examples/hip-fracture.yaml?raw';
import planProtein from '../../../examples/integrated-plan-protein.yaml?raw';
import planTestosterone from '../../../examples/integrated-plan-testosterone.yaml?raw';
import planTraining from '../../../examples/integrated-plan-training.yaml?raw';
import plan from '../../../examples/integrated-plan.yaml?raw';
import weightLossTraining from '../../../examples/weight-loss-drug-training.yaml?raw';
import weightLoss from '../../../examples/weight-loss-drug.yaml?raw';
import ageingTraining from './ageing-training.yaml?raw';
import bedRestTraining from './bed-rest-training.yaml?raw';
import castTraining from './cast-training.yaml?raw';
import chemotherapyAlone from './chemotherapy-alone.yaml?raw';
import dialysisWithout from './dialysis-without.yaml?raw';
import hipFractureUsual from './hip-fracture-usual.yaml?raw';
import intensiveCare from './intensive-care.yaml?raw';
import menopauseTraining from './menopause-training.yaml?raw';
import menopause from './menopause.yaml?raw';
import nursingHomeUsual from './nursing-home-usual.yaml?raw';
import nursingHome from './nursing-home.yaml?raw';
import spaceWithout from './space-without.yaml?raw';
import space from './space.yaml?raw';

export interface Story {
  id: string;
  title: string;
  plans: string[];
}

export const stories: Story[] = [
  { id: 'hip-fracture', title: 'A hip fracture', plans: [hipFracture, hipFractureUsual] },
  { id: 'leg-cast', title: 'A leg in a cast', plans: [cast, castTraining] },
  { id: 'intensive-care', title: 'Intensive care', plans: [intensiveCare] },
  { id: 'chemotherapy', title: 'Chemotherapy', plans: [chemotherapy, chemotherapyAlone] },
  { id: 'dialysis', title: 'Dialysis', plans: [dialysis, dialysisWithout] },
  { id: 'weight-loss-drug', title: 'A weight-loss drug', plans: [weightLoss, weightLossTraining] },
  { id: 'menopause', title: 'Menopause', plans: [menopause, menopauseTraining] },
  { id: 'ageing', title: 'From 50 to 90', plans: [ageing, ageingTraining] },
  { id: 'bed-rest', title: 'Bed rest', plans: [bedRest, bedRestTraining] },
  { id: 'space', title: 'Half a year in space', plans: [space, spaceWithout] },
  { id: 'nursing-home', title: 'A nursing home', plans: [nursingHome, nursingHomeUsual] },
  { id: 'testosterone', title: 'Testosterone, supervised', plans: [planTestosterone, planTraining, planProtein, plan] },
];
