// @ts-check
// Curves that move with everything else: over time, or over 0 to 100 % of repetitions.

import uPlot from "../../vendor/uPlot.esm.js";
import { valueAt } from "./frames.js";
import { onColours, palette } from "./palette.js";
import { PERCENTS, alone, cycle, meanAndSd } from "./phases.js";
import { amount, digits, fill, make, unitSign } from "./words.js";

/** @typedef {import("./package.js").Look} Look */
/** @typedef {import("./package.js").Curve} Curve */
/** @typedef {import("./package.js").Side} Side */
/** @typedef {import("./package.js").Repetition} Repetition */
/** @typedef {import("./palette.js").Palette} Palette */
/** @typedef {{title: string, positive: string, range?: {low: number | null, high: number | null, words: string}}} CurveWords */
/** @typedef {{label: string, values: (number | null)[], style: "line" | "thin" | "edge" | "before", side: Side}} Line */
/** @typedef {{place: number, word: string}} Mark */
/** @typedef {{x: number[], lines: Line[], bands: [number, number, Side][], marks: Mark[], spans: {from: number, to: number, side: Side}[], range?: {low: number | null, high: number | null}, clock: "time" | "cycle", sentence: string, head: string[], rows: string[][], now?: (at: number) => string}} Drawing */

const HEIGHT = 180;

