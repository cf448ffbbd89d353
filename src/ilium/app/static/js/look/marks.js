// @ts-check
// The coach's lines, angles, pencil and notes on a frame; listed, kept, deletable.

import { send } from "../send.js";
import { amount, digits, fill, make, the } from "./words.js";

/** @typedef {import("./look.js").Viewer} Viewer */
/** @typedef {[number, number]} Place share of the picture's width and height */
/** @typedef {"line" | "angle" | "pencil" | "text" | "voice"} Kind */
/** @typedef {{turn: number, lift: number, near: number}} Eye */
/** @typedef {{kind: Kind, points: Place[], text: string, on: string, view: Eye | null}} Content */
/** @typedef {{id: number, time: number, content: Content, voice: boolean, who: string, made: string}} Mark */

/** Points that finish a mark. */
const ENOUGH = /** @type {Record<string, number>} */ ({ line: 2, angle: 3 });
const STEP = 0.02;
/** Longest spoken note in milliseconds. */
const LONGEST = 60_000;
/** Steps between two points of the pencil, as a share of the picture. */
const FINE = 0.004;

export class Marks {
  /** @param {Viewer} viewer */
  constructor(viewer) {
    this.viewer = viewer;
    this.canvas = the("#look-marks", HTMLCanvasElement);
    this.room = the("#look-notes", HTMLElement);
    this.status = the("[data-mark-status]", HTMLElement, this.room);
    /** @type {Mark[]} */
    this.marks = [];
    /** @type {Kind | null} */
    this.tool = null;
    /** @type {Place[]} */
    this.points = [];
    /** @type {Place} */
    this.cross = [0.5, 0.5];
    this.byKeys = false;
    this.canvas.hidden = false;
    this.tools();
    this.pointers();
    new ResizeObserver(() => this.fit()).observe(this.canvas);
    viewer.player.follow(() => this.draw());
    this.load();
  }

  get address() {
    return this.viewer.say.marks;
  }

  async load() {
    try {
      this.marks = await send(this.address);
    } catch {
      this.marks = [];
    }
    this.list();
    this.draw();
  }

