// @ts-check
// Drawings of the body: the drop, the headlights, the arm, the alarm.
import { area, away, between, dot, hip, line, text } from "./pen.js";

/** @typedef {import("./pen.js").Part} Part */
/** @typedef {{value: number, phase: number, words: Record<string, string>, number: (value: number) => string}} Scene */

/**
 * @param {Scene} scene
 * @returns {Part[]}
 */
export function drop({ value, phase, words, number }) {
  const bend = (1 - Math.cos(2 * Math.PI * phase)) / 2;
  const angle = (1 - value) * between(4, 16, bend);
  /** @type {[number, number]} */
  const left = [195, between(140, 168, bend)];
  const right = away(left, 96, angle);
  const middle = away(left, 48, angle);
  const neck = away(middle, 92, -90 - angle / 3);
  const knee = /** @type {[number, number]} */ ([between(200, 190, bend), between(218, 232, bend)]);
  const level = away(left, 150, 0);
  return [
    line("axis", [90, 302], [390, 302]),
    area("wedge", left, level, away(left, 150, angle)),
    line("dashed", [130, left[1]], level),
    line("bone", middle, neck),
    dot("outline", neck[0], neck[1] - 26, 20),
    line("limb left", left, knee, [203, 300]),
    line("limb right", right, away(right, 62, 80), away(away(right, 62, 80), 34, 110)),
    line("bone", away(left, -14, angle), away(right, 14, angle)),
    hip("left", ...left),
    hip("right", ...right),
    text(words.left, left[0] - 34, left[1] + 26),
    text(words.right, right[0] + 34, right[1] + 24),
    text(`${number(Math.round(angle))}°`, 372, right[1] + 4, { anchor: "start" }),
  ];
}

/**
 * @param {Scene} scene
 * @returns {Part[]}
 */
export function headlights({ value, phase, words }) {
  const swing = Math.sin(2 * Math.PI * phase);
  const turn = value * 24 * Math.max(swing, 0);
  /** @type {[number, number]} */
  const centre = [240, 216];
  /** @type {(across: number, ahead: number) => [number, number]} */
  const at = (across, ahead) => away(away(centre, across, turn), ahead, turn - 90);
  /** @type {(across: number) => Part} */
  const beam = (across) => area("beam", at(across, 14), at(across - 34, 168), at(across + 34, 168));
  const foot = away(at(58, 0), between(52, 96, Math.max(swing, 0)), 90 + turn / 2);
  return [
    line("bone", [60, 30], [420, 30]),
    beam(-52),
    beam(52),
    line("limb left", at(-58, 0), [182, 256]),
    line("limb right", at(58, 0), foot),
    line("bone", at(-66, 0), at(-52, 14), at(0, -12), at(52, 14), at(66, 0)),
    hip("left", ...at(-52, 12)),
    hip("right", ...at(52, 12)),
    text(words.left, 150, 226),
    text(words.right, 330, 226),
  ];
}

/** @type {[number, number]} */
const SHOULDER = [80, 250];
/** @type {[number, number]} */
const HAND = [372, 150];

/**
 * An arm of 150, 120 and 80 that ends at the glass wherever its elbow is.
 * @param {number} value
 * @returns {[number, number][]}
 */
export function armThrough(value) {
  const aim = (Math.atan2(HAND[1] - SHOULDER[1], HAND[0] - SHOULDER[0]) * 180) / Math.PI;
  const elbow = away(SHOULDER, 150, aim + between(30, -30, value));
  const far = Math.hypot(HAND[0] - elbow[0], HAND[1] - elbow[1]);
  const inner = (Math.acos((120 ** 2 + far ** 2 - 80 ** 2) / (2 * 120 * far)) * 180) / Math.PI;
  const to = (Math.atan2(HAND[1] - elbow[1], HAND[0] - elbow[0]) * 180) / Math.PI;
  const wrist = away(elbow, 120, to - inner * (value < 0.5 ? -1 : 1));
  return [SHOULDER, elbow, wrist, HAND];
}

/**
 * @param {Scene} scene
 * @returns {Part[]}
 */
export function glass({ value }) {
  const [shoulder, elbow, wrist, hand] = armThrough(value);
  const earlier = [0.02, 0.2, 0.36, 0.64, 0.8, 0.98].map((each) => line("ghost", ...armThrough(each)));
  return [
    line("axis", [300, 204], [460, 204]),
    area("outline", [362, 122], [418, 122], [410, 202], [370, 202]),
    ...earlier,
    line("bone", shoulder, elbow, wrist, hand),
    dot("full", ...shoulder, 10),
    dot("grip", ...elbow, 13),
    dot("full", ...wrist, 8),
    dot("hollow", ...hand, 9),
  ];
}

/**
 * @param {Scene} scene
 * @returns {Part[]}
 */
export function pain({ value, phase, words }) {
  const rings = 1 + Math.round(value * 4);
  const swing = value * 10 * Math.sin(2 * Math.PI * phase * 3);
  const parts = [
    line("axis", [60, 262], [420, 262]),
    area("block", [92, 262], [152, 262], [152, 150], [92, 150]),
    text(words.load, 122, 288),
    text(words.alarm, 318, 288),
    /** @type {Part} */ (["path", {
      class: "outline", transform: `rotate(${swing.toFixed(1)} 318 80)`,
      d: "M288 206V160a30 30 0 0 1 60 0v46l14 16h-88zM308 222a10 10 0 0 0 20 0",
    }]),
  ];
  for (let ring = 1; ring <= rings; ring += 1) {
    const far = 42 + 15 * ring;
    for (const side of [-1, 1])
      parts.push(["path", {
        class: "ghost", "stroke-width": 2,
        d: `M${318 + side * far * 0.8} ${168 - far * 0.6}A${far} ${far} 0 0 ${side > 0 ? 1 : 0} ${318 + side * far * 0.8} ${168 + far * 0.6}`,
      }]);
  }
  return parts;
}