/** One plot with its heading, sentence and table. */
export class Chart {
  /**
   * @param {HTMLElement} room
   * @param {string} key
   * @param {CurveWords} words
   * @param {string} unit
   * @param {Record<string, any>} say
   * @param {(at: number, clock: "time" | "cycle") => void} [go]
   */
  constructor(room, key, words, unit, say, go) {
    this.key = key;
    this.unit = unit;
    this.say = say;
    this.go = go;
    this.figure = make("figure", { class: "chart look-chart", id: `curve-${key}`, tabindex: "-1" });
    this.now = make("span", { class: "look-now", "aria-hidden": "true" });
    const heading = make("h3", {}, words.title, " ", make("span", { class: "quiet" }, unitSign(unit).trim() || ""));
    this.sentence = make("p", { class: "sentence" });
    this.plot = make("div", { class: "look-plot", role: "img", "aria-label": words.title });
    this.cursor = make("div", { class: "look-cursor" });
    this.table = make("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": words.title });
    this.details = make("details", {}, make("summary", {}, say.table, make("span", { class: "visually-hidden" }, `: ${words.title}`)), this.table);
    this.figure.append(make("div", { class: "look-heading" }, heading, this.now), this.sentence, this.plot, this.details);
    this.details.addEventListener("toggle", () => this.tabulate());
    room.append(this.figure);
    /** @type {Drawing | null} */
    this.drawing = null;
    /** @type {uPlot | null} */
    this.made = null;
    onColours(() => this.redraw());
    new ResizeObserver(() => this.fit()).observe(this.plot);
  }

  /** @param {Drawing} drawing */
  show(drawing) {
    this.drawing = drawing;
    this.sentence.textContent = drawing.sentence;
    this.redraw();
    this.tabulate();
  }

  redraw() {
    const drawing = this.drawing;
    if (!drawing) return;
    this.made?.destroy();
    const colours = palette();
    const width = Math.max(this.plot.clientWidth, 120);
    this.made = new uPlot(this.options(drawing, colours, width), [drawing.x, ...drawing.lines.map((each) => each.values)], this.plot);
    this.made.over.append(this.cursor);
    this.made.over.addEventListener("click", (event) => {
      const at = this.made?.posToVal(event.offsetX, "x");
      if (at !== undefined && this.go) this.go(at, drawing.clock);
    });
    this.moved(this.at ?? NaN);
  }

  fit() {
    const width = this.plot.clientWidth;
    if (this.made && width > 40 && Math.abs(width - this.made.width) > 1) {
      this.made.setSize({ width, height: HEIGHT });
      this.moved(this.at ?? NaN);
    }
  }

  /**
   * @param {Drawing} drawing
   * @param {Palette} colours
   * @param {number} width
   * @returns {uPlot.Options}
   */
  options(drawing, colours, width) {
    const axis = {
      stroke: colours.quiet,
      grid: { stroke: colours.line, width: 1 },
      ticks: { show: false },
      font: `13px ${getComputedStyle(document.body).fontFamily}`,
      values: (/** @type {uPlot} */ _plot, /** @type {number[]} */ ticks) => ticks.map((each) => digits(each, placesOf(ticks))),
    };
    return {
      width,
      height: HEIGHT,
      legend: { show: false },
      cursor: { show: false },
      padding: [20, 16, 0, 0],
      scales: { x: { time: false, range: () => [drawing.x[0], drawing.x[drawing.x.length - 1]] }, y: { range: (_plot, low, high) => roomy(low, high, this.unit, drawing.range) } },
      axes: [{ ...axis, size: 28 }, { ...axis, size: 46 }],
      series: [{}, ...drawing.lines.map((each) => seriesOf(each, colours))],
      bands: drawing.bands.map(([above, below, side]) => ({
        series: /** @type {[number, number]} */ ([above + 1, below + 1]),
        fill: `${colourOf(side, colours)}2E`,
      })),
      hooks: {
        drawClear: [(plot) => under(plot, drawing, colours)],
        draw: [(plot) => over(plot, drawing, colours)],
      },
    };
  }

  /**
   * Move the cursor.
   * @param {number} at place along x; hidden where it is not finite or outside
   */
  moved(at) {
    this.at = at;
    const { made, drawing } = this;
    if (!made || !drawing) return;
    const [first, last] = [drawing.x[0], drawing.x[drawing.x.length - 1]];
    const inside = at >= first - 1e-6 && at <= last + 1e-6;
    this.cursor.hidden = !inside;
    if (inside) this.cursor.style.transform = `translateX(${made.valToPos(at, "x")}px)`;
    this.now.textContent = inside && drawing.now ? drawing.now(at) : "";
  }

  tabulate() {
    if (!this.details.open || !this.drawing) return;
    const { head, rows } = this.drawing;
    const cells = (/** @type {string[]} */ row) => row.map((cell, at) =>
      at ? make("td", { class: "n" }, cell) : make("th", { scope: "row" }, cell));
    this.table.replaceChildren(make("table", {},
      make("thead", {}, make("tr", {}, ...head.map((word, at) => make("th", { scope: "col", class: at ? "n" : "" }, word)))),
      make("tbody", {}, ...rows.map((row) => make("tr", {}, ...cells(row)))),
    ));
  }
}

/** @param {number[]} ticks */
function placesOf(ticks) {
  const step = ticks.length > 1 ? Math.abs(ticks[1] - ticks[0]) : 1;
  const whole = (/** @type {number} */ value) => Math.abs(value - Math.round(value)) < 1e-6;
  return whole(step) ? 0 : whole(10 * step) ? 1 : 2;
}

/**
 * @param {Side} side
 * @param {Palette} colours
 */
function colourOf(side, colours) {
  return side === "both" ? colours.ink : colours[side];
}

/**
 * @param {Line} line
 * @param {Palette} colours
 * @returns {uPlot.Series}
 */
function seriesOf(line, colours) {
  const colour = colourOf(line.side, colours);
  const dash = line.style === "before" ? [2, 4] : line.side === "right" ? [8, 5] : [];
  const widths = { line: 2.4, thin: 1, edge: 0, before: 2 };
  return {
    label: line.label,
    stroke: line.style === "edge" ? "transparent" : line.style === "thin" ? `${colour}70` : colour,
    width: widths[line.style],
    dash: line.style === "thin" || line.style === "edge" ? [] : dash,
    points: { show: false },
    spanGaps: false,
  };
}

