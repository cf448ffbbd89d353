// @ts-check
// Two repetitions, clips or visits: matched by the phases of the movement.

import { BodyScene } from "./body.js";
import { Chart } from "./charts.js";
import { bindControls, bindKeys, timeline } from "./controls.js";
import { orGap } from "./drawings.js";
import { fetchLook } from "./package.js";
import { beyond, pairs } from "./pairing.js";
import { PERCENTS, align, timeAt } from "./phases.js";
import { Picture } from "./picture.js";
import { Player } from "./player.js";
import { amount, digits, fill, make, the, told } from "./words.js";

/** @typedef {import("./package.js").Look} Look */
/** @typedef {import("./package.js").Repetition} Repetition */
/** @typedef {import("./phases.js").Knot} Knot */
/** @typedef {import("./pairing.js").Pair} Pair */
/** @typedef {import("./drawings.js").Drawing} Drawing */
/** @typedef {{data: string, film: string, repetition: string, label: string}} Asked */

const STEPS = 200;

/** One of the two, in its own panel. */
class Panel {
  /**
   * @param {HTMLElement} root
   * @param {Look} look
   * @param {Repetition} repetition
   * @param {Knot[]} knots
   * @param {Asked} asked
   * @param {Record<string, any>} say
   */
  constructor(root, look, repetition, knots, asked, say) {
    this.root = root;
    this.look = look;
    this.repetition = repetition;
    this.knots = knots;
    this.say = say;
    const times = look.header.film ? look.clock("film/time") : look.clock("body/time");
    this.player = new Player(times);
    this.canvas = the("[data-picture]", HTMLCanvasElement, root);
    this.bodyCanvas = the("[data-body]", HTMLCanvasElement, root);
    const { film, body } = look.header;
    const write = (/** @type {number} */ angle, /** @type {number} */ error) => this.write(angle, error);
    this.picture = film ? new Picture(this.canvas, look, this.player, { address: asked.film, leads: false, write }) : null;
    this.labels = the("[data-labels]", HTMLElement, root);
    /** @type {BodyScene | null} */
    this.body = null;
    if (body && !film) {
      try {
        this.body = new BodyScene(this.bodyCanvas, look, body, { labels: this.labels });
      } catch {
        the("[data-no-webgl]", HTMLElement, root).hidden = false;
      }
    }
    this.player.follow((time, jumped) => this.picture?.show(time, jumped));
    this.canvas.hidden = !this.picture;
    this.bodyCanvas.hidden = !this.body;
    this.labels.hidden = !this.body;
  }

  /**
   * @param {number} angle
   * @param {number} error
   */
  write(angle, error) {
    if (document.body.classList.contains("without-numbers") || !Number.isFinite(angle)) return "";
    return Number.isFinite(error) ? `${amount(angle, "deg")} ±${amount(error, "deg")}` : amount(angle, "deg");
  }

  /** @param {number} share of the common scale */
  show(share) {
    const time = timeAt(this.knots, share);
    const { error } = this.look.header;
    const half = error[this.repetition.side] ?? error.left ?? NaN;
    if (this.body) {
      this.body.error = (half * Math.PI) / 180;
      this.body.show(time);
      const label = this.labels.querySelector('[data-label="angle"]');
      if (label) label.textContent = this.write((Math.abs(this.body.pelvis.tilt) * 180) / Math.PI, half);
    }
    this.player.show(time);
  }

  /** @param {boolean} wanted */
  mirror(wanted) {
    for (const each of [this.body, this.picture]) {
      if (!each) continue;
      each.mirrored = wanted;
      each.draw();
    }
  }

  /** @param {boolean} wanted */
  showFilm(wanted) {
    this.picture?.showFilm(wanted);
  }
}

class Comparison {
  /**
   * @param {Look} a
   * @param {Look} b
   * @param {Record<string, any>} say
   */
  constructor(a, b, say) {
    this.say = say;
    this.root = the("#compare", HTMLElement);
    const [one, two] = [chosen(a, say.a), chosen(b, say.b)];
    this.aligned = align(one, two);
    const [left, right] = [...this.root.querySelectorAll("[data-panel]")].map((each) => /** @type {HTMLElement} */ (each));
    this.one = new Panel(left, a, one, this.aligned.one, say.a, say);
    this.two = new Panel(right, b, two, this.aligned.two, say.b, say);
    if (this.one.body && this.two.body) this.two.body.view = this.one.body.view;
    const duration = (one.end - one.start + two.end - two.start) / 2;
    this.duration = duration;
    this.player = new Player(Array.from({ length: STEPS + 1 }, (_, at) => (duration * at) / STEPS));
    bindControls(this.root, this.player, { ...say, now: (/** @type {number} */ time) => `${digits((100 * time) / duration, 0)} %` });
    bindKeys(this.root, this.player);
    const marks = this.aligned.shares.map((share, at) => ({ time: share * duration, name: this.aligned.names[at] }));
    timeline(the("[data-timeline]", HTMLElement, this.root), [], marks, this.player);
    /** @type {Map<string, {course: Chart, difference: Chart}>} */
    this.charts = new Map();
    this.mirrored = false;
    this.switches();
    this.groups();
    this.player.follow((time) => this.moved(time));
    const deep = this.aligned.names.indexOf("bottom");
    this.player.show(duration * (deep >= 0 ? this.aligned.shares[deep] : 0.5));
  }

