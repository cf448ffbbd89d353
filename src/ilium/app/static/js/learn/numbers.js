// @ts-check
// Drawings of numbers: variety, error, steps, weeks.
import { area, between, dot, line, text } from "./pen.js";

/** @typedef {import("./pen.js").Part} Part */
/** @typedef {import("./body.js").Scene} Scene */

/** A number from 0 to 1 that is always the same for the same seed.
 * @param {number} seed */
function chance(seed) {
  const wave = Math.sin(seed * 127.1 + 11.7) * 43758.5453;
  return wave - Math.floor(wave);
}

/**
 * @param {Scene} scene
 * @returns {Part[]}
 */
export function varied({ value, phase }) {
  /** @param {number} share */
  const mean = (share) => 236 - 150 * Math.sin(Math.PI * share) ** 2 - 26 * share;
  /** @param {number} share @param {number} seed */
  const one = (share, seed) => {
    const far = 6 + 64 * value;
    const slow = (chance(seed) - 0.5) * Math.sin(Math.PI * share + chance(seed + 40));
    const quick = (chance(seed + 20) - 0.5) * Math.sin(4 * Math.PI * share + 6 * chance(seed + 60));
    return mean(share) + far * (slow + 0.6 * quick);
  };
  const shares = Array.from({ length: 61 }, (_, index) => index / 60);
  /** @type {(height: (share: number) => number) => [number, number][]} */
  const path = (height) => shares.map((share) => [between(50, 440, share), height(share)]);
  const curves = Array.from({ length: 12 }, (_, seed) =>
    line("ghost", ...path((share) => one(share, seed + 1))));
  return [
    line("axis", [50, 40], [50, 284], [440, 284]),
    ...curves,
    line("bone", ...path(mean)),
    dot("full", between(50, 440, phase), mean(phase), 8),
  ];
}

export const SEM = 2;
/** Smallest difference of two visits that exceeds their error [degrees]. */
export const LEAST = 1.96 * Math.SQRT2 * SEM;

/**
 * @param {Scene} scene
 * @returns {Part[]}
 */
export function plusMinus({ value, words, number }) {
  /** @param {number} degrees */
  const at = (degrees) => between(60, 440, degrees / 20);
  /** @type {Part[]} */
  const parts = [line("axis", [60, 262], [440, 262])];
  for (let tick = 0; tick <= 20; tick += 5)
    parts.push(line("axis", [at(tick), 262], [at(tick), 270]), text(`${number(tick)}°`, at(tick), 290));
  const rows = /** @type {const} */ ([[14, 96, "hollow", words.before], [14 - 12 * value, 186, "full", words.after]]);
  for (const [mean, height, kind, name] of rows) {
    const reach = 1.96 * SEM;
    parts.push(text(name, 60, height - 34, { anchor: "start" }));
    parts.push(line("whisker", [at(mean - reach), height], [at(mean + reach), height]));
    for (const end of [mean - reach, mean + reach])
      parts.push(line("whisker", [at(end), height - 8], [at(end), height + 8]));
    for (let time = 0; time < 5; time += 1)
      parts.push(dot("full", at(mean + (chance(time + height) - 0.5) * 3.4 * SEM), height + 22, 3));
    parts.push(dot(kind, at(mean), height, 9));
  }
  return parts;
}

/**
 * @param {Scene} scene
 * @returns {string}
 */
export function verdict({ value, words, number }) {
  const change = 12 * value;
  const said = change > LEAST ? words.verdict_changed : words.verdict_same;
  return said.replace("{change}", number(Math.round(change))).replace("{error}", number(LEAST));
}

/**
 * @param {Scene} scene
 * @returns {Part[]}
 */
export function ladder({ value, phase, words }) {
  const chosen = Math.round(value * 6);
  /** @type {Part[]} */
  const parts = [];
  for (let step = 0; step < 7; step += 1) {
    const left = 30 + step * 60, top = 262 - step * 26;
    parts.push(area("block", [left, 290], [left + 60, 290], [left + 60, top], [left, top]));
    if (step === chosen) parts.push(...person(left + 30, top, step > 4 ? phase : 0));
  }
  parts.push(text(words[`step_${chosen + 1}`], 30, 40, { anchor: "start" }));
  return parts;
}

/** @type {(x: number, floor: number, phase: number) => Part[]} */
function person(x, floor, phase) {
  const up = 16 * Math.max(Math.sin(2 * Math.PI * phase), 0);
  const foot = floor - up, hips = foot - 38;
  return [
    line("bone", [x, foot], [x + 3, foot - 19], [x, hips], [x, hips - 30]),
    line("bone", [x - 12, hips], [x + 12, hips]),
    line("bone", [x + 11, hips], [x + 15, hips + 18], [x + 8, hips + 30]),
    dot("outline", x, hips - 42, 11),
  ];
}

/**
 * @param {Scene} scene
 * @returns {Part[]}
 */
export function practice({ value, words }) {
  const week = value * 12;
  const strong = (/** @type {number} */ at) => 250 - 150 * (1 - Math.exp(-at / 7));
  const skilled = (/** @type {number} */ at) => 250 - (at < 0.4 ? (at / 0.4) * 130 : 130 + 50 * (1 - Math.exp(-(at - 0.4) / 5)));
  const faded = (/** @type {number} */ at) => 250 - (at < 0.4 ? (at / 0.4) * 130 : 30 + 100 * Math.exp(-(at - 0.4) / 1.6));
  const weeks = Array.from({ length: 121 }, (_, index) => index / 10);
  const x = (/** @type {number} */ at) => between(60, 440, at / 12);
  /** @type {(height: (at: number) => number) => [number, number][]} */
  const path = (height) => weeks.map((at) => [x(at), height(at)]);
  return [
    line("axis", [60, 40], [60, 250], [440, 250]),
    line("bone", ...path(strong)),
    line("strong", ...path(skilled)),
    line("dashed", ...path(faded)),
    line("axis", [x(week), 40], [x(week), 250]),
    dot("full", x(week), strong(week), 8),
    dot("grip", x(week), skilled(week), 8),
    dot("hollow", x(week), faded(week), 7),
    text(words.skill, 432, skilled(12) - 14, { anchor: "end" }),
    text(words.strength, 432, strong(12) + 30, { anchor: "end" }),
    text(words.faded, 432, faded(12) - 12, { anchor: "end", kind: "quiet" }),
  ];
}
