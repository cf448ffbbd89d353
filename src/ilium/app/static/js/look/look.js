// @ts-check
// The viewer: figure or film, curves and events on one clock.

import { BodyScene } from "./body.js";
import { Chart } from "./charts.js";
import { bindControls, bindKeys, nameOf, timeline } from "./controls.js";
import { bindClip } from "./clip.js";
import { Marks } from "./marks.js";
import { overRepetitions, throughTime } from "./drawings.js";
import { fetchLook } from "./package.js";
import { muscleColour, onColours, palette } from "./palette.js";
import { Picture } from "./picture.js";
import { Player } from "./player.js";
import { amount, make, the, told } from "./words.js";

/** @typedef {import("./package.js").Look} Look */
/** @typedef {import("./package.js").Repetition} Repetition */
/** @typedef {import("./package.js").Curve} Curve */

/** Time shown before and after a repetition, in seconds. */
const AROUND = 0.4;

class Viewer {
  /**
   * @param {Look} look
   * @param {Record<string, any>} say
   */
  constructor(look, say) {
    this.look = look;
    this.say = say;
    this.root = the("#look", HTMLElement);
    const times = look.header.film ? look.clock("film/time") : look.clock("body/time");
    this.player = new Player(times.length ? times : look.clock("curves/time"));
    /** @type {Repetition | null} */
    this.repetition = null;
    /** @type {Map<string, Chart>} */
    this.charts = new Map();
    this.withoutNumbers = document.body.classList.contains("without-numbers");
    bindControls(this.root, this.player, say);
    timeline(the("[data-timeline]", HTMLElement), look.header.repetitions, look.header.events, this.player);
    this.stage();
    this.choices();
    this.groups();
    this.marks = new Marks(this);
    bindClip(this);
    this.findings();
    this.player.follow((time) => this.moved(time));
    this.begin();
  }

  get numbers() {
    return !this.withoutNumbers;
  }

  stage() {
    const { look, player, say } = this;
    this.canvas = the("#look-picture", HTMLCanvasElement);
    this.bodyCanvas = the("#look-body", HTMLCanvasElement);
    const write = (/** @type {number} */ angle, /** @type {number} */ error) => this.angleWords(angle, error);
    if (look.header.film) {
      this.picture = new Picture(this.canvas, look, player, { address: say.film, write });
      player.follow((time, jumped) => this.picture?.show(time, jumped));
      player.watch((playing) => this.picture?.play(playing));
    }
    if (look.header.body) {
      try {
        this.body = new BodyScene(this.bodyCanvas, look, look.header.body, { labels: the("[data-labels]", HTMLElement) });
        player.follow((time) => this.turnBody(time));
      } catch {
        the("[data-no-webgl]", HTMLElement).hidden = false;
      }
    }
    this.modes();
    this.bodyControls();
  }

  /** Which of film, figure in the picture and figure in space is shown. */
  modes() {
    const figureOnly = document.body.classList.contains("figure-only");
    const film = this.look.header.film;
    /** @type {("film" | "figure" | "body")[]} */
    const known = [];
    if (this.picture?.video) known.push("film");
    if (this.picture) known.push("figure");
    if (this.look.header.body) known.push("body");
    const rear = film?.view === "rear";
    const first = this.body && !film ? "body" : known[0] === "film" && (figureOnly || rear) ? "figure" : known[0] ?? "body";
    const bar = the("[data-modes]", HTMLElement);
    bar.hidden = known.length < 2;
    for (const mode of known) {
      const button = make("button", { type: "button", "data-mode": mode }, this.say.mode[mode]);
      button.addEventListener("click", () => this.setMode(mode));
      bar.append(button);
    }
    this.setMode(first);
  }

  /** @param {"film" | "figure" | "body"} mode */
  setMode(mode) {
    this.mode = mode;
    this.root.dataset.mode = mode;
    for (const button of this.root.querySelectorAll("[data-mode]")) {
      if (button !== this.root) button.setAttribute("aria-pressed", String(button.getAttribute("data-mode") === mode));
    }
    if (this.canvas && this.bodyCanvas) {
      this.canvas.hidden = mode === "body";
      this.bodyCanvas.hidden = mode !== "body" || !this.body;
    }
    the("[data-labels]", HTMLElement).hidden = mode !== "body";
    for (const each of this.root.querySelectorAll("[data-for-body]")) {
      if (each instanceof HTMLElement) each.hidden = mode !== "body" || !this.body;
    }
    this.picture?.showFilm(mode === "film");
    this.player.show(this.player.time);
    this.marks?.fit();
  }

  /** @param {string} mode */
  offers(mode) {
    return Boolean(this.root.querySelector(`button[data-mode="${mode}"]`));
  }

