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
  /** The day it opens on. */
  day: number;
  plans: string[];
}

export const stories: Story[] = [
  { id: 'hip-fracture', day: 42, title: 'Hip fracture', plans: [hipFracture, hipFractureUsual] },
  { id: 'leg-cast', day: 14, title: 'Leg in a cast', plans: [cast, castTraining] },
  { id: 'intensive-care', day: 28, title: 'Intensive care', plans: [intensiveCare] },
  { id: 'chemotherapy', day: 126, title: 'Chemotherapy', plans: [chemotherapy, chemotherapyAlone] },
  { id: 'dialysis', day: 365, title: 'Dialysis', plans: [dialysis, dialysisWithout] },
  { id: 'weight-loss-drug', day: 476, title: 'Weight-loss drug', plans: [weightLoss, weightLossTraining] },
  { id: 'menopause', day: 3652, title: 'Menopause', plans: [menopause, menopauseTraining] },
  { id: 'ageing', day: 10958, title: 'Ageing', plans: [ageing, ageingTraining] },
  { id: 'bed-rest', day: 56, title: 'Bed rest', plans: [bedRest, bedRestTraining] },
  { id: 'space', day: 182, title: 'Space flight', plans: [space, spaceWithout] },
  { id: 'nursing-home', day: 182, title: 'Nursing home', plans: [nursingHome, nursingHomeUsual] },
  { id: 'testosterone', day: 182, title: 'Testosterone', plans: [planTestosterone, planTraining, planProtein, plan] },
];
