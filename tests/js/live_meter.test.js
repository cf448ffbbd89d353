// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { Body } from "../../src/ilium/app/static/js/live_body.js";
import { HoldCounter, LandingCounter, RepetitionCounter } from "../../src/ilium/app/static/js/live_count.js";
import { DELAY, Smooth, WholeDegrees } from "../../src/ilium/app/static/js/live_filter.js";
import { Meter } from "../../src/ilium/app/static/js/live_meter.js";
import { howLevel, plannedSets } from "../../src/ilium/app/static/js/live_sets.js";
import { CuePlan, OutsideWatch } from "../../src/ilium/app/static/js/live_sound.js";
import { QuietStanding, zoneHalf } from "../../src/ilium/app/static/js/live_standing.js";
import { PICTURE, points, pose } from "./stick_person.js";

const STEP = 0.05;

/**
 * A meter after quiet standing, and what it says of a course.
 * @param {any} plan
 * @param {(time: number) => any} course
 * @param {number} seconds
 */
function followed(plan, course, seconds, standing = {}) {
  const meter = new Meter({ mode: "hold", count: "depth", view: "front", side: "left", ...plan });
  const readings = [];
  for (let time = 0; time < 2.5; time += STEP) {
    meter.see(pose(points({ view: plan.view, ...standing }), time), PICTURE);
  }
  assert.ok(meter.standing, "quiet standing was seen");
  for (let time = 0; time < seconds; time += STEP) {
    readings.push(meter.see(pose(points({ view: plan.view, ...course(time) }), 2.5 + time), PICTURE));
  }
  return { meter, readings };
}

test("the gauge shows the change from own standing, whatever the camera's roll", () => {
  for (const roll of [0, 4, -6]) {
    for (const view of ["front", "rear"]) {
      const { readings } = followed({ view }, () => ({ tilt: 8, roll }), 1, { roll, tilt: 2 });
      const last = readings[readings.length - 1];
      assert.ok(Math.abs(last.change - 6) < 0.2, `${view} ${roll}: ${last.change}`);
      assert.ok(last.outside);
    }
  }
});

test("a person who stands tilted is level by their own measure", () => {
  const { readings } = followed({}, () => ({ tilt: 9 }), 1, { tilt: 9 });
  assert.ok(Math.abs(readings[readings.length - 1].change) < 0.1);
  assert.equal(readings[readings.length - 1].outside, false);
});

test("five squats are five repetitions, each with its largest change", () => {
  const { readings } = followed(
    {},
    (time) => {
      const depth = Math.sin((Math.PI * time) / 2) ** 2;
      return { sink: 0.25 * depth, tilt: -12 * depth };
    },
    10,
  );
  const done = readings.flatMap((each) => (each.done ? [each.done] : []));
  assert.equal(done.length, 5);
  for (const each of done) {
    assert.ok(Math.abs(each.largest - 12) < 1.2, `${each.largest}`);
    assert.ok(each.signed < 0);
    assert.ok(each.left);
  }
});

test("swaying is no repetition", () => {
  const { readings } = followed({}, (time) => ({ sink: 0.02 * Math.sin(3 * time) ** 2 }), 10);
  assert.equal(readings.filter((each) => each.done).length, 0);
});

test("a hip hike travels down and up on the free side", () => {
  const course = (/** @type {number} */ time) => ({ tilt: 8 * Math.sin(Math.PI * time) });
  const { readings } = followed({ mode: "travel", count: "hike", view: "rear", side: "left" }, course, 6);
  assert.equal(readings.filter((each) => each.done).length, 3);
  const most = Math.max(...readings.map((each) => each.amount));
  assert.ok(Math.abs(most - 8) < 1, `${most}`);
  assert.ok(readings.every((each) => !each.outside));
});

test("lost hips, a cut body, a turn and another view are told, and nothing is shown", () => {
  const seen = (/** @type {any} */ how) => {
    const meter = followed({}, () => ({}), 0.2).meter;
    let last = meter.see(pose(points(how), 3), PICTURE);
    for (let time = 3.05; time < 4; time += STEP) last = meter.see(pose(points(how), time), PICTURE);
    return last;
  };
  const nobody = new Float32Array(132).fill(NaN);
  const meter = followed({}, () => ({}), 0.2).meter;
  assert.equal(meter.see(pose(nobody, 3), PICTURE).reason, "nobody");
  assert.equal(seen({ sure: 0.2 }).reason, "hidden");
  assert.equal(seen({ jump: -0.6 }).reason, "cut");
  assert.equal(seen({ turn: 45 }).reason, "turned");
  assert.equal(seen({ view: "rear" }).reason, "backwards");
  for (const how of [{ sure: 0.2 }, { turn: 45 }]) assert.ok(Number.isNaN(seen(how).change));
  assert.equal(seen({ turn: 15 }).reason, "");
});

