// @ts-check
import assert from "node:assert/strict";
import test from "node:test";
import { nearest, seekTime, shownFrame, valueAt } from "../../src/ilium/app/static/js/look/frames.js";
import { beyond, pairSides, pairs, shownSides } from "../../src/ilium/app/static/js/look/pairing.js";
import { align, alone, cycle, errorOfDifference, meanAndSd, sharedEvents, shareAt, timeAt } from "../../src/ilium/app/static/js/look/phases.js";
import { Player } from "../../src/ilium/app/static/js/look/player.js";

/** @param {number} start @param {number} bottom @param {number} end @param {object} [more] */
function squat(start, bottom, end, more = {}) {
  return /** @type {any} */ ({ id: "left-1", side: "left", number: 1, start, end, complete: true, events: { bottom }, phases: [], ...more });
}

test("a film is sought to the middle of the frame that is asked, at any rate", () => {
  for (const rate of [23.976, 25, 29.97, 30, 50, 59.94, 120, 240]) {
    for (let frame = 0; frame < 2000; frame += 7) {
      assert.equal(Math.floor(seekTime(frame, rate) * rate + 1e-9), frame);
      assert.equal(shownFrame(frame / rate, rate, 5000), frame);
      assert.equal(shownFrame(Number((frame / rate).toFixed(6)), rate, 5000), frame);
    }
  }
});

test("seeking to a frame's beginning may show its neighbour", () => {
  // Negative control: why the middle is sought.
  const rate = 29.97;
  const early = (/** @type {number} */ frame) => Math.floor(Math.floor((frame / rate) * 1000) / 1000 * rate);
  assert.ok(Array.from({ length: 300 }, (_, frame) => frame).some((frame) => early(frame) !== frame));
});

test("the nearest frame is found among uneven times", () => {
  const times = [0, 0.1, 0.35, 0.4];
  assert.deepEqual([-1, 0.04, 0.06, 0.23, 0.37, 0.38, 9].map((time) => nearest(times, time)), [0, 0, 1, 2, 2, 3, 3]);
});

test("between frames a track is straight, beside a gap it is nothing", () => {
  const times = [0, 1, 2, 3];
  const values = [0, 10, NaN, 30];
  assert.equal(valueAt(times, values, 0.25), 2.5);
  assert.equal(valueAt(times, values, 1), 10);
  assert.ok(Number.isNaN(valueAt(times, values, 1.5)));
  assert.equal(valueAt(times, values, 3), 30);
  assert.ok(Number.isNaN(valueAt(times, values, 3.1)));
});

test("two repetitions meet at start, deepest point and end", () => {
  const one = squat(1, 2, 5);
  const two = squat(10, 13, 14);
  const { names, shares, one: first, two: second } = align(one, two);
  assert.deepEqual(names, ["bottom"]);
  assert.ok(Math.abs(shares[0] - (0.25 + 0.75) / 2) < 1e-12);
  for (const [share, a, b] of [[0, 1, 10], [0.5, 2, 13], [1, 5, 14], [0.25, 1.5, 11.5]]) {
    assert.ok(Math.abs(timeAt(first, share) - a) < 1e-12);
    assert.ok(Math.abs(timeAt(second, share) - b) < 1e-12);
    assert.ok(Math.abs(shareAt(first, a) - share) < 1e-12);
  }
});

test("the same movement at another pace is the same curve when matched by phase", () => {
  const bend = (/** @type {number} */ start, /** @type {number} */ bottom, /** @type {number} */ end) => (/** @type {number} */ time) =>
    time < bottom ? (time - start) / (bottom - start) : (end - time) / (end - bottom);
  const times = Array.from({ length: 20001 }, (_, at) => at / 1000);
  const one = squat(1, 2, 5);
  const two = squat(10, 13, 14);
  const aligned = align(one, two);
  const a = cycle(times, times.map(bend(1, 2, 5)), aligned.one);
  const b = cycle(times, times.map(bend(10, 13, 14)), aligned.two);
  assert.ok(Math.max(...a.map((value, at) => Math.abs(value - b[at]))) < 1e-3);
  // Negative control: matched by the clock they are not.
  const c = cycle(times, times.map(bend(1, 2, 5)), alone(one));
  const d = cycle(times, times.map(bend(10, 13, 14)), alone(two));
  assert.ok(Math.max(...c.map((value, at) => Math.abs(value - d[at]))) > 0.5);
});

