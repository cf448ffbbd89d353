// @ts-check
// A drawing to play with: one slider, one button, and words that follow.
import { drop, glass, headlights, pain } from "./learn/body.js";
import { ladder, plusMinus, practice, varied, verdict } from "./learn/numbers.js";

/** @typedef {import("./learn/body.js").Scene} Scene */
/**
 * @typedef {object} Drawing
 * @property {(scene: Scene) => import("./learn/pen.js").Part[]} draw
 * @property {number} begins Where the slider stands first.
 * @property {boolean} [slides] Whether playing moves the slider, not a movement.
 * @property {(scene: Scene) => string} [say]
 */

/** @type {Record<string, Drawing>} */
const DRAWINGS = {
  drop: { draw: drop, begins: 0.25 },
  headlights: { draw: headlights, begins: 0.7 },
  glass: { draw: glass, begins: 0.75, slides: true },
  varied: { draw: varied, begins: 0.4 },
  plus_minus: { draw: plusMinus, begins: 0.35, slides: true, say: verdict },
  ladder: { draw: ladder, begins: 0.5 },
  practice: { draw: practice, begins: 0.5, slides: true },
  pain: { draw: pain, begins: 0.3 },
};
const PERIOD = 3200;

const picture = /** @type {SVGSVGElement} */ (/** @type {unknown} */ (document.getElementById("drawing")));
const slider = /** @type {HTMLInputElement} */ (document.getElementById("value"));
const button = /** @type {HTMLButtonElement} */ (document.getElementById("play"));
const said = /** @type {HTMLElement} */ (document.getElementById("said"));
const words = JSON.parse(/** @type {HTMLElement} */ (document.getElementById("words")).textContent ?? "{}");
const drawing = DRAWINGS[picture.dataset.drawing ?? ""];
const tongue = document.documentElement.lang;
/** @param {number} value */
const number = (value) => value.toLocaleString(tongue, { maximumFractionDigits: 1 });

let phase = 0.5, playing = false, last = 0;

function show() {
  const scene = { value: Number(slider.value), phase, words, number };
  picture.replaceChildren(...drawing.draw(scene).map(([name, attributes, content]) => {
    const made = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
    if (content) made.textContent = content;
    return made;
  }));
  const sentence = drawing.say?.(scene) ?? "";
  if (said.textContent !== sentence) said.textContent = sentence;
}

/** @param {number} stamp */
function tick(stamp) {
  if (!playing) return;
  phase = (phase + (stamp - last) / PERIOD) % 1;
  last = stamp;
  if (drawing.slides) slider.value = String((1 - Math.cos(2 * Math.PI * phase)) / 2);
  show();
  requestAnimationFrame(tick);
}

/** @param {boolean} wanted */
function play(wanted) {
  playing = wanted;
  button.setAttribute("aria-pressed", String(playing));
  button.textContent = (playing ? button.dataset.pause : button.dataset.play) ?? "";
  if (playing) requestAnimationFrame((stamp) => { last = stamp; tick(stamp); });
}

/** @param {PointerEvent} event */
function drag(event) {
  const box = picture.getBoundingClientRect();
  const along = (event.clientX - box.left) / box.width;
  const up = 1 - (event.clientY - box.top) / box.height;
  const share = picture.dataset.drawing === "glass" ? up * 1.6 - 0.2 : along * 1.2 - 0.1;
  slider.value = String(Math.min(Math.max(share, 0), 1));
  show();
}

slider.value = String(drawing.begins);
slider.addEventListener("input", () => { if (drawing.slides) play(false); show(); });
button.addEventListener("click", () => play(!playing));
picture.addEventListener("pointerdown", (event) => {
  if (drawing.slides) play(false);
  picture.setPointerCapture(event.pointerId);
  drag(event);
});
picture.addEventListener("pointermove", (event) => {
  if (picture.hasPointerCapture(event.pointerId)) drag(event);
});
show();
const calm = matchMedia("(prefers-reduced-motion: reduce)");
if (!drawing.slides && !calm.matches) play(true);
calm.addEventListener("change", () => { if (calm.matches) play(false); });
