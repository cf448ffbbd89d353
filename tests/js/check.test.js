// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { lampsOf, leanOf, yawOf } from "../../src/ilium/app/static/js/check/lamps.js";
import { Run } from "../../src/ilium/app/static/js/check/run.js";
import { Body } from "../../src/ilium/app/static/js/live_body.js";
import { PICTURE, points, pose } from "./stick_person.js";

const STEP = 0.05;
const GOOD = { view: "front", width: 1920, light: 0.5, lean: undefined, upright: true };
const body = (how = {}) => new Body(points(how), PICTURE.height / PICTURE.width);
const lamps = (how = {}, seen = {}) => lampsOf(body(how), { ...GOOD, ...seen });

test("a good set-up lights all four lamps and gives no advice", () => {
  const { states, advice } = lamps();
  assert.deepEqual(states, { distance: "good", level: "good", square: "good", light: "good" });
  assert.equal(advice, undefined);
});

test("each fault is named, one at a time", () => {
  assert.equal(lamps({}, { width: 640 }).advice?.key, "closer");
  assert.equal(lamps({ roll: 9 }).advice?.key, "level");
  assert.equal(lamps({ roll: 9 }).advice?.number, 9);
  assert.equal(lamps({}, { light: 0.05 }).advice?.key, "dark");
  assert.equal(lamps({ view: "rear" }).advice?.key, "backwards_front");
  assert.equal(lamps({ sure: 0.2 }).advice?.key, "hidden");
});

test("a chest that is turned is seen by the depths of its shoulders", () => {
  const turned = body();
  turned.points[4 * 12 + 2] += 0.25;
  assert.ok(yawOf(turned) > 15);
  assert.equal(lampsOf(turned, /** @type {any} */ (GOOD)).advice?.key, "square_front");
  assert.ok(Math.abs(yawOf(body())) < 1);
});

test("the camera's own gravity wins over the body's lean", () => {
  assert.equal(lamps({ roll: 9 }, { lean: 1 }).states.level, "good");
  assert.ok(Math.abs(Math.abs(leanOf(body({ roll: 9 }))) - 9) < 0.1);
});

test("somebody who fills a coarse picture is not told to come closer still", () => {
  const full = body();
  full.points[1] = 0.02;
  full.points[4 * 31 + 1] = full.points[4 * 32 + 1] = 0.97;
  assert.equal(lampsOf(full, /** @type {any} */ ({ ...GOOD, width: 640 })).advice?.key, "coarse");
});

const PLAN = { mode: "hold", count: "depth", view: "front", sides: ["left", "right"], reps: 2, seconds: null };

/**
 * Everything that a run says and does over a course.
 * @param {Run} run
 * @param {(time: number) => any} course
 * @param {number} from
 * @param {number} to [s]
 */
function lived(run, course, from, to) {
  const deeds = [];
  for (let time = from; time < to; time += STEP) {
    const how = course(time);
    const seen = how ? points(how) : new Float32Array(33 * 4).fill(NaN);
    const { advice } = lampsOf(new Body(seen, PICTURE.height / PICTURE.width), /** @type {any} */ (GOOD));
    deeds.push(...run.see(pose(seen, time), PICTURE, advice));
  }
  return deeds;
}

const squat = (/** @type {number} */ time) => ({ sink: 0.1 * (1 - Math.cos(2 * Math.PI * time / 2)) });
const said = (/** @type {any[]} */ deeds) => deeds.flatMap((each) => each.say ?? []);

test("from standing still to the last repetition nobody touches anything", () => {
  const run = new Run(/** @type {any} */ (PLAN));
  const first = lived(run, () => ({}), 0, 8);
  assert.deepEqual(said(first), ["still", "three", "two", "one", "go_left"]);
  assert.ok(first.some((each) => each.record));
  const moved = lived(run, (time) => squat(time - 8), 8, 12.5);
  assert.deepEqual(said(moved), ["switch"]);
  const rest = lived(run, () => ({}), 12.5, 19);
  assert.equal(said(rest).at(-1), "go_right");
  const last = lived(run, (time) => (time < 23.5 ? squat(time - 19) : {}), 19, 26);
  assert.deepEqual(said(last), ["done"]);
  assert.ok(last.some((each) => each.end));
  assert.equal(run.outOfSight().again, false);
});

test("somebody who leaves before the start begins anew, and the film is forgotten", () => {
  const run = new Run(/** @type {any} */ (PLAN));
  lived(run, () => ({}), 0, 2);
  const deeds = lived(run, () => undefined, 2, 6);
  assert.ok(deeds.some((each) => each.drop));
  assert.equal(run.phase, "setup");
});

test("a side that was mostly out of sight is filmed again", () => {
  const run = new Run(/** @type {any} */ ({ ...PLAN, sides: ["both"], count: "depth" }));
  lived(run, () => ({}), 0, 8);
  lived(run, (time) => (Math.floor(time * 2) % 2 ? undefined : squat(time - 8)), 8, 14);
  const { share, reason, again } = run.outOfSight();
  assert.ok(share > 0.3 && again);
  assert.equal(reason, "nobody");
});

test("without good lamps nothing is filmed", () => {
  const run = new Run(/** @type {any} */ (PLAN));
  const deeds = lived(run, () => ({ roll: 12 }), 0, 6);
  assert.ok(!deeds.some((each) => each.record));
  assert.ok(said(deeds).every((each) => each === "level"));
});
