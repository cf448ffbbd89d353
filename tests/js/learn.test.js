import assert from "node:assert/strict";
import { test } from "node:test";
import { armThrough } from "../../src/ilium/app/static/js/learn/body.js";
import { LEAST, verdict } from "../../src/ilium/app/static/js/learn/numbers.js";

const length = ([a, b], [c, d]) => Math.hypot(a - c, b - d);

test("the hand stays at the glass and no bone changes its length", () => {
  for (let value = 0; value <= 1; value += 0.05) {
    const [shoulder, elbow, wrist, hand] = armThrough(value);
    assert.deepEqual(hand, [372, 150]);
    assert.ok(Math.abs(length(shoulder, elbow) - 150) < 1e-9);
    assert.ok(Math.abs(length(elbow, wrist) - 120) < 1e-9);
    assert.ok(Math.abs(length(wrist, hand) - 80) < 1e-9);
  }
});

test("the elbow really moves", () => {
  assert.ok(length(armThrough(0)[1], armThrough(1)[1]) > 100);
});

test("only a difference beyond the error of a difference is called changed", () => {
  const words = { verdict_changed: "changed", verdict_same: "same" };
  const said = (change) => verdict({ value: change / 12, phase: 0, words, number: String });
  assert.equal(said(LEAST - 0.01), "same");
  assert.equal(said(LEAST + 0.01), "changed");
  assert.ok(Math.abs(LEAST - 5.54) < 0.01);
});
