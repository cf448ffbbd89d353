// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { Flight } from "../../src/ilium/app/static/js/flight.js";
import { saying } from "../../src/ilium/app/static/js/page_words.js";
import { localVoice } from "../../src/ilium/app/static/js/speech.js";

test("no more than two frames are ever under way, however slow the answers", () => {
  const flight = new Flight(2, 30);
  let most = 0;
  const sent = [];
  for (let time = 0; time < 3000; time += 33) {
    if (flight.may(time)) sent.push(flight.leave(time));
    if (time % 330 === 0 && sent.length) flight.land(sent.shift() ?? 0, time);
    most = Math.max(most, flight.away.size);
  }
  assert.equal(most, 2);
});

test("after a wait the newest frame is sent, not one that waited", () => {
  const flight = new Flight(1, 30);
  const first = flight.leave(0);
  assert.equal(flight.may(33), false);
  assert.equal(flight.may(66), false);
  flight.land(first, 90);
  assert.equal(flight.may(99), true);
  assert.equal(flight.land(flight.leave(99), 140), 99);
});

test("the rate is the answers a second, and falls to none when they stop", () => {
  const flight = new Flight(2, 30);
  for (let time = 0; time <= 4000; time += 50) flight.land(flight.leave(time), time);
  assert.ok(Math.abs(flight.rate(4000) - 20) < 0.6);
  assert.equal(flight.rate(6100), 0);
});

test("the wanted rate holds back frames of a quick camera", () => {
  const flight = new Flight(2, 15);
  let count = 0;
  for (let time = 0; time < 1000; time += 1000 / 60) {
    if (!flight.may(time)) continue;
    flight.land(flight.leave(time), time);
    count += 1;
  }
  assert.ok(count <= 16, `${count}`);
  assert.ok(count >= 14, `${count}`);
});

test("only a voice of this computer speaks, in the language of the page", () => {
  const voices = [
    { name: "cloud", lang: "de-DE", localService: false, default: true },
    { name: "own", lang: "de_AT", localService: true, default: false },
    { name: "english", lang: "en-GB", localService: true, default: true },
  ];
  assert.equal(localVoice(voices, "de")?.name, "own");
  assert.equal(localVoice(voices, "en-US")?.name, "english");
  assert.equal(localVoice(voices, "fr"), undefined);
  assert.equal(localVoice(voices.slice(0, 1), "de"), undefined);
});

test("words are filled in, and a missing one shows its key", () => {
  const say = saying({ count: "{number} of {all}" });
  assert.equal(say("count", { number: 2, all: 5 }), "2 of 5");
  assert.equal(say("count", { number: 2 }), "2 of {all}");
  assert.equal(say("nothing"), "nothing");
});
