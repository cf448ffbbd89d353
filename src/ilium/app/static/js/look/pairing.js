// @ts-check
// Which curve of one repetition belongs to which of another, and what their difference says.

import { PERCENTS, cycle, errorOfDifference } from "./phases.js";

/** @typedef {import("./package.js").Look} Look */
/** @typedef {import("./package.js").Curve} Curve */
/** @typedef {import("./package.js").Side} Side */
/** @typedef {import("./package.js").Repetition} Repetition */
/** @typedef {import("./phases.js").Knot} Knot */
/** @typedef {{side: Side, values: number[], error: number | undefined}} Course */
/** @typedef {{one: Course, two: Course, difference: number[], error: number}} Pair */

/** Curves of the whole body that change their sign in a mirror. */
export const TURNED = new Set([
  "pelvic_obliquity", "pelvic_yaw", "trunk_side_lean", "trunk_pelvis_separation",
  "moment-lumbar_bending", "moment-lumbar_rotation",
]);

/**
 * Sides of a curve that a repetition shows.
 * @param {Curve} curve
 * @param {Repetition} repetition
 * @returns {Side[]}
 */
export function shownSides(curve, repetition) {
  if ("both" in curve.sides) return ["both"];
  const known = /** @type {Side[]} */ (Object.keys(curve.sides));
  return repetition.side === "both" ? known : known.filter((each) => each === repetition.side);
}

/**
 * Sides that are held against each other: the working side with the working side.
 * @param {Side[]} one
 * @param {Side[]} two
 * @returns {[Side, Side][]}
 */
export function pairSides(one, two) {
  if (one.length === 1 && two.length === 1) return [[one[0], two[0]]];
  return one.filter((each) => two.includes(each)).map((each) => [each, each]);
}

/**
 * Courses of one curve in two repetitions on their common scale, with their difference.
 * @param {{look: Look, repetition: Repetition, knots: Knot[]}} one
 * @param {{look: Look, repetition: Repetition, knots: Knot[]}} two
 * @param {string} key
 * @param {boolean} mirrored whether the second is looked at in a mirror
 * @returns {Pair[]}
 */
export function pairs(one, two, key, mirrored) {
  const found = [one, two].map((each) => each.look.header.curves.find((curve) => curve.key === key));
  const [first, second] = found;
  if (!first || !second) return [];
  const sides = pairSides(shownSides(first, one.repetition), shownSides(second, two.repetition));
  const sign = mirrored && TURNED.has(key) ? -1 : 1;
  return sides.map(([left, right]) => {
    const a = course(one, first, left, 1);
    const b = course(two, second, right, sign);
    return {
      one: a,
      two: b,
      difference: a.values.map((value, at) => b.values[at] - value),
      error: errorOfDifference(a.error, b.error),
    };
  });
}

/**
 * @param {{look: Look, knots: Knot[]}} from
 * @param {Curve} curve
 * @param {Side} side
 * @param {number} sign
 * @returns {Course}
 */
function course(from, curve, side, sign) {
  const row = from.look.tracks("curves/values")[/** @type {number} */ (curve.sides[side])];
  const values = cycle(from.look.clock("curves/time"), row, from.knots).map((value) => sign * value);
  return { side, values, error: curve.error[side] };
}

/**
 * Stretches in which a difference is larger than its error, in percent.
 * @param {number[]} difference
 * @param {number} error
 * @returns {[number, number][]}
 */
export function beyond(difference, error) {
  /** @type {[number, number][]} */
  const found = [];
  PERCENTS.forEach((percent) => {
    if (!(Math.abs(difference[percent]) > error)) return;
    const last = found.at(-1);
    if (last && last[1] === percent - 1) last[1] = percent;
    else found.push([percent, percent]);
  });
  return found;
}
