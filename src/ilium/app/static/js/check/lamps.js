// @ts-check
import { DEGREES, obstacle } from "../live_body.js";

/** @typedef {import("../live_body.js").Body} Body */
/** @typedef {import("../live_body.js").View} View */
/** @typedef {"distance" | "level" | "square" | "light"} Lamp */
/** @typedef {"good" | "wait" | "open"} State */
/** @typedef {{key: string, number?: number, size: number}} Advice */
/**
 * @typedef {object} Seen
 * @property {View} view
 * @property {number} width of the film [px]
 * @property {number} light mean brightness of the picture, 0 to 1
 * @property {number | undefined} lean of the camera by its own gravity sensor [°]
 * @property {boolean} upright whether the movement begins standing
 */

/** What a film needs: as `ilium.planar.gates`, with room for what a live model misses. */
const HIPS = 88;
const LEG = 240;
const LEVEL = 5;
const YAW = 15;
const EDGE = 0.45;
const FULL = 0.8;
const [DARK, BRIGHT] = [0.2, 0.9];
/** Length of a trunk by which depths [m] become shares of it [m]. */
const TRUNK = 0.5;

/**
 * Four lamps, and the one advice that matters most: the largest error first.
 * @param {Body} body
 * @param {Seen} seen
 * @returns {{states: Record<Lamp, State>, advice: Advice | undefined}}
 */
export function lampsOf(body, seen) {
  /** @type {Record<Lamp, State>} */
  const states = { distance: "open", level: "open", square: "open", light: "good" };
  /** @type {Advice[]} */
  const advice = [];
  if (seen.light < DARK) advice.push({ key: "dark", size: DARK / Math.max(seen.light, 0.01) });
  if (seen.light > BRIGHT) advice.push({ key: "bright", size: 2 });
  if (advice.length) states.light = "wait";
  const reason = obstacle(body, seen.view, 640);
  if (reason === "nobody" || reason === "cut" || reason === "hidden") {
    states.distance = "wait";
    advice.push({ key: reason, size: 9 });
    return { states, advice: largest(advice) };
  }
  const near = seen.view === "side"
    ? (body.leg() * seen.width) / LEG : (body.hips() * seen.width) / HIPS;
  states.distance = near >= 1 ? "good" : "wait";
  if (near < 1) {
    const key = fills(body) ? "coarse" : "closer";
    advice.push({ key, size: 1 / Math.max(near, 0.05) });
  }
  square(body, seen, reason, states, advice);
  const lean = seen.lean ?? (seen.upright ? leanOf(body) : undefined);
  if (lean !== undefined) {
    states.level = Math.abs(lean) <= LEVEL ? "good" : "wait";
    if (states.level === "wait")
      advice.push({ key: "level", number: Math.round(Math.abs(lean)), size: Math.abs(lean) / LEVEL });
  }
  return { states, advice: largest(advice) };
}

/**
 * Whether nobody could come closer without leaving the picture.
 * @param {Body} body
 */
function fills(body) {
  const top = body.points[1] * body.tallness;
  const bottom = Math.max(body.at("toe", "left").y, body.at("toe", "right").y);
  return bottom - top > FULL * body.tallness;
}

/**
 * @param {Body} body @param {Seen} seen @param {string} reason
 * @param {Record<Lamp, State>} states @param {Advice[]} advice
 */
function square(body, seen, reason, states, advice) {
  const off = seen.view === "side"
    ? Math.abs(body.across("shoulder")) / (EDGE * body.trunk())
    : Math.abs(yawOf(body)) / YAW;
  const turned = reason === "turned" || off > 1;
  states.square = turned || reason === "backwards" ? "wait" : "good";
  if (reason === "backwards") advice.push({ key: `backwards_${seen.view}`, size: 8 });
  else if (turned) advice.push({ key: `square_${seen.view}`, size: Math.max(off, 1.1) });
}

/**
 * How far the chest is turned away from the camera, by the depths of the shoulders.
 * @param {Body} body
 * @returns {number} [°]
 */
export function yawOf(body) {
  const depth = body.points[4 * 12 + 2] - body.points[4 * 11 + 2];
  const across = (TRUNK * Math.abs(body.across("shoulder"))) / body.trunk();
  return Math.atan2(depth, across) * DEGREES;
}

/**
 * How far somebody who stands upright leans in the picture: mostly the camera's lean.
 * @param {Body} body
 * @returns {number} [°]
 */
export function leanOf(body) {
  const [top, bottom] = [body.middle("shoulder"), body.middle("ankle")];
  return Math.atan2(top.x - bottom.x, bottom.y - top.y) * DEGREES;
}

/** @param {Advice[]} advice */
function largest(advice) {
  return advice.sort((one, two) => two.size - one.size)[0];
}
