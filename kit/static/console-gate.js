// @ts-check
/**
 * What the facilitator's page says to somebody who cannot come further, and what to do about it.
 *
 * @typedef {import("./words.js").Say} Say
 * @typedef {"no link" | "no round link" | "refused" | "lost" | "nowhere" | "deleted"} Hindrance
 */

import { button } from "./press.js";
import { element, msgid } from "./words.js";

/** @type {Record<Hindrance, {heading: string, words: string[]}>} */
const SAID = {
  "no link": {
    heading: msgid("You come here by a link of your own"),
    words: [
      msgid("Whoever starts a round needs a link that ends with a long secret key. The person who runs the server gets the key by writing this in a terminal window:"),
      msgid("Then the link is the address of this page, with # and the key after it:"),
      msgid("Open the link in the browser. It works again and again; keep it where only you find it."),
    ],
  },
  "no round link": {
    heading: msgid("This round needs its own link"),
    words: [
      msgid("Each round has a link of its own for whoever leads it. Open that link here in the browser. You find it on the computer where the round was started: under Links, Continue on another computer."),
      msgid("Is the link lost? Whoever runs the server can write this in a terminal window and get a new one:"),
    ],
  },
  refused: {
    heading: msgid("The link no longer works"),
    words: [
      msgid("Somebody has withdrawn it, or a part of it was lost when it was copied. Ask whoever leads the round for a new link."),
    ],
  },
  lost: {
    heading: msgid("The server does not answer"),
    words: [
      msgid("Check that you are online. The round and all answers are safe where they are."),
    ],
  },
  nowhere: {
    heading: msgid("Rounds are not possible here"),
    words: [
      msgid("Rounds need the kit's own server. Where you are now there is none, for example because this is a trial on Binder. Whoever runs the server starts it by writing this in a terminal window:"),
    ],
  },
  deleted: {
    heading: msgid("The round is deleted"),
    words: [msgid("The answers, the codes and the links are gone from the server.")],
  },
};
/** What is written in the terminal window, after the first paragraph. @type {Partial<Record<Hindrance, string>>} */
const COMMANDS = { "no link": "kit key", nowhere: "kit serve" };

/**
 * @param {Say} say
 * @param {Hindrance} hindrance
 * @param {{address: string, round?: string | null, again: () => void}} wish
 */
export function gate(say, hindrance, { address, round = null, again }) {
  const { heading, words } = SAID[hindrance];
  const typed = (/** @type {string | undefined} */ text) => text && element("pre", { class: "kit-command", tabindex: 0 }, element("code", {}, text));
  const shown = hindrance === "no round link" ? [undefined, `kit key --round ${round}`] : [COMMANDS[hindrance], hindrance === "no link" ? `${address}#${say("KEY")}` : undefined];
  const told = words.flatMap((one, place) => [element("p", {}, say(one)), typed(shown[place])]);
  const retry = hindrance === "lost" && element("p", { class: "kit-actions" }, button(say("Try again"), again));
  return element("div", { class: "kit-gate", "data-gate": hindrance },
    element("h1", { tabindex: -1 }, say(heading)), ...told, retry);
}

/** Say which hindrance a refusal is. @param {import("./collector.js").Refusal} refusal @param {boolean} hasRound @returns {Hindrance} */
export function hindranceOf(refusal, hasRound) {
  if (refusal.passing) return "lost";
  if (refusal.status === 404 && !refusal.code) return "nowhere";
  return hasRound ? "no round link" : "no link";
}
