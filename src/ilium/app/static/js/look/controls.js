// @ts-check
// Play, step, scrub, speed, repetitions: what moves the player.

import { nearest } from "./frames.js";
import { digits, fill, make, the } from "./words.js";

/** @typedef {import("./player.js").Player} Player */
/** @typedef {import("./package.js").Repetition} Repetition */

/**
 * Bind the buttons of a stage.
 * @param {HTMLElement} root
 * @param {Player} player
 * @param {Record<string, any>} say
 */
export function bindControls(root, player, say) {
  const play = the("[data-play]", HTMLButtonElement, root);
  const scrub = the("[data-scrub]", HTMLInputElement, root);
  const speed = the("[data-speed]", HTMLSelectElement, root);
  const now = the("[data-now]", HTMLElement, root);
  scrub.max = String(Math.max(player.times.length - 1, 0));
  play.addEventListener("click", () => player.play(!player.playing));
  for (const button of root.querySelectorAll("[data-step]")) {
    button.addEventListener("click", () => player.step(Number(button.getAttribute("data-step"))));
  }
  scrub.addEventListener("input", () => {
    player.play(false);
    player.show(player.times[Number(scrub.value)]);
  });
  speed.addEventListener("change", () => {
    player.speed = Number(speed.value);
    player.show(player.time, false);
  });
  player.speed = Number(speed.value);
  player.watch((playing) => {
    play.setAttribute("aria-pressed", String(playing));
    play.textContent = playing ? say.pause : say.play;
  });
  player.follow((time) => {
    const words = say.now ? say.now(time) : `${digits(time, 2)} s`;
    scrub.value = String(nearest(player.times, time));
    scrub.setAttribute("aria-valuetext", words);
    now.textContent = words;
  });
}

/**
 * Keys that work wherever nothing else needs them.
 * @param {HTMLElement} root
 * @param {Player} player
 * @param {Record<string, () => void>} [more]
 */
export function bindKeys(root, player, more = {}) {
  root.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const on = event.target instanceof Element ? event.target : root;
    if (on.closest("input, textarea, select, dialog")) return;
    const button = on.closest("button, a, summary");
    /** @type {Record<string, () => void>} */
    const keys = {
      " ": () => player.play(!player.playing),
      ",": () => player.step(-1),
      ".": () => player.step(1),
      Home: () => player.show(player.start),
      End: () => player.show(player.end),
      ...more,
    };
    if (!keys[event.key] || (button && event.key === " ")) return;
    event.preventDefault();
    keys[event.key]();
  });
}

/**
 * What the scrubber runs along: repetitions and events.
 * @param {HTMLElement} line
 * @param {Repetition[]} repetitions
 * @param {{time: number, name: string}[]} events
 * @param {Player} player
 */
export function timeline(line, repetitions, events, player) {
  const span = player.last - player.first || 1;
  const percent = (/** @type {number} */ time) => `${(100 * (time - player.first)) / span}%`;
  for (const each of repetitions) {
    const block = make("span", { class: `look-block ${each.side}` });
    block.style.left = percent(each.start);
    block.style.width = `${(100 * (each.end - each.start)) / span}%`;
    line.append(block);
  }
  for (const each of events) {
    const tick = make("span", { class: "look-tick" });
    tick.style.left = percent(each.time);
    line.append(tick);
  }
}

/**
 * Name of a repetition.
 * @param {Repetition} repetition
 * @param {Record<string, any>} say
 */
export function nameOf(repetition, say) {
  const key = repetition.side === "both" ? say.repetition_both : say.repetition;
  return fill(key, { side: say.side[repetition.side], number: repetition.number });
}
