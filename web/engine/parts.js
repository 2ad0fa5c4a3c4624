/** How far each list has been read; used again and again. */
let read = new Int32Array(4);

/** The list whose value so many places ahead is least. */
function leastOf(lists, ahead) {
  let least = 0;
  let value = Infinity;
  for (let i = 0; i < lists.length; ++i) {
    const at = read[i] + ahead;
    if (at >= lists[i].length || !(lists[i][at] < value)) continue;
    least = i;
    value = lists[i][at];
  }
  return least;
}

/** Value at a share of all that ascending lists hold, between neighbours by their distance. */
function quantile(lists, count, share) {
  const place = share * (count - 1);
  const below = Math.floor(place);
  const part = place - below;
  if (read.length < lists.length) read = new Int32Array(lists.length);
  read.fill(0);
  for (let left = below; left > 0; ) {
    // Where each list is looked at so many values ahead, those that the least of them closes all come before the place.
    const step = Math.floor((left + lists.length - 1) / lists.length);
    read[leastOf(lists, step - 1)] += step;
    left -= step;
  }
  const first = leastOf(lists, 0);
  const value = lists[first][read[first]++];
  if (below + 1 >= count) return value;
  const second = leastOf(lists, 0);
  return (1 - part) * value + part * lists[second][read[second]];
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
  let place = 0;
  for (const series of outline.series) {
    series.day = day;
    series.median = [];
    series.lo = [];
    series.hi = [];
    for (let k = 0; k < day.length; ++k, ++place) {
      const lists = parts.map((part) => part.sorted.subarray(place * part.draws, (place + 1) * part.draws));
      series.median.push(quantile(lists, count, 0.5));
      series.lo.push(quantile(lists, count, 0.05));
      series.hi.push(quantile(lists, count, 0.95));
    }
  }
  const weights = parts.map((part) => part.draws / count);
  outline.classes = outline.classes.map((_, i) => joinedCourse(parts.map((part) => part.outline.classes[i]), weights, day));
  return outline;
}