test("the zone is five degrees, or twice the noise of this camera", () => {
  assert.equal(zoneHalf(0.4), 5);
  assert.equal(zoneHalf(2.5), 5);
  assert.equal(zoneHalf(4), 8);
  let state = 7;
  const random = () => {
    state = (state * 16807) % 2147483647;
    return state / 2147483647 - 0.5;
  };
  const quiet = new QuietStanding(-1);
  let standing;
  for (let time = 0; time < 2.2 && !standing; time += STEP) {
    standing = quiet.see(time, new Body(points(), 0.75), 2 * random());
  }
  assert.ok(standing && Math.abs(standing.noise - 0.58) < 0.15);
});

test("who moves is not standing still", () => {
  const quiet = new QuietStanding(-1);
  let standing;
  for (let time = 0; time < 6; time += STEP) {
    standing ??= quiet.see(time, new Body(points({ sink: 0.1 * Math.sin(2 * time) }), 0.75), 0);
  }
  assert.equal(standing, undefined);
});

test("the low-pass delays a ramp by 40 ms, at any rate", () => {
  for (const step of [1 / 30, 0.05, 0.1]) {
    const smooth = new Smooth();
    let late = NaN;
    for (let time = 0; time < 3; time += step) late = time - smooth.see(time, 100 * time) / 100;
    assert.ok(Math.abs(late - DELAY) < 1e-6, `${step}`);
  }
});

test("whole degrees do not flicker", () => {
  const whole = new WholeDegrees();
  const shown = [4.4, 4.6, 4.4, 4.6, 5.2, 4.6].map((each) => whole.see(each));
  assert.deepEqual(shown, [4, 4, 4, 4, 5, 5]);
});

test("one tone after 0.3 s outside, none on the way back, silence inside", () => {
  const watch = new OutsideWatch();
  const tones = [];
  for (let time = 0; time < 4; time += STEP) {
    const outside = (time > 1 && time < 1.25) || (time > 2 && time < 3.5);
    if (watch.see(time, outside)) tones.push(time);
  }
  assert.equal(tones.length, 1);
  assert.ok(tones[0] > 2.3 && tones[0] < 2.45, `${tones[0]}`);
});

test("the cue comes after repetitions that left the zone, at most every second one", () => {
  const plan = new CuePlan();
  const said = [true, true, true, false, true, true].map((left, index) => plan.due(index + 1, left));
  assert.deepEqual(said, [true, false, true, false, true, false]);
});

test("the gauge fades from set to set, and one a week is done by feel alone", () => {
  const shown = (/** @type {boolean} */ counts) =>
    plannedSets(3, ["left", "right"], counts).map((each) => `${each.side} ${each.shown}`);
  assert.deepEqual(shown(false), [
    "left full", "right full", "left after", "right after", "left guess", "right guess",
  ]);
  assert.deepEqual(shown(true).slice(-2), ["left without", "right without"]);
  assert.deepEqual([4, 7, 11].map((each) => howLevel(each, 5)), ["level", "little", "clearly"]);
});

test("a hold counts its seconds and bridges a wobble", () => {
  const hold = new HoldCounter();
  for (let time = 0; time < 10; time += STEP) hold.see(time, time > 2 && !(time > 5 && time < 5.5));
  assert.ok(Math.abs(hold.held - 8) < 0.2, `${hold.held}`);
});

test("a jump is a landing once, and steps are none", () => {
  const jump = new LandingCounter();
  let landings = 0;
  for (let time = 0; time < 4; time += STEP) {
    const air = Math.max(0, 1.5 * (time - 1) - 4.9 * (time - 1) ** 2) * (time > 1 ? 1 : 0);
    if (jump.see(time, { left: 1 - air / 0.83, right: 1 - air / 0.83 }) === "landed") landings += 1;
  }
  assert.equal(landings, 1);
  const steps = new LandingCounter();
  for (let time = 0; time < 6; time += STEP) {
    const lift = 0.2 * Math.max(0, Math.sin(4 * time));
    assert.equal(steps.see(time, { left: 1 - lift, right: 1 }), "ground");
  }
});

