// @ts-check
import { WholeDegrees } from "./live_filter.js";
import { write } from "./page_words.js";

/** @typedef {import("./page_words.js").Say} Say */
/** @typedef {import("./live_meter.js").Reading} Reading */
/** @typedef {import("./live_meter.js").Mode} Mode */

/** The drawing turns by this much more than the pelvis, zone and all. */
export const GAIN = 2;
const MOST = 30;
const REACH = 190;
const SVG = "http://www.w3.org/2000/svg";

/** The pelvis as a spirit level, with its zone, a number and a word. */
export class Gauge {
  /**
   * @param {HTMLElement} box holds svg, number, word
   * @param {Say} say
   * @param {Mode} mode
   */
  constructor(box, say, mode) {
    this.say = say;
    this.mode = mode;
    this.box = box;
    this.bar = part(box, "[data-bar]");
    this.zone = part(box, "[data-zone]");
    this.number = part(box, "[data-number]");
    this.word = part(box, "[data-word]");
    this.degrees = new WholeDegrees();
  }

  /** @param {number} half width of the zone to each side [°] */
  setZone(half) {
    const turn = (Math.min(MOST, half) * GAIN * Math.PI) / 180;
    const [x, y] = [REACH * Math.cos(turn), REACH * Math.sin(turn)];
    const shape = [1, -1]
      .map((side) => `M0 0L${side * x} ${-y}A${REACH} ${REACH} 0 0 ${side > 0 ? 1 : 0} ${side * x} ${y}Z`)
      .join("");
    this.zone.setAttribute("d", this.mode === "travel" ? "" : shape);
  }

  /** Nothing to show: grey, with the reason. */
  blank(/** @type {string} */ reason) {
    this.box.dataset.state = "grey";
    write(this.number, "–");
    write(this.word, reason);
    this.turn(0);
  }

  /**
   * @param {Reading} reading
   * @param {number} shown degrees to write, where they are not the change itself
   */
  show(reading, shown = reading.change) {
    this.box.dataset.state = reading.outside ? "outside" : "inside";
    const whole = this.degrees.see(shown);
    write(this.number, this.say("degrees", { value: Math.abs(whole) }));
    write(this.word, this.wordOf(whole, reading));
    this.turn(reading.change);
  }

  /** The result of a repetition, held until the next one. */
  result(/** @type {number} */ signed, /** @type {boolean} */ outside, /** @type {string} */ word) {
    this.box.dataset.state = outside ? "outside" : "inside";
    this.number.textContent = this.say("degrees", { value: Math.round(Math.abs(signed)) });
    this.word.textContent = word;
    this.turn(signed);
  }

  /** @param {number} whole [°] @param {Reading} reading */
  wordOf(whole, reading) {
    if (this.mode === "travel") return this.say(whole > 1 ? "up" : whole < -1 ? "down" : "level");
    if (this.mode === "still") return this.say(reading.outside ? "pelvis_moves" : "pelvis_still");
    return sideWord(this.say, whole, reading.outside);
  }

  /** @param {number} change positive: right side up [°] */
  turn(change) {
    const most = Math.max(-MOST, Math.min(MOST, change));
    this.bar.setAttribute("transform", `rotate(${(-GAIN * most).toFixed(2)})`);
  }
}

/**
 * @param {Say} say
 * @param {number} change positive: right side up [°]
 * @param {boolean} outside
 */
export function sideWord(say, change, outside) {
  if (!outside) return say("level");
  return say(change > 0 ? "left_lower" : "right_lower");
}

/** @param {HTMLElement} box @param {string} query @returns {Element} */
function part(box, query) {
  return box.querySelector(query) ?? document.createElementNS(SVG, "g");
}