  bodyControls() {
    const { body } = this;
    if (!body) return;
    const view = the("[data-view]", HTMLSelectElement);
    view.addEventListener("change", () => body.lookFrom(view.value));
    const keys = /** @type {Record<string, () => void>} */ ({
      ArrowLeft: () => body.rotate(-0.15, 0), ArrowRight: () => body.rotate(0.15, 0),
      ArrowUp: () => body.rotate(0, 0.1), ArrowDown: () => body.rotate(0, -0.1),
      "+": () => body.zoom(1.15), "-": () => body.zoom(1 / 1.15),
    });
    bindKeys(this.root, this.player, {});
    this.bodyCanvas?.addEventListener("keydown", (event) => {
      if (!keys[event.key]) return;
      event.preventDefault();
      keys[event.key]();
    });
    for (const button of this.root.querySelectorAll("[data-turn]")) {
      button.addEventListener("click", () => keys[button.getAttribute("data-turn") ?? ""]?.());
    }
    this.switches();
  }

  switches() {
    const { body, look } = this;
    if (!body) return;
    const muscles = the("[data-muscles]", HTMLInputElement);
    const forces = the("[data-forces]", HTMLInputElement);
    the("[data-muscle-room]", HTMLElement).hidden = !look.header.body?.muscles.length;
    the("[data-force-room]", HTMLElement).hidden = !look.header.body?.plates.length;
    const legend = the("[data-legend]", HTMLElement);
    const shown = () => {
      body.showMuscles(muscles.checked);
      legend.hidden = !muscles.checked || !look.header.body?.muscles.length;
    };
    muscles.addEventListener("change", shown);
    forces.addEventListener("change", () => body.showForces(forces.checked));
    shown();
    this.legend();
    onColours(() => this.legend());
  }

  /** Paint the colour scale of the muscles. */
  legend() {
    const colours = palette();
    for (const canvas of this.root.querySelectorAll("canvas[data-scale]")) {
      if (!(canvas instanceof HTMLCanvasElement)) continue;
      const pen = canvas.getContext("2d");
      const side = canvas.dataset.scale ?? "both";
      for (let at = 0; at < canvas.width && pen; at += 1) {
        const share = at / (canvas.width - 1);
        const high = canvas.height * (0.35 + 0.65 * share);
        pen.fillStyle = muscleColour(colours, side, share);
        pen.fillRect(at, (canvas.height - high) / 2, 1, high);
      }
    }
  }

  /** @param {number} time */
  turnBody(time) {
    const { body, look } = this;
    if (!body) return;
    const now = look.header.repetitions.find((each) => time >= each.start && time < each.end);
    const error = look.header.error[now?.side ?? "both"] ?? look.header.error.left ?? NaN;
    body.error = (error * Math.PI) / 180;
    if (this.mode === "body") body.show(time);
    else body.time = time;
    const label = this.root.querySelector('[data-label="angle"]');
    if (label) label.textContent = this.angleWords((Math.abs(body.pelvis.tilt) * 180) / Math.PI, error);
  }

  /**
   * @param {number} angle degrees
   * @param {number} error degrees; NaN where not known
   */
  angleWords(angle, error) {
    if (this.withoutNumbers || !Number.isFinite(angle)) return "";
    const written = amount(angle, "deg");
    return Number.isFinite(error) ? `${written} ±${amount(error, "deg")}` : written;
  }

  /** Which repetition is shown, and over what. */
  choices() {
    const { look, say } = this;
    const select = the("[data-repetition]", HTMLSelectElement);
    const complete = look.header.repetitions.filter((each) => each.complete);
    for (const each of complete) select.append(make("option", { value: each.id }, nameOf(each, say)));
    the("[data-repetition-room]", HTMLElement).hidden = !complete.length;
    select.addEventListener("change", () => this.choose(select.value));
    const clock = the("[data-clock]", HTMLSelectElement);
    the("[data-clock-room]", HTMLElement).hidden = !complete.length;
    clock.addEventListener("change", () => this.plot());
  }

  /** @param {string} id of a repetition; empty for the whole recording */
  choose(id) {
    const found = this.look.header.repetitions.find((each) => each.id === id) ?? null;
    this.repetition = found;
    the("[data-repetition]", HTMLSelectElement).value = found?.id ?? "";
    this.player.within(found?.start, found?.end);
    const compare = document.querySelector("[data-compare]");
    if (compare instanceof HTMLAnchorElement) compare.search = `?a=${this.say.result}:${id}`;
    this.plot();
  }

