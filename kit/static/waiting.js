// @ts-check
/**
 * One calm line about the part of a page that needs a kernel: the place in the line, or that the
 * server is out of reach. It is silent while all is well.
 *
 * @typedef {"queue" | "unreached" | "resting" | "refused"} What
 * @typedef {{say: import("./words.js").Say, hasForm: boolean}} Desk
 */

import { speak } from "./loading.js";
import { element } from "./words.js";

/** @type {Record<What, (desk: Desk, place: number) => string>} */
const WORDS = {
  queue: ({ say, hasForm }, place) => hasForm
    ? say("Many people are here right now. You are number {place} in the line. You can answer while you wait.", { place })
    : say("Many people are here right now. You are number {place} in the line. You can go on while you wait.", { place }),
  unreached: ({ say }) => say("The server cannot be reached right now. You can go on. The page connects again by itself."),
  resting: ({ say }) => say("The page is resting, since it has not been used for a while. Nothing is lost. It wakes up when you use it."),
  refused: ({ say }) => say("The part of the page that works out your profile cannot be started. Your answers are still there. Reload the page, and tell the person leading the workshop if it happens again."),
};

/**
 * Say whether a new place in the line is worth reading out: the first one, then each time that at
 * least half of the line before it is gone.
 * @param {number | null} told  the place that was read out last
 * @param {number} place
 */
export const isWorthTelling = (told, place) => told === null || place > told || place <= told / 2;

/**
 * Make the line for a page whose windows can be used already.
 * @param {() => Desk} desk  in today's language
 */
export function waitingLine(desk) {
  const words = element("p", { class: "kit-banner" });
  const spoken = element("p", { class: "kit-hidden", role: "status" });
  const node = element("div", { class: "kit-waiting" }, words, spoken);
  /** @type {What | null} */
  let now = null;
  /** @type {number | null} */
  let told = null;
  let place = 0;

  const refresh = () => {
    const text = now ? WORDS[now](desk(), place) : "";
    if (words.textContent !== text) words.textContent = text;
    words.hidden = now === null;
  };
  /** @param {What | null} what @param {number} [next] */
  const show = (what, next = 0) => {
    const isNews = what !== now || (what === "queue" && isWorthTelling(told, next));
    const wasUnreached = now === "unreached";
    [now, place] = [what, next];
    refresh();
    if (!isNews) return;
    told = what === "queue" ? next : null;
    spoken.textContent = wasUnreached && !what ? desk().say("Contact with the server is back.") : words.textContent;
  };
  refresh();
  return { node, show, refresh };
}

/**
 * The same for a page that has nothing but its words yet: the line that it brought along, in both languages.
 * @param {HTMLElement} block
 */
export function loadingLine(block) {
  /** @type {number | null} */
  let told = null;
  /** @param {What | null} what @param {number} [place] */
  const show = (what, place = 0) => {
    const isQueue = what === "queue";
    block.setAttribute("aria-live", !isQueue || isWorthTelling(told, place) ? "polite" : "off");
    if (isQueue && isWorthTelling(told, place)) told = place;
    speak(block, isQueue ? "queue" : what === null ? null : "lost", place);
  };
  return { node: block, show, refresh: () => undefined };
}
