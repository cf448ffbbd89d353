// @ts-check
// A film's frame, or the figure alone, with pelvis line, horizon, angle and its ±.

import { nearest, seekTime, shownFrame } from "./frames.js";
import { onColours, palette } from "./palette.js";

/** @typedef {import("./package.js").Look} Look */
/** @typedef {import("./package.js").Film} Film */
/** @typedef {import("./player.js").Player} Player */

/** Half length of horizon and wedge against half the pelvis line. */
const BEYOND = 2.4;
/** How long a seek's picture may be waited for before it is asked again, in ms. */
const LATE = 400;

export class Picture {
  /**
   * @param {HTMLCanvasElement} canvas
   * @param {Look} look
   * @param {Player} player
   * @param {{address?: string, mirrored?: boolean, leads?: boolean, write?: (angle: number, error: number) => string}} [options]
   */
  constructor(canvas, look, player, { address = "", mirrored = false, leads = true, write } = {}) {
    const film = look.header.film;
    if (!film) throw new Error("no film");
    /** @type {Film} */
    this.film = film;
    this.canvas = canvas;
    this.player = player;
    this.mirrored = mirrored;
    this.leads = leads;
    this.write = write;
    this.times = look.clock("film/time");
    this.points = look.tracks("film/points");
    this.angles = look.tracks("film/pelvis");
    this.extent = extentOf(film, this.points);
    /** Frame that is drawn; −1 before the first. */
    this.frame = -1;
    /** Frame that the film has on its screen; −1 before the first. */
    this.filmed = -1;
    /** Frame that a seek under way will show; −1 for none. */
    this.due = -1;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.late = undefined;
    /** @type {HTMLVideoElement | null} */
    this.video = address ? this.open(address) : null;
    this.withFilm = Boolean(this.video);
    this.colours = palette();
    onColours((colours) => {
      this.colours = colours;
      this.draw();
    });
    new ResizeObserver(() => this.draw()).observe(canvas);
  }

  /** @param {string} address */
  open(address) {
    const video = document.createElement("video");
    video.muted = true;
    video.playsInline = true;
    video.preload = "auto";
    video.src = address;
    const shown = (/** @type {number} */ _now, /** @type {VideoFrameCallbackMetadata} */ told) => {
      this.presented(told.mediaTime);
      video.requestVideoFrameCallback(shown);
    };
    video.requestVideoFrameCallback(shown);
    video.addEventListener("seeked", () => this.settled());
    video.addEventListener("ended", () => {
      if (this.player.playing) this.player.show(this.player.start);
    });
    return video;
  }

  /** @param {boolean} wanted whether to show the film rather than the figure alone */
  showFilm(wanted) {
    this.withFilm = wanted && Boolean(this.video);
    this.player.led = this.leads && this.withFilm;
    const frame = nearest(this.times, this.player.time);
    this.frame = this.withFilm ? this.filmed : frame;
    if (this.withFilm) this.seek(frame);
    this.draw();
  }

  /**
   * A frame is on its way to the screen.
   * @param {number} media seconds
   */
  presented(media) {
    this.filmed = shownFrame(media, this.film.rate, this.times.length);
    if (!this.withFilm) return;
    this.frame = this.filmed;
    this.draw();
    if (this.player.playing && this.leads) this.player.passed(this.times[this.frame]);
    else this.seek(nearest(this.times, this.player.time));
  }

  /** A seek has ended: go on to where the player has gone meanwhile. */
  settled() {
    const asked = this.due;
    this.due = -1;
    const wanted = nearest(this.times, this.player.time);
    if (!this.video || this.player.playing) {
      if (this.player.playing && this.video?.paused) this.run();
      return;
    }
    if (wanted !== asked) this.seek(wanted);
    else if (wanted !== this.filmed) this.late = setTimeout(() => this.seek(wanted), LATE);
  }

  /** @param {number} frame */
  seek(frame) {
    clearTimeout(this.late);
    if (!this.video || this.due >= 0 || frame === this.filmed) return;
    this.due = frame;
    this.video.currentTime = seekTime(frame, this.film.rate);
  }

  run() {
    if (!this.video) return;
    this.video.playbackRate = this.player.speed;
    this.video.play().catch(() => this.player.play(false));
  }

  /** @param {boolean} playing */
  play(playing) {
    if (!this.video || !this.leads) return;
    if (playing && this.withFilm) {
      if (this.due < 0) this.run();
    } else {
      this.video.pause();
      this.seek(nearest(this.times, this.player.time));
    }
  }

  /**
   * @param {number} time
   * @param {boolean} jumped
   */
  show(time, jumped) {
    const frame = nearest(this.times, time);
    const playingFilm = this.withFilm && this.leads && this.player.playing;
    if (this.video && this.withFilm) {
      if (!playingFilm) this.seek(frame);
      else if (jumped && this.due < 0) {
        this.video.pause();
        this.filmed = -1;
        this.seek(frame);
      }
      if (this.video) this.video.playbackRate = this.player.speed;
      return;
    }
    this.frame = frame;
    this.draw();
  }