  groups() {
    const select = the("[data-group]", HTMLSelectElement);
    const present = new Set(this.look.header.curves.map((each) => each.group));
    for (const [key, title] of this.say.groups) {
      if (present.has(key)) select.append(make("option", { value: key }, title));
    }
    the("[data-group-room]", HTMLElement).hidden = present.size < 2;
    the("[data-no-curves]", HTMLElement).hidden = present.size > 0;
    select.addEventListener("change", () => this.plot(true));
    this.plot(true);
  }

  /**
   * Draw the curves of the chosen group.
   * @param {boolean} [anew] whether the group changed
   */
  plot(anew = false) {
    const room = the("[data-charts]", HTMLElement);
    const group = the("[data-group]", HTMLSelectElement).value;
    const { say, look } = this;
    const curves = look.header.curves.filter((each) => each.group === group);
    if (anew) {
      room.replaceChildren();
      this.charts.clear();
      for (const each of curves) {
        const chart = new Chart(room, each.key, say.curves[each.key], each.unit, say, (at, clock) => this.go(at, clock));
        this.charts.set(each.key, chart);
      }
    }
    const cycles = the("[data-clock]", HTMLSelectElement).value === "cycle";
    const { repetition, player } = this;
    /** @type {[number, number]} */
    const window = repetition ? [repetition.start - AROUND, repetition.end + AROUND] : [player.first, player.last];
    for (const each of curves) {
      const words = say.curves[each.key];
      this.charts.get(each.key)?.show(cycles
        ? overRepetitions(look, each, words, say, repetition)
        : throughTime(look, each, words, say, window));
    }
    this.moved(player.time);
  }

  /**
   * A plot was clicked: go there.
   * @param {number} at
   * @param {"time" | "cycle"} clock
   */
  go(at, clock) {
    this.player.play(false);
    if (clock === "time") {
      this.player.show(at);
      return;
    }
    const now = this.current() ?? this.look.header.repetitions.find((each) => each.complete);
    if (now) this.player.show(now.start + (at / 100) * (now.end - now.start));
  }

  /** Repetition that is shown now; null between two. */
  current() {
    const { time } = this.player;
    if (this.repetition && time >= this.repetition.start && time <= this.repetition.end) return this.repetition;
    return this.look.header.repetitions.find((each) => time >= each.start && time < each.end) ?? null;
  }

  /** @param {number} time */
  moved(time) {
    const now = this.current();
    const percent = now ? (100 * (time - now.start)) / (now.end - now.start) : NaN;
    for (const chart of this.charts.values()) chart.moved(chart.drawing?.clock === "cycle" ? percent : time);
    the("[data-which]", HTMLElement).textContent = now ? nameOf(now, this.say) : "";
  }

  findings() {
    for (const button of document.querySelectorAll("[data-finding]")) {
      button.addEventListener("click", () => this.find(Number(button.getAttribute("data-finding"))));
    }
  }

  /**
   * Show the moment that proves a finding.
   * @param {number} at
   */
  find(at) {
    const finding = this.say.findings[at];
    if (!finding) return;
    this.player.play(false);
    const curve = this.look.header.curves.find((each) => each.key === finding.curve);
    const group = the("[data-group]", HTMLSelectElement);
    if (curve && group.value !== curve.group) {
      group.value = curve.group;
      this.plot(true);
    }
    this.choose(finding.repetition ?? "");
    if (Number.isFinite(finding.time)) this.player.show(finding.time);
    for (const each of document.querySelectorAll(".look-chart")) each.classList.toggle("chosen", each.id === `curve-${finding.curve}`);
    const chart = this.charts.get(finding.curve);
    const room = the("[data-charts]", HTMLElement);
    if (chart) room.prepend(chart.figure);
    room.scrollTop = 0;
    for (const each of document.querySelectorAll("[data-finding]")) {
      each.setAttribute("aria-pressed", String(Number(each.getAttribute("data-finding")) === at));
    }
  }

  /** Begin where the address says: a finding, a repetition, a time; else at the deepest point. */
  begin() {
    const asked = new URLSearchParams(location.search);
    this.player.show(this.look.header.begin);
    if (asked.has("rep")) this.choose(asked.get("rep") ?? "");
    const finding = asked.get("finding");
    if (finding) this.find(this.say.findings.findIndex((/** @type {any} */ each) => each.measure === finding));
    const time = Number(asked.get("t"));
    if (asked.has("t") && Number.isFinite(time)) this.player.show(time);
  }
}

const say = told("look-words");
const status = the("[data-status]", HTMLElement);
try {
  const look = await fetchLook(say.data);
  const viewer = new Viewer(look, say);
  status.hidden = true;
  the("#look", HTMLElement).hidden = false;
  viewer.setMode(viewer.mode ?? "body");
  viewer.plot();
  viewer.moved(viewer.player.time);
  document.documentElement.dataset.look = "ready";
} catch (error) {
  status.textContent = say.failed;
  console.error(error);
}

export { Viewer };
