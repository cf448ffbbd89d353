// @ts-check
// What a chart shows: a curve over time, or over 0 to 100 % of repetitions.

import { valueAt } from "./frames.js";
import { PERCENTS, alone, cycle, meanAndSd } from "./phases.js";
import { amount, digits, fill } from "./words.js";

/** @typedef {import("./package.js").Look} Look */
/** @typedef {import("./package.js").Curve} Curve */
/** @typedef {import("./package.js").Side} Side */
/** @typedef {import("./package.js").Repetition} Repetition */
/** @typedef {{title: string, positive: string, range?: {low: number | null, high: number | null, words: string}}} CurveWords */
/** @typedef {{label: string, values: (number | null)[], style: "line" | "thin" | "edge" | "before", side: Side}} Line */
/** @typedef {{place: number, word: string}} Mark */
/** @typedef {{x: number[], lines: Line[], bands: [number, number, Side][], marks: Mark[], spans: {from: number, to: number, side: Side}[], range?: {low: number | null, high: number | null}, clock: "time" | "cycle", sentence: string, head: string[], rows: string[][], now?: (at: number) => string}} Drawing */

/**
 * A curve through time, with repetitions and events.
 * @param {Look} look
 * @param {Curve} curve
 * @param {CurveWords} words
 * @param {Record<string, any>} say
 * @param {[number, number]} window
 * @returns {Drawing}
 */
export function throughTime(look, curve, words, say, window) {
  const times = look.clock("curves/time");
  const values = look.tracks("curves/values");
  const kept = [...times.keys()].filter((at) => times[at] >= window[0] - 1e-9 && times[at] <= window[1] + 1e-9);
  const sides = /** @type {Side[]} */ (Object.keys(curve.sides));
  const row = (/** @type {Side} */ side) => values[/** @type {number} */ (curve.sides[side])];
  const lines = sides.map((side) => ({
    label: say.side[side], side, style: /** @type {const} */ ("line"),
    values: kept.map((at) => orGap(row(side)[at])),
  }));
  const every = Math.max(1, Math.floor(kept.length / 20));
  return {
    x: kept.map((at) => times[at]),
    lines,
    bands: [],
    clock: "time",
    marks: look.header.events.map((each) => ({ place: each.time, word: say.event[each.name] ?? each.name })),
    spans: look.header.repetitions.filter((each) => each.complete).map((each) => ({ from: each.start, to: each.end, side: each.side })),
    range: words.range,
    sentence: sentenceOf(lines, words, curve.unit, say),
    head: [say.seconds, ...lines.map((each) => each.label)],
    rows: kept.filter((_, at) => at % every === 0).map((at) =>
      [digits(times[at], 2), ...sides.map((side) => amount(row(side)[at], curve.unit, 1))]),
    now: (time) => sides.map((side) => `${side === "both" ? "" : `${say.letter[side]} `}${amount(valueAt(times, row(side), time), curve.unit)}`).join("   "),
  };
}

/**
 * Repetitions of each side over 0 to 100 %: mean, deviation and the one chosen.
 * @param {Look} look
 * @param {Curve} curve
 * @param {CurveWords} words
 * @param {Record<string, any>} say
 * @param {Repetition | null} chosen
 * @returns {Drawing}
 */
export function overRepetitions(look, curve, words, say, chosen) {
  const times = look.clock("curves/time");
  const values = look.tracks("curves/values");
  /** @type {Line[]} */
  const lines = [];
  /** @type {[number, number, Side][]} */
  const bands = [];
  const head = [say.percent];
  /** @type {number[][]} */
  const columns = [];
  for (const side of sidesOf(look, curve)) {
    const row = values[/** @type {number} */ (curve.sides[side] ?? curve.sides.both)];
    const own = look.header.repetitions.filter((each) => each.complete && (each.side === side || each.side === "both"));
    const cycles = own.map((each) => cycle(times, row, alone(each)));
    const { mean, sd } = meanAndSd(cycles);
    const label = say.side[side];
    if (own.length > 1) {
      lines.push({ label, side, style: "edge", values: mean.map((each, at) => orGap(each + sd[at])) });
      lines.push({ label, side, style: "edge", values: mean.map((each, at) => orGap(each - sd[at])) });
      bands.push([lines.length - 2, lines.length - 1, side]);
    }
    own.forEach((each, at) => {
      if (own.length > 1 && (!chosen || chosen === each)) lines.push({ label, side, style: "thin", values: cycles[at].map(orGap) });
    });
    lines.push({ label, side, style: "line", values: mean.map(orGap) });
    head.push(fill(say.mean, { side: label }), fill(say.sd, { side: label }));
    columns.push(mean, sd);
  }
  const main = lines.filter((each) => each.style === "line");
  return {
    x: PERCENTS,
    lines,
    bands,
    clock: "cycle",
    marks: meanEvents(look, say),
    spans: [],
    range: words.range,
    sentence: sentenceOf(main, words, curve.unit, say),
    head,
    rows: PERCENTS.filter((percent) => percent % 10 === 0).map((percent) =>
      [String(percent), ...columns.map((each) => amount(each[percent], curve.unit, 1))]),
    now: (percent) => main.map((each) => `${each.side === "both" ? "" : `${say.letter[each.side]} `}${amount(each.values[Math.round(percent)] ?? NaN, curve.unit)}`).join("   "),
  };
}

/**
 * Sides whose repetitions a curve is cut into.
 * @param {Look} look
 * @param {Curve} curve
 * @returns {Side[]}
 */
export function sidesOf(look, curve) {
  if (!("both" in curve.sides)) return /** @type {Side[]} */ (Object.keys(curve.sides));
  const found = new Set(look.header.repetitions.filter((each) => each.complete).map((each) => each.side));
  return /** @type {Side[]} */ (["left", "right", "both"]).filter((side) => found.has(side));
}

/**
 * Where events lie on average, in percent of the repetitions.
 * @param {Look} look
 * @param {Record<string, any>} say
 */
function meanEvents(look, say) {
  /** @type {Map<string, number[]>} */
  const places = new Map();
  for (const each of look.header.repetitions.filter((one) => one.complete)) {
    for (const [name, time] of Object.entries(each.events)) {
      const place = (100 * (time - each.start)) / (each.end - each.start);
      if (place > 1 && place < 99) places.set(name, [...(places.get(name) ?? []), place]);
    }
  }
  return [...places].map(([name, found]) => ({
    place: found.reduce((sum, each) => sum + each, 0) / found.length,
    word: say.event[name] ?? name,
  })).sort((a, b) => a.place - b.place);
}

/**
 * @param {Line[]} lines
 * @param {CurveWords} words
 * @param {string} unit
 * @param {Record<string, any>} say
 */
export function sentenceOf(lines, words, unit, say) {
  const spans = lines.map((each) => {
    const seen = /** @type {number[]} */ (each.values.filter((value) => value !== null));
    const [low, high] = [Math.min(...seen), Math.max(...seen)];
    return fill(say.span, { side: each.side === "both" ? "" : `${each.label} `, low: amount(low, unit), high: amount(high, unit) }).trim();
  });
  const positive = words.positive ? fill(say.positive, { words: words.positive }) : "";
  const range = words.range ? ` ${words.range.words}` : "";
  return `${positive} ${spans.join(" · ")}.${range}`.trim();
}

/** @param {number} value */
export function orGap(value) {
  return Number.isFinite(value) ? value : null;
}