  /** Where the whole picture lies on the canvas, in its pixels; the figure alone fills it. */
  window() {
    const { width, height } = this.canvas;
    const [x, y, w, h] = this.withFilm ? [0, 0, this.film.width, this.film.height] : this.extent;
    const scale = Math.min(width / w, height / h);
    return { scale, left: (width - scale * w) / 2 - scale * x, top: (height - scale * h) / 2 - scale * y };
  }

  draw() {
    const { canvas, film, frame } = this;
    const ratio = Math.min(window.devicePixelRatio || 1, 2);
    const width = Math.round(canvas.clientWidth * ratio);
    const height = Math.round(canvas.clientHeight * ratio);
    if (!width || !height) return;
    if (canvas.width !== width) canvas.width = width;
    if (canvas.height !== height) canvas.height = height;
    const pen = canvas.getContext("2d");
    if (!pen) return;
    const { scale, left, top } = this.window();
    canvas.classList.toggle("mirrored", this.mirrored);
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.clearRect(0, 0, width, height);
    const filmed = this.withFilm && this.video && this.filmed >= 0;
    if (filmed && this.video) pen.drawImage(this.video, left, top, scale * film.width, scale * film.height);
    canvas.dataset.frame = String(frame);
    if (frame < 0 || (this.withFilm && !filmed)) return;
    pen.setTransform(scale, 0, 0, scale, left, top);
    this.figure(pen, frame, Boolean(filmed), ratio / scale);
  }

  /**
   * @param {CanvasRenderingContext2D} pen
   * @param {number} frame
   * @param {boolean} filmed
   * @param {number} unit one CSS pixel in pixels of the film
   */
  figure(pen, frame, filmed, unit) {
    const { film, points } = this;
    const place = (/** @type {number} */ point) => /** @type {[number, number]} */ ([points[2 * point][frame], points[2 * point + 1][frame]]);
    pen.lineCap = "round";
    const body = this.bodySize(frame);
    const thick = filmed ? 2.5 * unit : Math.max(3 * unit, body * 0.022);
    for (const [one, two, side] of film.limbs) {
      const colour = side === "both" ? this.colours["band-outside"] : this.colours[side];
      this.stroke(pen, [place(one), place(two)], colour, thick, filmed ? unit : 0);
    }
    if (!filmed) this.head(pen, frame, body);
    if (film.pelvis.length === 2 && film.view !== "side") {
      this.pelvis(pen, place(film.pelvis[0]), place(film.pelvis[1]), frame, filmed, unit);
    }
  }

  /** @param {number} frame */
  bodySize(frame) {
    let [low, high] = [Infinity, -Infinity];
    for (let at = 1; at < this.points.length; at += 2) {
      const value = this.points[at][frame];
      if (value < low) low = value;
      if (value > high) high = value;
    }
    return high > low ? high - low : this.film.height / 2;
  }

  /**
   * @param {CanvasRenderingContext2D} pen
   * @param {number} frame
   * @param {number} body
   */
  head(pen, frame, body) {
    const at = this.film.names.indexOf("nose");
    if (at < 0) return;
    const [x, y] = [this.points[2 * at][frame], this.points[2 * at + 1][frame]];
    if (!Number.isFinite(x + y)) return;
    pen.beginPath();
    pen.arc(x, y, 0.055 * body, 0, 2 * Math.PI);
    pen.fillStyle = this.colours["band-near"];
    pen.fill();
  }

  /**
   * @param {CanvasRenderingContext2D} pen
   * @param {[number, number][]} points
   * @param {string} colour
   * @param {number} thick
   * @param {number} edge width of the dark edge; 0 for none
   */
  stroke(pen, points, colour, thick, edge) {
    if (points.some(([x, y]) => !Number.isFinite(x + y))) return;
    pen.beginPath();
    points.forEach(([x, y], at) => (at ? pen.lineTo(x, y) : pen.moveTo(x, y)));
    if (edge) {
      pen.strokeStyle = "#12161C";
      pen.lineWidth = thick + 2 * edge;
      pen.stroke();
    }
    pen.strokeStyle = colour;
    pen.lineWidth = thick;
    pen.stroke();
  }