  switches() {
    const layout = the("[data-layout]", HTMLSelectElement, this.root);
    layout.addEventListener("change", () => {
      this.root.dataset.layout = layout.value;
      this.moved(this.player.time);
    });
    const mirror = the("[data-mirror]", HTMLInputElement, this.root);
    mirror.addEventListener("change", () => {
      this.mirrored = mirror.checked;
      this.two.mirror(mirror.checked);
      this.plot();
      this.moved(this.player.time);
    });
    const film = the("[data-film]", HTMLInputElement, this.root);
    const panels = [this.one, this.two].filter((each) => each.picture?.video);
    the("[data-film-room]", HTMLElement, this.root).hidden = !panels.length;
    const rear = panels.some((each) => each.look.header.film?.view === "rear");
    film.checked = !rear && !document.body.classList.contains("figure-only");
    const shown = () => {
      for (const each of panels) each.showFilm(film.checked);
      this.moved(this.player.time);
    };
    film.addEventListener("change", shown);
    for (const each of panels) each.showFilm(film.checked);
    this.turns();
  }

  turns() {
    const bodies = [this.one.body, this.two.body].filter((each) => each !== null);
    the("[data-view-room]", HTMLElement, this.root).hidden = !bodies.length;
    const view = the("[data-view]", HTMLSelectElement, this.root);
    view.addEventListener("change", () => {
      for (const each of bodies) each.lookFrom(view.value);
    });
    for (const each of bodies) {
      each.canvas.addEventListener("pointermove", () => bodies.forEach((other) => other !== each && other.draw()));
    }
  }

  groups() {
    const { say } = this;
    const others = new Set(this.two.look.header.curves.map((each) => each.key));
    this.keys = this.one.look.header.curves.filter((each) => others.has(each.key));
    const present = new Set(this.keys.map((each) => each.group));
    const select = the("[data-group]", HTMLSelectElement, this.root);
    for (const [key, title] of say.groups) if (present.has(key)) select.append(make("option", { value: key }, title));
    the("[data-group-room]", HTMLElement, this.root).hidden = present.size < 2;
    the("[data-no-curves]", HTMLElement, this.root).hidden = present.size > 0;
    select.addEventListener("change", () => this.plot());
    this.plot();
  }

  plot() {
    const { say } = this;
    const room = the("[data-charts]", HTMLElement, this.root);
    const group = the("[data-group]", HTMLSelectElement, this.root).value;
    room.replaceChildren();
    this.charts.clear();
    const go = (/** @type {number} */ at) => {
      this.player.play(false);
      this.player.show((at / 100) * this.duration);
    };
    for (const each of (this.keys ?? []).filter((one) => one.group === group)) {
      const found = pairs(this.one, this.two, each.key, this.mirrored).filter((pair) => pair.difference.some(Number.isFinite));
      if (!found.length) continue;
      const words = say.curves[each.key];
      const course = new Chart(room, each.key, words, each.unit, say, go);
      const apart = { title: fill(say.difference_of, { words: words.title }), positive: "" };
      const difference = new Chart(room, `difference-${each.key}`, apart, each.unit, say, go);
      course.show(this.courses(found, each.unit));
      difference.show(this.differences(found, each.unit));
      this.charts.set(each.key, { course, difference });
    }
    the("[data-no-curves]", HTMLElement, this.root).hidden = this.charts.size > 0;
  }

  marks() {
    const { names, shares } = this.aligned;
    return shares.map((share, at) => ({ place: 100 * share, word: this.say.event[names[at]] ?? names[at] }));
  }

