// @ts-check
// A short film to keep or share: what goes in is asked, and shown exactly, first.

import { csrf, send } from "../send.js";
import { digits, fill, make, the } from "./words.js";

/** @typedef {import("./look.js").Viewer} Viewer */

/** Longest clip in seconds, as it plays. */
const LONGEST = 15;

/** @param {Viewer} viewer */
export function bindClip(viewer) {
  const form = the("[data-clip]", HTMLFormElement);
  const preview = the("[data-clip-preview]", HTMLImageElement, form);
  const length = the("[data-clip-length]", HTMLElement, form);
  const status = the("[data-clip-status]", HTMLElement, form);
  const field = (/** @type {string} */ name) => the(`[name=${name}]`, HTMLInputElement, form);
  const speed = the("[name=speed]", HTMLSelectElement, form);
  const { say, player } = viewer;

  const asked = () => ({
    start: Number(field("start").value),
    end: Number(field("end").value),
    speed: Number(speed.value),
    picture: new FormData(form).get("picture") ?? "figure",
    pelvis: field("pelvis").checked,
    angle: field("angle").checked,
    turn: viewer.body?.view.turn ?? 0,
  });
  const seconds = () => (asked().end - asked().start) / asked().speed;

  const told = () => {
    const { start, end } = asked();
    const fits = end > start && seconds() <= LONGEST + 1e-6;
    length.textContent = fill(fits ? say.clip_length : say.clip_too_long, { number: digits(seconds(), 1) });
    for (const button of form.querySelectorAll("button[value]")) {
      if (button instanceof HTMLButtonElement) button.disabled = !fits;
    }
    if (fits) preview.src = `${say.clip}/picture?${new URLSearchParams(/** @type {any} */ ({ ...asked(), at: (start + end) / 2 }))}`;
  };

  const take = () => {
    const now = viewer.repetition ?? viewer.current();
    const [from, to] = now ? [now.start, now.end] : [player.time - 2, player.time + 2];
    field("start").value = Math.max(from, player.first).toFixed(2);
    field("end").value = Math.min(to, player.last, Math.max(from, player.first) + LONGEST * Number(speed.value)).toFixed(2);
    told();
  };

  const make_it = async (/** @type {string} */ what) => {
    status.textContent = say.clip_making;
    const body = JSON.stringify({ ...asked(), keep: what === "keep" });
    const options = { method: "POST", headers: { "content-type": "application/json" }, body };
    if (what === "keep") {
      await send(say.clip, options);
      status.textContent = say.clip_kept;
      await list(viewer);
      return;
    }
    const answer = await fetch(say.clip, { ...options, headers: { ...options.headers, "x-csrf": csrf() } });
    if (!answer.ok) throw await answer.json();
    const address = URL.createObjectURL(await answer.blob());
    make("a", { href: address, download: say.clip_name }).click();
    status.textContent = say.clip_saved;
  };

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const what = event.submitter?.getAttribute("value") ?? "keep";
    try {
      await make_it(what);
    } catch (error) {
      const { problem = "", remedy = "" } = /** @type {any} */ (error);
      status.textContent = `${problem} ${remedy}`.trim() || say.not_kept;
    }
  });
  form.addEventListener("change", told);
  the("[data-clip-room]", HTMLDetailsElement).addEventListener("toggle", take);
  the("[data-clip-take]", HTMLButtonElement, form).addEventListener("click", take);
  list(viewer);
}

/**
 * Clips that were kept.
 * @param {Viewer} viewer
 */
async function list(viewer) {
  const { say } = viewer;
  const room = the("[data-clips]", HTMLElement);
  const kept = await send(`${say.clip}s`).catch(() => []);
  room.replaceChildren(...kept.map((/** @type {{id: number, made: string}} */ each) => {
    const made = `${each.made.slice(0, 10)} ${each.made.slice(11, 16)}`;
    return make("li", {}, make("a", { href: `${say.clip}s/${each.id}`, download: say.clip_name }, fill(say.clip_of, { when: made })));
  }));
}
