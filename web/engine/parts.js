/** Two ascending lists as one, written into `into` from `at` on. */
function merge(a, b, into) {
  let i = 0;
  let j = 0;
  for (let k = 0; k < a.length + b.length; ++k) into[k] = j >= b.length || (i < a.length && a[i] <= b[j]) ? a[i++] : b[j++];
}

/** Value at a share of the sorted values, between neighbours by their distance. */
function quantile(sorted, count, share) {
  const place = share * (count - 1);
  const below = Math.floor(place);
  const part = place - below;
  return (1 - part) * sorted[below] + part * sorted[Math.min(below + 1, count - 1)];
}

const severity = ['none', 'possible', 'probable', 'confirmed', 'severe', 'unknown'];

/** The course of one definition over all draws: the shares' mean, and of each day the likeliest class, the milder of two alike. */
function joinedCourse(courses, weights, day) {
  const [first] = courses;
  const probability = {};
  for (const name of Object.keys(first.probability)) {
    probability[name] = first.probability[name].map((_, k) => courses.reduce((sum, course, i) => sum + weights[i] * course.probability[name][k], 0));
  }
  const result = day.map((_, k) => {
    let most = 'none';
    for (const name of severity) if ((probability[name]?.[k] ?? 0) > (probability[most]?.[k] ?? 0) + 1e-9) most = name;
    return most;
  });
  return {definition: first.definition, day, result, probability};
}

/** The report of all draws, from the parts that simulatePart() gave of one scenario; the part of draw 0 comes first. */
export function joined(parts) {
  const [first] = parts;
  const {outline, day} = first;
  const count = parts.reduce((sum, part) => sum + part.draws, 0);
  let sorted = new Float32Array(count);
  let spare = new Float32Array(count);
  let place = 0;
  for (const series of outline.series) {
    series.day = day;
    series.median = [];
    series.lo = [];
    series.hi = [];
    for (let k = 0; k < day.length; ++k, ++place) {
      let held = first.sorted.subarray(place * first.draws, (place + 1) * first.draws);
      for (const part of parts.slice(1)) {
        merge(held, part.sorted.subarray(place * part.draws, (place + 1) * part.draws), spare);
        held = spare.subarray(0, held.length + part.draws);
        [sorted, spare] = [spare, sorted];
      }
      series.median.push(quantile(held, count, 0.5));
      series.lo.push(quantile(held, count, 0.05));
      series.hi.push(quantile(held, count, 0.95));
    }
  }
  const weights = parts.map((part) => part.draws / count);
  outline.classes = outline.classes.map((_, i) => joinedCourse(parts.map((part) => part.outline.classes[i]), weights, day));
  return outline;
}