  /**
   * @param {Pair[]} found
   * @param {string} unit
   * @returns {Drawing}
   */
  courses(found, unit) {
    const { say } = this;
    const lines = found.flatMap(({ one, two }) => [
      { label: say.a.label, side: one.side, style: /** @type {const} */ ("before"), values: one.values.map(orGap) },
      { label: say.b.label, side: two.side, style: /** @type {const} */ ("line"), values: two.values.map(orGap) },
    ]);
    const names = ["A", "B"];
    return {
      x: PERCENTS, lines, bands: [], clock: "cycle", marks: this.marks(), spans: [],
      sentence: lines.map((each, at) => fill(say.span, { side: `${names[at % 2]}: `, low: amount(least(each.values), unit), high: amount(most(each.values), unit) })).join(" · "),
      head: [say.percent, ...lines.map((each, at) => `${names[at % 2]}, ${say.side[each.side]}`)],
      rows: tenths((percent) => lines.map((each) => amount(each.values[percent] ?? NaN, unit, 1))),
      now: (percent) => lines.map((each, at) => `${names[at % 2]} ${amount(each.values[Math.round(percent)] ?? NaN, unit)}`).join("   "),
    };
  }

  /**
   * @param {Pair[]} found
   * @param {string} unit
   * @returns {Drawing}
   */
  differences(found, unit) {
    const { say } = this;
    /** @type {import("./drawings.js").Line[]} */
    const lines = [];
    /** @type {[number, number, import("./package.js").Side][]} */
    const bands = [];
    for (const { two, difference, error } of found) {
      if (Number.isFinite(error)) {
        for (const way of [1, -1]) lines.push({ label: "±", side: two.side, style: "edge", values: difference.map((each) => orGap(each + way * error)) });
        bands.push([lines.length - 2, lines.length - 1, two.side]);
      }
      lines.push({ label: say.side[two.side], side: two.side, style: "line", values: difference.map(orGap) });
    }
    return {
      x: PERCENTS, lines, bands, clock: "cycle", marks: this.marks(), spans: [], range: { low: 0, high: 0 },
      sentence: found.map((each) => this.told(each, unit)).join(" "),
      head: [say.percent, ...found.map((each) => `B − A, ${say.side[each.two.side]}`), "±"],
      rows: tenths((percent) => [...found.map((each) => amount(each.difference[percent], unit, 1)), amount(found[0].error, unit, 1)]),
      now: (percent) => found.map((each) => amount(each.difference[Math.round(percent)], unit)).join("   "),
    };
  }

  /**
   * What a difference says beside its error.
   * @param {Pair} pair
   * @param {string} unit
   */
  told({ difference, error }, unit) {
    const { say } = this;
    if (!Number.isFinite(error)) return say.no_error;
    const stretches = beyond(difference, error).filter(([from, to]) => to > from);
    const half = amount(error, unit);
    if (!stretches.length) return fill(say.within_error, { error: half });
    return fill(say.beyond_error, { error: half, words: stretches.map(([from, to]) => `${from}–${to} %`).join(", ") });
  }

  /** @param {number} time */
  moved(time) {
    const share = time / this.duration;
    this.one.show(share);
    this.two.show(share);
    for (const { course, difference } of this.charts.values()) {
      course.moved(100 * share);
      difference.moved(100 * share);
    }
  }
}

/**
 * The repetition that was asked for, else the first complete one.
 * @param {Look} look
 * @param {Asked} asked
 * @returns {Repetition}
 */
function chosen(look, asked) {
  const { repetitions } = look.header;
  const found = repetitions.find((each) => each.id === asked.repetition) ?? repetitions.find((each) => each.complete);
  if (found) return found;
  const times = look.clock("curves/time");
  return { id: "", side: "both", number: 1, start: times[0], end: times[times.length - 1], complete: true, events: {}, phases: [] };
}

/** @param {(number | null)[]} values */
function least(values) {
  return Math.min(.../** @type {number[]} */ (values.filter((each) => each !== null)));
}

/** @param {(number | null)[]} values */
function most(values) {
  return Math.max(.../** @type {number[]} */ (values.filter((each) => each !== null)));
}

/** @param {(percent: number) => string[]} row */
function tenths(row) {
  return PERCENTS.filter((percent) => percent % 10 === 0).map((percent) => [String(percent), ...row(percent)]);
}

const words = told("look-words");
const status = the("[data-status]", HTMLElement);
if (words.a && words.b) {
  try {
    const [a, b] = await Promise.all([fetchLook(words.a.data), fetchLook(words.b.data)]);
    status.hidden = true;
    the("#compare", HTMLElement).hidden = false;
    new Comparison(a, b, words);
    document.documentElement.dataset.look = "ready";
  } catch (error) {
    status.textContent = words.failed;
    console.error(error);
  }
}
