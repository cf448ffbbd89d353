// @ts-check
import { openCamera } from "./camera.js";
import { drawFigure } from "./live_figure.js";
import { Gauge } from "./live_gauge.js";
import { Meter } from "./live_meter.js";
import { Session } from "./live_session.js";
import { Tone } from "./live_sound.js";
import { followPose } from "./pose_socket.js";
import { pageWords, write } from "./page_words.js";
import { Refusal } from "./send.js";
import { silence, speak } from "./speech.js";

/** @typedef {import("./pose_socket.js").LivePose} LivePose */
/** @typedef {import("./live_body.js").View} View */

const say = pageWords("live-words");
const plan = JSON.parse(document.getElementById("live-plan")?.textContent ?? "{}");
/** Time without a new pose after which nothing is shown any more [ms]. */
const STALE = 500;
/** Rate below which nobody should train by the gauge [Hz], and how long it may last [ms]. */
const [SLOW, SLOW_FOR] = [10, 3000];

/** @param {string} query @returns {HTMLElement} */
const find = (query) => /** @type {HTMLElement} */ (document.querySelector(query));
const page = find("[data-live]");
const video = /** @type {HTMLVideoElement} */ (find("[data-live] video"));
const canvas = /** @type {HTMLCanvasElement} */ (find("[data-live] canvas"));
const gaugeBox = find("[data-gauge]");
const viewChoice = /** @type {HTMLSelectElement} */ (find("#live-view"));
const placeChoice = /** @type {HTMLSelectElement} */ (find("#live-place"));
const figureOnly = /** @type {HTMLInputElement} */ (find("#live-figure"));
const gauge = new Gauge(gaugeBox, say, plan.mode);
const tone = new Tone();
const session = new Session(plan, { say, speak, tone, gauge, over: () => stop() });

/** @type {{stop: () => void} | undefined} */
let camera;
/** @type {import("./pose_socket.js").Following | undefined} */
let following;
/** @type {Meter | undefined} */
let meter;
/** @type {LivePose | undefined} */
let last;
let heard = -Infinity;
/** What of the figure was drawn last: it is drawn anew only when that changes. */
let drawn = "";
let quick = -Infinity;
/** @type {string} what keeps the pose away, in words */
let trouble = "";

const view = () => /** @type {View} */ (viewChoice.value);
const picture = () => ({
  width: Math.min(640, video.videoWidth),
  height: (Math.min(640, video.videoWidth) * video.videoHeight) / Math.max(1, video.videoWidth),
});

async function start() {
  if (!session.set) {
    location.reload();
    return;
  }
  tone.allow();
  const failure = find("[data-failure]");
  failure.hidden = true;
  try {
    camera = await openCamera(video, { facing: "user" });
  } catch (error) {
    const told = error instanceof Refusal ? `${error.problem} ${error.remedy}` : String(error);
    failure.textContent = told;
    failure.hidden = false;
    return;
  }
  page.classList.add("running");
  document.body.classList.add("live-running");
  session.again();
  await follow();
  prepare();
  requestAnimationFrame(tick);
  find("[data-stop]").focus();
}

/** Follow in the place that is chosen. */
async function follow() {
  following?.stop();
  trouble = say("waking");
  const here = placeChoice.value === "browser";
  const way = here ? (await import("./pose_wasm.js")).followPoseHere : followPose;
  following = way(video, see, {
    onReady: () => {
      trouble = "";
    },
    onTrouble: (told) => {
      trouble = told.problem ? `${told.problem} ${told.remedy ?? ""}` : say("lost_server");
    },
  });
}

/** A new set: how somebody stands is seen anew. */
function prepare() {
  const set = session.set;
  if (!set) return;
  meter = new Meter({ mode: plan.mode, count: plan.count, view: view(), side: set.side });
  session.prepare(meter);
}

/** @param {LivePose} pose */
function see(pose) {
  if (!meter) return;
  const before = session.set;
  const reading = meter.see(pose, picture());
  session.see(pose.time, reading, meter);
  last = pose;
  heard = performance.now();
  tell(reading, pose);
  if (session.set !== before) prepare();
}

/**
 * Tell, once it is on the screen, what was shown and how old it was then.
 * @param {import("./live_meter.js").Reading} reading
 * @param {LivePose} pose
 */
function tell(reading, { time, model }) {
  requestAnimationFrame(() =>
    setTimeout(() => {
      const captured = 1000 * time;
      const latency = performance.now() - captured;
      const detail = { ...reading, captured, model, latency };
      page.dispatchEvent(new CustomEvent("live-drawn", { detail }));
    }),
  );
}

/** Every frame of the screen: the figure, the rate, and grey where poses stay away. */
function tick() {
  if (!following) return;
  const late = performance.now() - heard > STALE;
  const grey = late || gaugeBox.dataset.state === "grey";
  const shown = late ? undefined : last;
  const { clientWidth, clientHeight } = canvas;
  const now = [shown?.time, grey, session.byFeel, view(), clientWidth, clientHeight].join();
  if (now !== drawn) {
    const how = { ...picture(), view: view(), grey, pelvis: !session.byFeel };
    drawFigure(canvas, shown?.points, how);
  }
  drawn = now;
  if (late && session.watching) session.lost(trouble || say("late"));
  const rate = following.rate();
  write(find("[data-rate]"), rate ? say("rate", { rate: Math.round(rate) }) : "");
  if (!rate || rate >= SLOW) quick = performance.now();
  find("[data-slow]").hidden = performance.now() - quick < SLOW_FOR;
  requestAnimationFrame(tick);
}

function stop() {
  following?.stop();
  following = undefined;
  camera?.stop();
  meter = undefined;
  last = undefined;
  heard = -Infinity;
  find("[data-slow]").hidden = true;
  drawn = "";
  drawFigure(canvas, undefined, { ...picture(), view: view(), grey: true, pelvis: false });
  page.classList.remove("running");
  document.body.classList.remove("live-running");
  void session.finish();
  find("[data-start]").focus();
}

function showFigure() {
  page.classList.toggle("figure-only", figureOnly.checked);
}

function chooseView() {
  page.setAttribute("data-view", view());
  if (view() === "rear") figureOnly.checked = true;
  showFigure();
  if (following) prepare();
}

find("[data-start]").addEventListener("click", () => void start());
/** @type {HTMLButtonElement} */ (find("[data-start]")).disabled = false;
find("[data-stop]").addEventListener("click", stop);
find("[data-on]").addEventListener("click", () => {
  session.goOn();
  prepare();
});
find("[data-end]").addEventListener("click", () => {
  session.endSet();
  prepare();
});
viewChoice.addEventListener("change", chooseView);
placeChoice.addEventListener("change", () => void (following && follow()));
figureOnly.addEventListener("change", showFigure);
find("#live-sound").addEventListener("change", (event) => {
  tone.silent = !(/** @type {HTMLInputElement} */ (event.target).checked);
});
find("#live-voice").addEventListener("change", (event) => {
  silence(!(/** @type {HTMLInputElement} */ (event.target).checked));
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && following) stop();
});
chooseView();
session.panels.heading();
