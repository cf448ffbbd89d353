// @ts-check
// Arithmetic of frames and times.

/**
 * Number of the frame nearest to a time.
 * @param {ArrayLike<number>} times rising
 * @param {number} time
 */
export function nearest(times, time) {
  const after = firstAfter(times, time);
  if (after === 0) return 0;
  if (after === times.length) return times.length - 1;
  return times[after] - time < time - times[after - 1] ? after : after - 1;
}

/**
 * Number of the first frame that is later than a time; their count where none is.
 * @param {ArrayLike<number>} times rising
 * @param {number} time
 */
export function firstAfter(times, time) {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle] <= time) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Where a film must be sought to show a frame: the middle of its time on screen, so
 * that no rounding shows a neighbour.
 * @param {number} frame
 * @param {number} rate frames a second
 */
export function seekTime(frame, rate) {
  return (frame + 0.5) / rate;
}

/**
 * Which frame a film shows, from the media time that the browser tells.
 * @param {number} media seconds
 * @param {number} rate frames a second
 * @param {number} count frames
 */
export function shownFrame(media, rate, count) {
  const frame = Math.floor(media * rate + 1e-3);
  return Math.min(Math.max(frame, 0), count - 1);
}

/**
 * Value of a track at a time, straight between frames; NaN beside a gap and outside.
 * @param {ArrayLike<number>} times rising
 * @param {ArrayLike<number>} values
 * @param {number} time
 */
export function valueAt(times, values, time) {
  const last = times.length - 1;
  if (last < 0 || !(time >= times[0] - 1e-9) || time > times[last] + 1e-9) return NaN;
  const after = Math.min(Math.max(firstAfter(times, time), 1), Math.max(last, 1));
  if (last === 0) return values[0];
  const share = (time - times[after - 1]) / (times[after] - times[after - 1]);
  if (share < 1e-9) return values[after - 1];
  if (share > 1 - 1e-9) return values[after];
  return values[after - 1] + share * (values[after] - values[after - 1]);
}