/**
 * @param {number | null} low
 * @param {number | null} high
 * @param {string} unit
 * @param {{low: number | null, high: number | null} | undefined} range
 * @returns {[number, number]}
 */
function roomy(low, high, unit, range) {
  let [from, to] = [low ?? 0, high ?? 1];
  if (range?.high != null && range.high > to) to = Math.min(range.high, to + 0.8 * (to - from) + 2);
  if (range?.low != null && range.low < from) from = Math.max(range.low, from - 0.8 * (to - from) - 2);
  const least = unit === "deg" ? 10 : 0;
  const lack = Math.max(0, least - (to - from)) / 2;
  const room = 0.06 * (to - from || 1);
  return [from - lack - room, to + lack + room];
}

/**
 * What lies under the curves: stretches of repetitions, usual range, zero.
 * @param {uPlot} plot
 * @param {Drawing} drawing
 * @param {Palette} colours
 */
function under(plot, drawing, colours) {
  const { ctx: pen, bbox } = plot;
  pen.save();
  pen.beginPath();
  pen.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  pen.clip();
  for (const { from, to, side } of drawing.spans) {
    const [left, right] = [from, to].map((each) => plot.valToPos(each, "x", true));
    pen.fillStyle = `${colours["band-usual"]}80`;
    pen.fillRect(left, bbox.top, right - left, bbox.height);
    pen.fillStyle = colourOf(side, colours);
    pen.fillRect(left, bbox.top + bbox.height - 3 * devicePixelRatio, right - left, 3 * devicePixelRatio);
  }
  if (drawing.range) {
    const top = drawing.range.high === null ? bbox.top : plot.valToPos(drawing.range.high, "y", true);
    const low = drawing.range.low === null ? bbox.top + bbox.height : plot.valToPos(drawing.range.low, "y", true);
    pen.fillStyle = colours["band-usual"];
    pen.fillRect(bbox.left, top, bbox.width, low - top);
    pen.strokeStyle = colours["band-outside"];
    pen.lineWidth = devicePixelRatio;
    for (const [limit, y] of /** @type {const} */ ([[drawing.range.high, top], [drawing.range.low, low]])) {
      if (limit !== null) level(pen, bbox.left, bbox.left + bbox.width, y);
    }
  }
  pen.restore();
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {number} from
 * @param {number} to
 * @param {number} y
 */
function level(pen, from, to, y) {
  pen.beginPath();
  pen.moveTo(from, y);
  pen.lineTo(to, y);
  pen.stroke();
}

/**
 * What lies over the curves: events as upright lines with their names.
 * @param {uPlot} plot
 * @param {Drawing} drawing
 * @param {Palette} colours
 */
function over(plot, drawing, colours) {
  const { ctx: pen, bbox } = plot;
  pen.save();
  pen.strokeStyle = colours.quiet;
  pen.fillStyle = colours.quiet;
  pen.lineWidth = devicePixelRatio;
  pen.setLineDash([3 * devicePixelRatio, 3 * devicePixelRatio]);
  pen.font = `${12 * devicePixelRatio}px ${getComputedStyle(document.body).fontFamily}`;
  pen.textAlign = "left";
  pen.textBaseline = "alphabetic";
  let free = -Infinity;
  for (const { place, word } of drawing.marks) {
    const x = plot.valToPos(place, "x", true);
    if (x < bbox.left - 1 || x > bbox.left + bbox.width + 1) continue;
    pen.beginPath();
    pen.moveTo(x, bbox.top);
    pen.lineTo(x, bbox.top + bbox.height);
    pen.stroke();
    const wide = pen.measureText(word).width;
    const left = Math.min(Math.max(x - wide / 2, bbox.left), bbox.left + bbox.width - wide);
    if (word && left > free) {
      pen.fillText(word, left, bbox.top - 6 * devicePixelRatio);
      free = left + wide + 6 * devicePixelRatio;
    }
  }
  pen.restore();
}

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
