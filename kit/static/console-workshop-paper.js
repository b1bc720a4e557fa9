// @ts-check
/**
 * A script on paper, for whoever leads without a screen or wants to read it through. The page's own
 * kernel writes it; nothing of the round is in it.
 *
 * @typedef {import("./console-part.js").Desk & {callbacks?: any}} Desk
 */

import { download } from "./download.js";
import { button } from "./press.js";
import { element, msgid } from "./words.js";

const UNWRITTEN = msgid("The paper version could not be made just now. Try again in a moment.");

/**
 * @param {Desk} desk
 * @param {ReturnType<typeof import("./console-part.js").doer>} act
 * @param {string} script
 * @param {string} title
 */
export function paperButton({ say, callbacks, language }, act, script, title) {
  const save = async () => {
    const made = await callbacks.request("paper", { script, language }).catch(() => null);
    if (!made || made.problem) return made?.problem || say(UNWRITTEN);
    download(made);
    return say("Your browser is saving the paper version. Open the file and print it.");
  };
  const made = button(say("Download on paper"), () => act(save), "kit-button-link");
  made.append(element("span", { class: "kit-hidden" }, ` ${title}`));
  return made;
}