  /**
   * @param {CanvasRenderingContext2D} pen
   * @param {[number, number]} left
   * @param {[number, number]} right
   * @param {number} frame
   * @param {boolean} filmed
   * @param {number} unit
   */
  pelvis(pen, left, right, frame, filmed, unit) {
    if (!Number.isFinite(left[0] + right[0])) return;
    const middle = /** @type {const} */ ([(left[0] + right[0]) / 2, (left[1] + right[1]) / 2]);
    const half = Math.hypot(right[0] - left[0], right[1] - left[1]) / 2;
    let lie = Math.atan2(right[1] - left[1], right[0] - left[0]);
    lie -= Math.PI * Math.round(lie / Math.PI);
    const level = this.film.roll ?? 0;
    const reach = BEYOND * half;
    const ink = filmed ? "#E8ECF1" : this.colours.ink;
    const end = (/** @type {number} */ way, /** @type {number} */ angle) =>
      /** @type {[number, number]} */ ([middle[0] + way * reach * Math.cos(angle), middle[1] + way * reach * Math.sin(angle)]);
    const [angle, error] = [this.angles[0]?.[frame] ?? NaN, this.angles[1]?.[frame] ?? NaN];
    if (Number.isFinite(error)) {
      const spread = (error * Math.PI) / 180;
      pen.globalAlpha = filmed ? 0.45 : 0.25;
      pen.fillStyle = ink;
      for (const way of [-1, 1]) {
        pen.beginPath();
        pen.moveTo(...middle);
        pen.lineTo(...end(way, lie - spread));
        pen.lineTo(...end(way, lie + spread));
        pen.fill();
      }
      pen.globalAlpha = 1;
    }
    pen.setLineDash([7 * unit, 6 * unit]);
    this.stroke(pen, [end(-1, level), end(1, level)], filmed ? ink : this.colours.quiet, 1.8 * unit, 0);
    pen.setLineDash([]);
    this.stroke(pen, [end(-1, lie), end(1, lie)], ink, 1.2 * unit, filmed ? 0.6 * unit : 0);
    this.stroke(pen, [left, right], ink, 4 * unit, filmed ? unit : 0);
    this.letters(pen, left, right, filmed, unit);
    const lower = lie > level ? end(1, lie) : end(-1, lie);
    const words = Number.isFinite(angle) && this.write ? this.write(Math.abs(angle), error) : "";
    const aside = Math.sign(lower[0] - middle[0] || 1) * 44 * unit;
    if (words) this.text(pen, words, lower[0] + aside, Math.max(lower[1], middle[1]) + 24 * unit, ink, 20 * unit, filmed);
  }

  /**
   * @param {CanvasRenderingContext2D} pen
   * @param {[number, number]} left
   * @param {[number, number]} right
   * @param {boolean} filmed
   * @param {number} unit
   */
  letters(pen, left, right, filmed, unit) {
    const dark = { left: "#6DB3F2", right: "#F2A65A" };
    const bright = filmed ? dark : { left: this.colours.left, right: this.colours.right };
    const shift = Math.sign(right[0] - left[0] || 1) * 16 * unit;
    pen.fillStyle = bright.left;
    pen.beginPath();
    pen.arc(...left, 5.5 * unit, 0, 2 * Math.PI);
    pen.fill();
    pen.fillStyle = bright.right;
    pen.beginPath();
    pen.moveTo(right[0], right[1] - 7 * unit);
    pen.lineTo(right[0] + 6.5 * unit, right[1] + 5 * unit);
    pen.lineTo(right[0] - 6.5 * unit, right[1] + 5 * unit);
    pen.fill();
    const [l, r] = [this.canvas.dataset.left ?? "L", this.canvas.dataset.right ?? "R"];
    this.text(pen, l, left[0] - shift, left[1] + 20 * unit, bright.left, 17 * unit, filmed);
    this.text(pen, r, right[0] + shift, right[1] + 20 * unit, bright.right, 17 * unit, filmed);
  }

  /**
   * @param {CanvasRenderingContext2D} pen
   * @param {string} words
   * @param {number} x
   * @param {number} y
   * @param {string} colour
   * @param {number} size
   * @param {boolean} edged
   */
  text(pen, words, x, y, colour, size, edged) {
    pen.save();
    pen.translate(x, y);
    if (this.mirrored) pen.scale(-1, 1);
    pen.font = `700 ${size}px ${getComputedStyle(document.body).fontFamily}`;
    pen.textAlign = "center";
    if (edged) {
      pen.strokeStyle = "#12161C";
      pen.lineWidth = size / 5;
      pen.lineJoin = "round";
      pen.strokeText(words, 0, 0);
    }
    pen.fillStyle = colour;
    pen.fillText(words, 0, 0);
    pen.restore();
  }
}

/**
 * Part of the picture in which the person is: left, top, width and height.
 * @param {Film} film
 * @param {Float32Array[]} points
 * @returns {[number, number, number, number]}
 */
function extentOf(film, points) {
  const span = (/** @type {number} */ axis) => {
    const seen = points.filter((_, at) => at % 2 === axis).flatMap((each) => [...each].filter(Number.isFinite)).sort((a, b) => a - b);
    return [seen[Math.floor(0.005 * seen.length)], seen[Math.floor(0.995 * (seen.length - 1))]];
  };
  const [[left, right], [top, bottom]] = [span(0), span(1)];
  if (!(bottom > top)) return [0, 0, film.width, film.height];
  const room = 0.16 * (bottom - top);
  return [left - room, top - room, right - left + 2 * room, bottom - top + 2 * room];
}
