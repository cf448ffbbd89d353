// @ts-check
// A plot of curves whose cursor moves with everything else.

import uPlot from "../../vendor/uPlot.esm.js";
import { onColours, palette } from "./palette.js";
import { digits, make, unitSign } from "./words.js";

/** @typedef {import("./package.js").Side} Side */
/** @typedef {import("./palette.js").Palette} Palette */
/** @typedef {import("./drawings.js").CurveWords} CurveWords */
/** @typedef {import("./drawings.js").Line} Line */
/** @typedef {import("./drawings.js").Drawing} Drawing */

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