test("a counter that is told half the size counts noise: the least size matters", () => {
  const count = (/** @type {number} */ least) => {
    const counter = new RepetitionCounter(least, least / 2);
    let found = 0;
    for (let time = 0; time < 10; time += STEP) {
      const value = Math.sin((Math.PI * time) / 2) ** 2 + 0.15 * Math.sin(17 * time);
      if (counter.see(time, value)) found += 1;
    }
    return found;
  };
  assert.equal(count(0.6), 5);
  assert.notEqual(count(0.05), 5);
});

/**
 * A stick person on hands and knees or standing, seen from the right side.
 * @param {{leg?: number, lean?: number}} [how] how far the right thigh and the trunk turn [°]
 */
function aside(how = {}) {
  const { leg = 0, lean = 0 } = how;
  const made = new Float32Array(33 * 4).fill(0.5);
  for (let index = 0; index < 33; index += 1) made[4 * index + 3] = index % 2 ? 0.6 : 0.95;
  const put = (/** @type {number} */ index, /** @type {number} */ x, /** @type {number} */ down) => {
    made[4 * index] = 0.5 + (200 * x) / PICTURE.width;
    made[4 * index + 1] = 0.45 + (200 * down) / PICTURE.height;
  };
  const [turn, tip] = [(leg * Math.PI) / 180, (lean * Math.PI) / 180];
  for (const right of [0, 1]) {
    const angle = right ? turn : 0;
    put(11 + right, 0.5 * Math.sin(tip), -0.5 * Math.cos(tip));
    put(23 + right, 0, 0);
    put(25 + right, 0.42 * Math.sin(angle), 0.42 * Math.cos(angle));
    put(27 + right, 0.83 * Math.sin(angle), 0.83 * Math.cos(angle));
  }
  return made;
}

test("a kickback says how far the leg went before the pelvis moved", () => {
  const kick = (/** @type {number} */ follows) => {
    const plan = { mode: "still", count: "leg", view: "side", side: "right" };
    const meter = new Meter(/** @type {any} */ (plan));
    const done = [];
    for (let time = 0; time < 2.5; time += STEP) meter.see(pose(aside(), time), PICTURE);
    assert.ok(meter.standing);
    for (let time = 0; time < 6; time += STEP) {
      const leg = 30 * Math.sin((Math.PI * time) / 3) ** 2;
      const lean = follows * Math.max(0, leg - 15);
      const reading = meter.see(pose(aside({ leg, lean }), 2.5 + time), PICTURE);
      if (reading.done) done.push(reading.done);
    }
    return done;
  };
  const still = kick(0);
  assert.equal(still.length, 2);
  for (const each of still) assert.ok(!each.left && each.amount > 27, `${each.amount}`);
  for (const each of kick(1)) {
    assert.ok(each.left);
    assert.ok(each.amount > 18 && each.amount < 25, `${each.amount}`);
  }
});

test("a landing shows nothing in flight, then its own largest change", () => {
  const air = (/** @type {number} */ time) =>
    time > 1 && time < 1.5 ? 1.2 * (time - 1) - 2.4 * (time - 1) ** 2 : 0;
  const course = (/** @type {number} */ time) => {
    const late = time - 1.5;
    return { jump: air(time), tilt: late > 0 ? 9 * Math.exp(-3 * late) : 25 * air(time) };
  };
  const { readings } = followed({ mode: "landing", count: "land", side: "both" }, course, 4);
  const flying = readings.filter((each) => each.state === "air");
  assert.ok(flying.length >= 3);
  assert.ok(flying.every((each) => Number.isNaN(each.change)));
  const done = readings.flatMap((each) => (each.done ? [each.done] : []));
  assert.equal(done.length, 1);
  assert.ok(done[0].largest > 4 && done[0].largest < 9.5, `${done[0].largest}`);
});

test("a hold counts seconds only in its posture", () => {
  const course = (/** @type {number} */ time) => ({ lift: time > 2 && time < 6 ? 0.2 : 0 });
  const { readings } = followed({ count: "lift" }, course, 8);
  const last = readings[readings.length - 1];
  assert.ok(Math.abs(last.held - 4) < 0.2, `${last.held}`);
  assert.equal(last.moving, false);
});
