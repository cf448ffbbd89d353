// @ts-check
import { openCamera } from "./camera.js";
import { lampsOf } from "./check/lamps.js";
import { Recorder } from "./check/recorder.js";
import { Run } from "./check/run.js";
import { followJob } from "./jobs.js";
import { Body } from "./live_body.js";
import { drawFigure } from "./live_figure.js";
import { pageWords } from "./page_words.js";
import { followPose } from "./pose_socket.js";
import { Refusal } from "./send.js";
import { silence, speak } from "./speech.js";
import { uploadFiles } from "./upload.js";

/** @typedef {import("./pose_socket.js").LivePose} LivePose */

/** The same advice is said again after so long [ms]. */
const AGAIN = 5000;
const LOOK = 500;
/** Poses a second: enough to count by, and the film keeps the rest of the computer. */
const RATE = 12;

const say = pageWords("check-words");
const plan = JSON.parse(document.getElementById("check-plan")?.textContent ?? "{}");
/** @param {string} query @returns {HTMLElement} */
const find = (query) => /** @type {HTMLElement} */ (document.querySelector(query));
const page = find("[data-check]");
const seen = find(".seen");
const video = /** @type {HTMLVideoElement} */ (find(".seen video"));
const canvas = /** @type {HTMLCanvasElement} */ (find(".seen canvas"));
const progress = /** @type {HTMLProgressElement} */ (find("[data-progress]"));
const begin = find("[data-begin]");
const halt = find("[data-stop]");
const run = new Run(plan);

/** @type {import("./camera.js").Camera | undefined} */
let camera;
/** @type {Recorder | undefined} */
let recorder;
/** @type {import("./pose_socket.js").Following | undefined} */
let following;
let light = 0.5;
/** @type {number | undefined} */
let lean;
let said = "";
let saidAt = -Infinity;
let looked = -Infinity;

async function start() {
  page.classList.add("running");
  show(begin, false);
  show(find("[data-report]"), false);
  try {
    camera = await openCamera(video, { width: 1920, height: 1080 });
  } catch (error) {
    tell(error instanceof Refusal ? `${error.problem} ${error.remedy}` : String(error));
    close();
    return;
  }
  show(halt, true);
  halt.focus();
  run.begin();
  recorder = new Recorder(camera.stream);
  tell(say("waking"));
  following = followPose(video, look, {
    rate: RATE,
    onTrouble: (told) => tell(told.problem ? `${told.problem} ${told.remedy ?? ""}` : say("waking")),
  });
}

/** @param {LivePose} pose */
function look(pose) {
  const picture = { width: 640, height: (640 * video.videoHeight) / Math.max(1, video.videoWidth) };
  if (performance.now() - looked > LOOK) measureLight();
  const body = new Body(pose.points, picture.height / picture.width);
  const upright = plan.task !== "kickback_quadruped";
  const { states, advice } = lampsOf(body, {
    view: plan.view, width: video.videoWidth, light, lean, upright,
  });
  if (run.phase === "setup") showLamps(states);
  for (const deed of run.see(pose, picture, advice)) act(deed);
  seen.dataset.phase = run.phase;
  seen.dataset.lamps = run.phase === "setup" && advice ? "wait" : "good";
  find("[data-count]").textContent = run.phase === "move"
    ? say(`move_${run.side}`, { done: run.done, all: plan.seconds ?? plan.reps ?? 1 }) : "";
  drawFigure(canvas, pose.points, { ...picture, view: plan.view, grey: false, pelvis: true });
}

/** @param {import("./check/run.js").Deed} deed */
function act(deed) {
  if (deed.record) recorder?.begin();
  if (deed.drop) recorder?.forget();
  if (deed.say) advise(say(deed.say, { number: deed.number ?? "" }));
  if (deed.end) finish();
}

/** @param {string} words */
function advise(words) {
  const now = performance.now();
  if (words === said && now - saidAt < AGAIN) return;
  tell(words);
}

/** @param {string} words */
function tell(words) {
  said = words;
  saidAt = performance.now();
  speak(words);
}

/** @param {Record<string, string>} states */
function showLamps(states) {
  for (const [name, state] of Object.entries(states)) {
    const lamp = find(`[data-lamp="${name}"]`);
    if (lamp.dataset.state === state && lamp.querySelector("[data-word]")?.textContent) continue;
    lamp.dataset.state = state;
    find(`[data-lamp="${name}"] [data-word]`).textContent = say(`lamp_${state}`);
  }
}

