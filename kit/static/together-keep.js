// @ts-check
/**
 * The line that says whether what a person gives to the workshop is saved; in sight wherever on the
 * page they are.
 *
 * @typedef {import("./together-part.js").Desk} Desk
 * @typedef {import("./together-part.js").Part} Part
 */

import { element } from "./words.js";

/** @param {Desk} desk @returns {Part} */
export function keepLine(desk) {
  const line = element("p", { class: "kit-together-keep", role: "status" });
  const refresh = () => {
    const { step, isBehind } = desk.sync.standing;
    const words = inWords(desk);
    if (line.textContent !== words) line.textContent = words;
    line.dataset.step = step;
    line.classList.toggle("kit-keep-warn", ["waiting", "refused"].includes(step) || (step === "closed" && isBehind));
  };
  return { node: line, refresh, destroy: () => undefined };
}

/** @param {Desk} desk */
function inWords({ say, sync, contribution }) {
  const { step, detail } = sync.standing;
  const { persistent } = contribution;
  if (step === "saving") return say("Saving …");
  if (step === "waiting") return persistent ? say("Not saved yet, but on this device") : say("Not saved yet. Keep this page open.");
  if (step === "refused" || step === "closed") {
    const notSaved = persistent ? say("Not saved, but on this device") : say("Not saved. It is gone when you close this page.");
    return `${notSaved}. ${detail}`;
  }
  return step === "saved" ? say("Saved") : say("What you give is saved at once, without your name.");
}
