// @ts-check
/**
 * The three parts of the file window: take home, open, clear the device.
 *
 * @typedef {import("./words.js").Say} Say
 * @typedef {object} Desk  the window, as its parts see it
 * @property {Say} say
 * @property {any} view
 * @property {string} title
 * @property {State} state
 * @property {import("./draft.js").DraftStore} store
 * @property {import("./participant.js").ParticipantFile} file
 * @property {boolean} isUnsaved
 * @property {(iso: string) => string} day
 * @property {() => void} takeHome
 * @property {() => void} takePage
 * @property {() => void} choose
 * @property {() => void} join
 * @property {() => void} replace
 * @property {(how: import("./file-plan.js").How) => void} goOn
 * @property {() => void} cancel
 * @property {() => void} wipe
 * @typedef {{assessment?: string | null, round?: import("./round.js").Round | null}} State
 */

import { holdings } from "./file-plan.js";
import { asking, button } from "./press.js";
import { element, msgid } from "./words.js";

/** @param {string} name of the button, so that focus can return to it */
const named = (name) => ({ "data-name": name });

/** @param {Desk} desk @returns {HTMLElement[]} */
export function saving(desk) {
  const { say, store } = desk;
  const warning = element("p", { class: "kit-banner kit-banner-warn" },
    say("This browser keeps nothing. Download your file before you close the page."));
  return [
    element("h2", {}, say("Take your result with you")),
    ...(store.persistent ? [] : [warning]),
    element("p", {}, say("Your file holds everything you have done here. Open it again in half a year, on any phone or computer, and see what has changed.")),
    element("p", { class: "kit-help" }, contents(desk).join(" · ")),
    element("div", { class: "kit-actions" },
      button(say("Download my file"), () => desk.takeHome(), "", named("take")),
      button(say("Save as a page"), () => desk.takePage(), "kit-button-quiet", named("page"))),
    element("p", { class: "kit-help" }, say("The page is for reading and printing. The file is what can be opened here again.")),
    element("p", { class: "kit-help" }, say("There is no name in the file, but what it says is yours. Keep it where only you can reach it.")),
  ];
}

/** @param {Desk} desk */
function contents({ say, file }) {
  const { times, notes, steps } = holdings(file);
  return [
    times.length > 0 && say("Self-assessments: {count}", { count: times.length }),
    notes > 0 && say("Notes: {count}", { count: notes }),
    steps > 0 && say("Own steps: {count}", { count: steps }),
  ].filter(Boolean);
}

/**
 * @param {Desk} desk
 * @param {HTMLElement | null} card what came of the last file
 * @returns {HTMLElement[]}
 */
export function opening(desk, card) {
  const { say } = desk;
  const area = element("div", { class: "kit-file-drop" },
    button(say("Choose your file"), () => desk.choose(), "kit-button-quiet", named("choose")),
    element("p", { class: "kit-file-hint" }, say("or drop it here")),
  );
  return [
    element("h2", {}, say("Open your file from last time")),
    element("p", {}, say("Have you done this before? Open the file that you saved then. It is only read, never changed.")),
    card ?? area,
  ];
}

const IN_ROUND = msgid(
  "What is saved in the round stays there when you delete it from here. To delete that too, open “My answers in this round” below the form.",
);

/** @param {Desk} desk @returns {HTMLElement[]} */
export function clearing(desk) {
  const { say, store, state } = desk;
  const question = desk.isUnsaved
    ? say("You have not downloaded your latest answers. Delete everything from this device all the same? It cannot be undone.")
    : say("Delete everything from this device? The file that you have downloaded stays where it is.");
  const words = store.persistent
    ? say("Everything stays on this device until {day}. Do others use it too? Download your file first, and then delete everything from here.", { day: desk.day(store.value.until) })
    : say("Everything disappears when you close the page.");
  return [
    element("h2", {}, say("Delete from this device")),
    element("p", {}, words),
    state.round && element("p", {}, say(IN_ROUND)),
    asking(say, { text: say("Delete everything from here"), kind: "kit-button-danger", question, yes: say("Yes, delete"), act: () => desk.wipe() }),
  ].filter((part) => part !== null && part !== undefined);
}