  tools() {
    for (const button of this.room.querySelectorAll("[data-tool]")) {
      button.addEventListener("click", () => this.take(/** @type {Kind} */ (button.getAttribute("data-tool"))));
    }
    const form = the("[data-note]", HTMLFormElement, this.room);
    const words = the("[name=text]", HTMLInputElement, form);
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const text = words.value.trim();
      if (text && (await this.keep({ kind: "text", points: this.points.slice(0, 1), text }))) words.value = "";
    });
    const voice = the("[data-voice]", HTMLButtonElement, this.room);
    voice.hidden = !("MediaRecorder" in window) || !navigator.mediaDevices;
    voice.addEventListener("click", () => this.speak(voice));
    this.canvas.addEventListener("keydown", (event) => this.byKey(event));
  }

  /** @param {Kind} tool */
  take(tool) {
    this.tool = this.tool === tool ? null : tool;
    this.points = [];
    this.viewer.player.play(false);
    this.canvas.classList.toggle("drawing", Boolean(this.tool));
    this.canvas.tabIndex = this.tool ? 0 : -1;
    for (const button of this.room.querySelectorAll("[data-tool]")) {
      button.setAttribute("aria-pressed", String(button.getAttribute("data-tool") === this.tool));
    }
    this.status.textContent = this.tool ? this.viewer.say.draw[this.tool] : "";
    if (this.tool) {
      this.canvas.scrollIntoView({ block: "nearest" });
      this.canvas.focus({ preventScroll: true });
    }
    this.draw();
  }

  /** Part of the canvas that the picture fills: left, top, width, height in pixels. */
  window() {
    const { width, height } = this.canvas;
    const { picture, mode } = this.viewer;
    if (!picture || mode === "body") return { left: 0, top: 0, width, height };
    const { scale, left, top } = picture.window();
    return { left, top, width: scale * picture.film.width, height: scale * picture.film.height };
  }

  pointers() {
    const place = (/** @type {PointerEvent} */ event) => {
      const ratio = this.canvas.width / this.canvas.clientWidth;
      const { left, top, width, height } = this.window();
      const at = /** @type {Place} */ ([(event.offsetX * ratio - left) / width, (event.offsetY * ratio - top) / height]);
      return /** @type {Place} */ (at.map((each) => Math.min(Math.max(each, 0), 1)));
    };
    let down = false;
    this.canvas.addEventListener("pointerdown", (event) => {
      if (!this.tool) return;
      down = true;
      this.byKeys = false;
      this.canvas.setPointerCapture(event.pointerId);
      this.put(place(event));
    });
    this.canvas.addEventListener("pointermove", (event) => {
      if (!this.tool) return;
      this.cross = place(event);
      const last = this.points.at(-1);
      if (down && this.tool === "pencil" && last && Math.hypot(last[0] - this.cross[0], last[1] - this.cross[1]) > FINE) {
        this.points.push(this.cross);
      }
      this.draw();
    });
    this.canvas.addEventListener("pointerup", () => {
      const drawn = down && this.tool === "pencil" && this.points.length > 1;
      down = false;
      if (drawn) this.finish();
    });
  }

  /** @param {KeyboardEvent} event */
  byKey(event) {
    if (!this.tool) return;
    const moves = /** @type {Record<string, Place>} */ ({
      ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP],
    });
    const move = moves[event.key];
    if (move) this.cross = /** @type {Place} */ (this.cross.map((each, at) => Math.min(Math.max(each + move[at], 0), 1)));
    else if (event.key === "Enter") this.put(this.cross);
    else if (event.key === "Escape") this.take(this.tool);
    else return;
    this.byKeys = true;
    event.preventDefault();
    event.stopPropagation();
    this.draw();
  }

  /** @param {Place} place */
  put(place) {
    this.points.push(place);
    if (this.tool && this.points.length >= (ENOUGH[this.tool] ?? Infinity)) this.finish();
    this.draw();
  }

  async finish() {
    const kind = this.tool;
    if (!kind) return;
    const points = this.points;
    this.points = [];
    await this.keep({ kind, points, text: "" });
  }

  /**
   * Keep a mark on the frame that is shown.
   * @param {{kind: Kind, points: Place[], text: string}} mark
   */
  async keep({ kind, points, text }) {
    const { player, body, mode } = this.viewer;
    const view = mode === "body" && body ? { ...body.view } : null;
    const rounded = points.map((each) => each.map((share) => Number(share.toFixed(4))));
    const asked = { time: player.time, kind, points: rounded, text, on: mode ?? "body", view };
    return this.said(() => send(this.address, {
      method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(asked),
    }));
  }

  /** @param {() => Promise<unknown>} deed */
  async said(deed) {
    try {
      await deed();
      this.status.textContent = this.viewer.say.kept;
      await this.load();
      return true;
    } catch (error) {
      const { problem = "", remedy = "" } = /** @type {any} */ (error);
      this.status.textContent = `${problem} ${remedy}`.trim() || this.viewer.say.not_kept;
      return false;
    }
  }

  /** @param {HTMLButtonElement} button */
  async speak(button) {
    if (this.recorder) {
      this.recorder.stop();
      return;
    }
    let stream;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    } catch {
      this.status.textContent = this.viewer.say.no_microphone;
      return;
    }
    const time = this.viewer.player.time;
    const recorder = new MediaRecorder(stream);
    this.recorder = recorder;
    /** @type {Blob[]} */
    const parts = [];
    recorder.addEventListener("dataavailable", (event) => parts.push(event.data));
    recorder.addEventListener("stop", () => {
      this.recorder = undefined;
      button.setAttribute("aria-pressed", "false");
      button.textContent = this.viewer.say.voice;
      for (const track of stream.getTracks()) track.stop();
      const spoken = new Blob(parts, { type: recorder.mimeType.split(";")[0] });
      this.said(() => send(`${this.address}/voice?time=${time}`, { method: "POST", body: spoken }));
    });
    recorder.start();
    button.setAttribute("aria-pressed", "true");
    button.textContent = this.viewer.say.voice_stop;
    setTimeout(() => recorder.state === "recording" && recorder.stop(), LONGEST);
  }

  fit() {
    const ratio = Math.min(window.devicePixelRatio || 1, 2);
    this.canvas.width = Math.round(this.canvas.clientWidth * ratio);
    this.canvas.height = Math.round(this.canvas.clientHeight * ratio);
    this.draw();
  }

  draw() {
    const pen = this.canvas.getContext("2d");
    if (!pen || !this.canvas.width) return;
    pen.clearRect(0, 0, this.canvas.width, this.canvas.height);
    const { time, playing } = this.viewer.player;
    const near = playing ? 0.2 : 0.012;
    for (const each of this.marks) {
      if (Math.abs(each.time - time) <= near) this.stroke(pen, each.content);
    }
    if (!this.tool) return;
    const going = this.tool === "pencil" ? this.points : [...this.points, this.cross];
    this.stroke(pen, { kind: this.tool, points: going, text: "", on: "", view: null });
    if (this.byKeys) this.crosshair(pen);
  }

  /** @param {CanvasRenderingContext2D} pen */
  crosshair(pen) {
    const { left, top, width, height } = this.window();
    const [x, y] = [left + this.cross[0] * width, top + this.cross[1] * height];
    pen.strokeStyle = getComputedStyle(this.canvas).color;
    pen.lineWidth = 2;
    for (const [a, b] of [[14, 0], [0, 14]]) {
      pen.beginPath();
      pen.moveTo(x - a, y - b);
      pen.lineTo(x + a, y + b);
      pen.stroke();
    }
  }

  /**
   * @param {CanvasRenderingContext2D} pen
   * @param {Content} content
   */
  stroke(pen, content) {
    const { left, top, width, height } = this.window();
    const style = getComputedStyle(this.canvas);
    const unit = this.canvas.width / this.canvas.clientWidth;
    const places = content.points.map(([x, y]) => /** @type {Place} */ ([left + x * width, top + y * height]));
    pen.lineJoin = pen.lineCap = "round";
    const edge = style.getPropertyValue("--card");
    for (const [colour, thick] of /** @type {const} */ ([[edge, 7], [style.color, 3.5]])) {
      pen.beginPath();
      places.forEach(([x, y], at) => (at ? pen.lineTo(x, y) : pen.moveTo(x, y)));
      pen.strokeStyle = colour;
      pen.lineWidth = thick * unit;
      pen.stroke();
    }
    const words = content.kind === "angle" ? this.angle(places) : content.text;
    if (!words) return;
    const [x, y] = places[content.kind === "angle" ? 1 : 0] ?? [left + 16 * unit, top + 28 * unit];
    pen.font = `700 ${18 * unit}px ${style.fontFamily}`;
    pen.lineWidth = 5 * unit;
    pen.strokeStyle = edge;
    pen.fillStyle = style.color;
    pen.strokeText(words, x + 10 * unit, y - 10 * unit, width - 20 * unit);
    pen.fillText(words, x + 10 * unit, y - 10 * unit, width - 20 * unit);
  }

  /**
   * Angle at the second of three points.
   * @param {Place[]} places
   */
  angle(places) {
    if (places.length < 3 || !this.viewer.numbers) return "";
    return amount(angleBetween(places[0], places[1], places[2]), "deg");
  }

  list() {
    const { say } = this.viewer;
    const rows = this.marks.map((each) => {
      const go = make("button", { type: "button" }, fill(say.go, { when: `${digits(each.time, 2)} s` }));
      go.addEventListener("click", () => this.jump(each));
      const away = make("button", { type: "button", "aria-label": fill(say.remove_at, { when: `${digits(each.time, 2)} s` }) }, say.remove);
      away.addEventListener("click", () => this.said(() => send(`${this.address}/${each.id}`, { method: "DELETE" })));
      const cell = make("td", {}, say.kind[each.content.kind], each.content.text ? `: ${each.content.text}` : "");
      if (each.voice) cell.append(make("audio", { controls: "", preload: "none", src: `${this.address}/${each.id}/voice` }));
      const made = each.made.slice(0, 10);
      return make("tr", {}, make("th", { scope: "row" }, go), cell, make("td", {}, each.who ? `${each.who}, ${made}` : made), make("td", {}, away));
    });
    the("[data-marks]", HTMLElement, this.room).replaceChildren(...rows);
    the("[data-mark-table]", HTMLElement, this.room).hidden = !rows.length;
    the("[data-mark-none]", HTMLElement, this.room).hidden = rows.length > 0;
  }

  /** @param {Mark} mark */
  jump(mark) {
    const { viewer } = this;
    const { on, view } = mark.content;
    viewer.player.play(false);
    if (on && on !== viewer.mode && viewer.offers(on)) viewer.setMode(/** @type {any} */ (on));
    if (view && viewer.body) {
      Object.assign(viewer.body.view, view);
      viewer.body.draw();
    }
    viewer.player.show(mark.time);
    this.canvas.scrollIntoView({ block: "nearest" });
  }
}

/**
 * Angle at the middle of three places, in degrees from 0 to 180.
 * @param {Place} one
 * @param {Place} middle
 * @param {Place} two
 */
export function angleBetween(one, middle, two) {
  const [ax, ay, bx, by] = [one[0] - middle[0], one[1] - middle[1], two[0] - middle[0], two[1] - middle[1]];
  return (Math.abs(Math.atan2(ax * by - ay * bx, ax * bx + ay * by)) * 180) / Math.PI;
}
