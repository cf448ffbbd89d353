// @ts-check
import { largestOf } from "./live_sets.js";
import { write } from "./page_words.js";

/** @typedef {import("./live_meter.js").Done} Done */
/** @typedef {import("./live_sets.js").DoneSet} DoneSet */
/** @typedef {import("./live_session.js").Session} Session */

/** What stands beside the gauge: counts, questions, rest, results. */
export class Panels {
  /** @param {Session} session */
  constructor(session) {
    this.session = session;
  }

  /** @param {string} name @returns {HTMLElement} */
  at(name) {
    return /** @type {HTMLElement} */ (document.querySelector(`[data-${name}]`));
  }

  heading() {
    const { set, means } = this.session;
    if (!set) return;
    const side = set.side === "both" ? "" : means.say(`side.${set.side}`);
    this.at("set").textContent = means.say("set", { number: set.number, of: set.of });
    this.at("side").textContent = side;
    this.at("side").dataset.side = set.side;
    this.at("shown").textContent = means.say(`shown.${set.shown}`);
    this.at("last").textContent = "";
    this.count();
  }

  count() {
    const { plan, largest, held } = this.session;
    write(this.at("count"), String(plan.seconds ? Math.floor(held) : largest.length));
  }

  /** @param {number} share */
  progress(share) {
    const bar = /** @type {HTMLProgressElement} */ (this.at("progress"));
    bar.hidden = !share;
    bar.value = share;
  }

  /** @param {number} half */
  zone(half) {
    this.at("half").textContent = this.session.means.say("zone", { half });
  }

  /** @param {Done} done @param {import("./page_words.js").Say} say @param {string} shown */
  last(done, say, shown) {
    const hidden = shown === "guess" || shown === "without";
    const key = this.session.plan.mode === "still" ? "last_leg" : "last";
    const value = Math.round(this.session.plan.mode === "hold" ? done.largest : done.amount || done.largest);
    this.at("last").textContent = hidden ? "" : say(key, { value });
  }

  /** @param {"train" | "guess" | "rest" | "over"} which */
  open(which) {
    const page = this.at("live");
    page.dataset.panel = which;
    for (const each of page.querySelectorAll("[data-panel-for]")) {
      /** @type {HTMLElement} */ (each).hidden = each.getAttribute("data-panel-for") !== which;
    }
  }

  train() {
    this.open("train");
  }

  /** @param {(guessed: "level" | "little" | "clearly") => void} told */
  ask(told) {
    this.open("guess");
    const buttons = document.querySelectorAll("[data-guess]");
    for (const each of buttons) {
      const button = /** @type {HTMLButtonElement} */ (each);
      button.onclick = () => told(/** @type {any} */ (button.dataset.guess));
    }
    /** @type {HTMLElement} */ (buttons[0]).focus();
  }

  /** @param {string} guessed @param {string} seen @param {number} largest @param {number} zone */
  answer(guessed, seen, largest, zone) {
    const { say, speak } = this.session.means;
    const words = say(guessed === seen ? "answer_alike" : "answer_other", { seen: say(`guess.${seen}`) });
    this.at("answer").textContent = words;
    this.at("answer-number").textContent = say("answer_number", { value: Math.round(largest), zone });
    speak(words);
  }

  rest() {
    const { set, means } = this.session;
    this.open(set ? "rest" : "over");
    if (!set) return;
    const side = set.side === "both" ? "" : means.say(`side.${set.side}`);
    this.at("next").textContent = [means.say("set", { number: set.number, of: set.of }), side].filter(Boolean).join(" · ");
    this.at("on").focus();
  }

  /** @param {number} rest [s] */
  resting(rest) {
    const [minutes, seconds] = [Math.floor(rest / 60), Math.floor(rest % 60)];
    this.at("rested").textContent = `${minutes}:${String(seconds).padStart(2, "0")}`;
  }

  /** @param {DoneSet[]} sets */
  summary(sets) {
    const { say } = this.session.means;
    this.open("over");
    const body = this.at("results");
    body.replaceChildren(
      ...sets.map((each, index) => {
        const row = document.createElement("tr");
        const largest = Math.round(largestOf(each.largest));
        const inside = each.largest.filter((one) => one <= each.zone).length;
        const texts = [
          String(index + 1),
          each.side === "both" ? "" : say(`side.${each.side}`),
          each.seconds === null ? String(each.largest.length) : say("seconds", { value: each.seconds }),
          say("with_error", { value: largest, zone: each.zone }),
          say("inside", { inside, of: each.largest.length }),
        ];
        for (const text of texts) {
          const cell = document.createElement("td");
          cell.textContent = text;
          row.append(cell);
        }
        return row;
      }),
    );
  }

  /** @param {string} key @param {unknown} [error] */
  kept(key, error) {
    const told = error instanceof Error ? ` ${error.message}` : "";
    this.at("kept").textContent = this.session.means.say(key) + told;
  }
}