/** The mean brightness of the picture, from a few pixels of it. */
function measureLight() {
  looked = performance.now();
  const small = new OffscreenCanvas(32, 18);
  const pen = small.getContext("2d", { willReadFrequently: true });
  if (!pen) return;
  pen.drawImage(video, 0, 0, 32, 18);
  const { data } = pen.getImageData(0, 0, 32, 18);
  let sum = 0;
  for (let at = 0; at < data.length; at += 4)
    sum += 0.2126 * data[at] + 0.7152 * data[at + 1] + 0.0722 * data[at + 2];
  light = sum / (data.length / 4) / 255;
}

async function finish() {
  const filmed = recorder;
  const { share, reason, again } = run.outOfSight();
  following?.stop();
  following = undefined;
  if (!filmed) return;
  if (again) {
    filmed.forget();
    tell(say("lost", { percent: Math.round(100 * share), reason: say(reasonKey(reason)) }));
    close();
    return;
  }
  const film = await filmed.end();
  camera?.stop();
  show(halt, false);
  await measure(film);
}

/** @param {string} reason */
function reasonKey(reason) {
  return reason === "backwards" ? `backwards_${plan.view}` : reason || "nobody";
}

/** @param {File} film */
async function measure(film) {
  show(progress, true);
  try {
    const [job] = await uploadFiles(
      plan.client, [film],
      { role: "video", task: plan.task, view: plan.view, keep: keeps() },
      (_, done, total) => {
        progress.value = 0.2 * (done / Math.max(1, total));
        note(say("sending", { percent: Math.round((100 * done) / Math.max(1, total)) }));
      },
    );
    followJob(job, follow);
  } catch (error) {
    const { problem = String(error), remedy = "" } = /** @type {any} */ (error);
    tell(say("failed", { problem, remedy }));
    close();
  }
}

/** What is kept after measuring: the line figure, unless the film is wanted too. */
function keeps() {
  const choice = document.querySelector("#check-keep");
  return choice instanceof HTMLInputElement && choice.checked ? "film" : "figure";
}

/** @param {import("./jobs.js").Job} job */
function follow(job) {
  progress.value = 0.2 + 0.8 * job.share;
  if (job.state === "done") {
    tell(say("kept"));
    const link = /** @type {HTMLAnchorElement} */ (find("[data-report]"));
    link.href = `${plan.results}${job.result}`;
    show(link, true);
    close();
    link.focus();
  } else if (job.state === "refused" || job.state === "off") {
    tell(say("repeat", { reason: `${job.problem ?? ""} ${job.remedy ?? ""}` }));
    close();
  } else {
    note(say("measuring", { stage: job.stage_words, percent: Math.round(100 * job.share) }));
  }
}

/** Shown, not spoken: it changes too often. @param {string} words */
function note(words) {
  find("[data-captions]").textContent = words;
}

/** The camera is off, and everything can be begun again. */
function close() {
  following?.stop();
  following = undefined;
  camera?.stop();
  camera = undefined;
  page.classList.remove("running");
  show(halt, false);
  show(progress, false);
  show(begin, true);
  begin.textContent = say("again");
  const next = document.querySelector("[data-next]");
  if (next instanceof HTMLElement) show(next, true);
}

/** @param {HTMLElement} element @param {boolean} wanted */
function show(element, wanted) {
  element.hidden = !wanted;
}

begin.addEventListener("click", start);
halt.addEventListener("click", () => {
  recorder?.forget();
  tell(say("stopped"));
  close();
});
find("#check-voice").addEventListener("change", (event) => {
  silence(!(/** @type {HTMLInputElement} */ (event.target).checked));
});
addEventListener("devicemotion", ({ accelerationIncludingGravity: pull }) => {
  if (pull?.x == null || pull.y == null) return;
  const upright = (screen.orientation?.angle ?? 0) % 180 === 0;
  const [aside, along] = upright ? [pull.x, pull.y] : [pull.y, pull.x];
  lean = (Math.atan2(aside, Math.abs(along)) * 180) / Math.PI;
});
/** @type {HTMLButtonElement} */ (begin).disabled = false;
note(say("ready"));
