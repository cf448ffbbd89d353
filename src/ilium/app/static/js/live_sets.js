// @ts-check

/** @typedef {"full" | "after" | "guess" | "without"} Shown */
/** @typedef {"left" | "right" | "both"} Side */
/** @typedef {{number: number, of: number, side: Side, shown: Shown}} PlannedSet */
/**
 * @typedef {object} DoneSet
 * @property {Side} side
 * @property {Shown} shown
 * @property {number | null} seconds
 * @property {number[]} largest change of the pelvis in each repetition [°]
 * @property {number} zone half-width [°]
 */

/**
 * The sets of a session; the meter makes itself unnecessary from set to set.
 * @param {number} sets on each side
 * @param {readonly Side[]} sides
 * @param {boolean} counts whether the last set is done without the gauge
 * @returns {PlannedSet[]}
 */
export function plannedSets(sets, sides, counts) {
  /** @type {Shown[]} */
  const fading = ["full", "after", "guess"];
  const planned = [];
  for (let number = 1; number <= sets; number += 1) {
    const blind = counts && number === sets;
    const shown = blind ? "without" : fading[Math.min(number, fading.length) - 1];
    for (const side of sides) planned.push({ number, of: sets, side, shown });
  }
  return planned;
}

/**
 * Where a set's largest change lies.
 * @param {number} largest [°]
 * @param {number} zone [°]
 * @returns {"level" | "little" | "clearly"}
 */
export function howLevel(largest, zone) {
  if (largest <= zone) return "level";
  return largest <= 2 * zone ? "little" : "clearly";
}

/** @param {number[]} numbers @returns {number} the largest; 0 of none */
export function largestOf(numbers) {
  return numbers.reduce((most, each) => Math.max(most, each), 0);
}
