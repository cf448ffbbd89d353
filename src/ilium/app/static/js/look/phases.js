// @ts-check
// Repetitions matched by the phases of the movement, not by the clock.

import { valueAt } from "./frames.js";

/** @typedef {import("./package.js").Repetition} Repetition */
/** @typedef {{share: number, time: number}} Knot */

/** Points of a curve over 0 to 100 %. */
export const PERCENTS = Array.from({ length: 101 }, (_, percent) => percent);

/**
 * Events inside two repetitions that both have, in the same order in both.
 * @param {Repetition} one
 * @param {Repetition} two
 */
export function sharedEvents(one, two) {
  const inside = (/** @type {Repetition} */ each, /** @type {string} */ name) =>
    each.events[name] > each.start + 1e-6 && each.events[name] < each.end - 1e-6;
  const names = Object.keys(one.events)
    .filter((name) => name in two.events && inside(one, name) && inside(two, name))
    .sort((a, b) => one.events[a] - one.events[b]);
  /** @type {string[]} */
  const kept = [];
  for (const name of names) {
    const before = kept.at(-1);
    const later = !before || (two.events[name] > two.events[before] && one.events[name] > one.events[before]);
    if (later) kept.push(name);
  }
  return kept;
}

/**
 * Two repetitions on one scale of 0 to 1: start, shared events and end coincide, each
 * at the mean of its shares in both; straight in between.
 * @param {Repetition} one
 * @param {Repetition} two
 * @returns {{names: string[], shares: number[], one: Knot[], two: Knot[]}}
 */
export function align(one, two) {
  const names = sharedEvents(one, two);
  const times = (/** @type {Repetition} */ each) => [each.start, ...names.map((name) => each.events[name]), each.end];
  const share = (/** @type {Repetition} */ each) =>
    times(each).map((time) => (time - each.start) / (each.end - each.start));
  const own = share(one);
  const others = share(two);
  const shares = own.map((value, at) => (value + others[at]) / 2);
  const knots = (/** @type {Repetition} */ each) =>
    times(each).map((time, at) => ({ share: shares[at], time }));
  return { names, shares: shares.slice(1, -1), one: knots(one), two: knots(two) };
}

/**
 * Time of a repetition at a share of the common scale.
 * @param {Knot[]} knots
 * @param {number} share
 */
export function timeAt(knots, share) {
  return valueAt(knots.map((each) => each.share), knots.map((each) => each.time), clamped(share));
}

/**
 * Share of the common scale at a time of a repetition.
 * @param {Knot[]} knots
 * @param {number} time
 */
export function shareAt(knots, time) {
  const first = knots[0].time;
  const last = knots[knots.length - 1].time;
  const inside = Math.min(Math.max(time, first), last);
  return valueAt(knots.map((each) => each.time), knots.map((each) => each.share), inside);
}

/** @param {number} share */
function clamped(share) {
  return Math.min(Math.max(share, 0), 1);
}

/**
 * A curve over 0 to 100 % of a repetition, or of the common scale of two.
 * @param {ArrayLike<number>} times
 * @param {ArrayLike<number>} values
 * @param {Knot[]} knots
 */
export function cycle(times, values, knots) {
  return PERCENTS.map((percent) => valueAt(times, values, timeAt(knots, percent / 100)));
}

/**
 * Start and end of a repetition as a scale of its own.
 * @param {{start: number, end: number}} repetition
 * @returns {Knot[]}
 */
export function alone(repetition) {
  return [{ share: 0, time: repetition.start }, { share: 1, time: repetition.end }];
}

/**
 * Mean and standard deviation (n − 1) over curves, point by point; NaN where no curve,
 * or for the deviation fewer than two, hold a value.
 * @param {number[][]} curves
 */
export function meanAndSd(curves) {
  const length = curves.length ? curves[0].length : 0;
  const mean = [];
  const sd = [];
  for (let at = 0; at < length; at += 1) {
    const seen = curves.map((each) => each[at]).filter(Number.isFinite);
    const middle = seen.reduce((sum, value) => sum + value, 0) / seen.length;
    const square = seen.reduce((sum, value) => sum + (value - middle) ** 2, 0);
    mean.push(middle);
    sd.push(seen.length > 1 ? Math.sqrt(square / (seen.length - 1)) : NaN);
  }
  return { mean, sd };
}

/**
 * Error of a difference of two values whose errors are independent; NaN where one is
 * not known.
 * @param {number | undefined} one
 * @param {number | undefined} two
 */
export function errorOfDifference(one, two) {
  return one === undefined || two === undefined ? NaN : Math.hypot(one, two);
}