test("events outside a repetition, or in another order, match nothing", () => {
  const one = squat(1, 2, 5, { events: { lift_off: 0.5, bottom: 2, peak: 3 } });
  const two = squat(1, 4, 5, { events: { lift_off: 1.5, bottom: 4, peak: 3 } });
  assert.deepEqual(sharedEvents(one, two), ["bottom"]);
});

test("mean and deviation leave out what was not seen", () => {
  const { mean, sd } = meanAndSd([[1, NaN, 4], [3, NaN, NaN]]);
  assert.deepEqual([mean[0], mean[2]], [2, 4]);
  assert.ok(Math.abs(sd[0] - Math.SQRT2) < 1e-12);
  assert.ok(Number.isNaN(mean[1]) && Number.isNaN(sd[1]) && Number.isNaN(sd[2]));
});

test("errors of a difference add in quadrature, or are not known", () => {
  assert.equal(errorOfDifference(3, 4), 5);
  assert.ok(Number.isNaN(errorOfDifference(3, undefined)));
});

test("the working side is held against the working side", () => {
  const curve = /** @type {any} */ ({ key: "pelvic_drop", sides: { left: 0, right: 1 } });
  assert.deepEqual(shownSides(curve, squat(0, 1, 2)), ["left"]);
  assert.deepEqual(pairSides(["left"], ["right"]), [["left", "right"]]);
  assert.deepEqual(pairSides(["left", "right"], ["left", "right"]), [["left", "left"], ["right", "right"]]);
  assert.deepEqual(pairSides(["left", "right"], ["right"]), [["right", "right"]]);
});

test("in the mirror a tilt to the left is one to the right", () => {
  const times = Float64Array.from([0, 1, 2]);
  const look = (/** @type {number} */ sign) => /** @type {any} */ ({
    header: { curves: [{ key: "pelvic_obliquity", sides: { both: 0 }, error: { both: 3 * Math.abs(sign) } }] },
    tracks: () => [Float32Array.from([0, 6 * sign, 0])],
    clock: () => times,
  });
  const from = (/** @type {number} */ sign) => ({ look: look(sign), repetition: squat(0, 1, 2), knots: alone({ start: 0, end: 2 }) });
  const [plain] = pairs(from(1), from(-1), "pelvic_obliquity", false);
  const [turned] = pairs(from(1), from(-1), "pelvic_obliquity", true);
  assert.equal(plain.difference[50], -12);
  assert.equal(turned.difference[50], 0);
  assert.ok(Math.abs(turned.error - 3 * Math.SQRT2) < 1e-12);
});

test("a difference is told only where it is beyond its error", () => {
  const difference = Array.from({ length: 101 }, (_, percent) => (percent >= 30 && percent <= 60 ? 5 : 1));
  assert.deepEqual(beyond(difference, 4), [[30, 60]]);
  assert.deepEqual(beyond(difference, 6), []);
  assert.deepEqual(beyond(difference, NaN), []);
});

test("steps go from frame to frame and stop at the ends", () => {
  const player = new Player([0, 0.1, 0.35, 0.4]);
  /** @type {number[]} */
  const seen = [];
  player.follow((time) => seen.push(time));
  for (const step of [1, 1, 1, 1, -1, -9]) player.step(step);
  assert.deepEqual(seen, [0.1, 0.35, 0.4, 0.4, 0.35, 0]);
});

test("playing a repetition begins again at its start", () => {
  const player = new Player([0, 1, 2, 3]);
  player.within(1, 2);
  assert.equal(player.time, 1);
  player.passed(1.5);
  assert.equal(player.time, 1.5);
  player.passed(2.2);
  assert.equal(player.time, 1);
});
