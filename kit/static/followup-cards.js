// @ts-check
/**
 * What the window asks about the answers of last time: open them, link them, take the link back.
 *
 * @typedef {import("./words.js").Say} Say
 * @typedef {import("./followup-link.js").Link} Link
 * @typedef {object} Desk
 * @property {Say} say
 * @property {(iso: string) => string} day
 * @property {boolean} isClosed  the round takes no answers, nor a link
 * @property {boolean} isBehind  something here is not acknowledged yet
 * @property {boolean} mayLink  there is a round before, and this is one
 * @property {() => void} choose
 * @property {() => void} yes
 * @property {() => void} no
 * @property {() => void} takeBack
 * @property {() => void} mine
 * @property {() => void} notMine
 */

import { button } from "./press.js";
import { element, msgid } from "./words.js";

const WHY = msgid("If you say yes, the group can see how many have moved up, stayed or moved down, instead of two pictures beside each other. Nobody is shown alone: the change is shown only when enough people have linked their answers, and never who.");
const HOW = msgid("What the server is told is the random number that your answers had last time. There is no name in it, but those who run the server could then see that both belong to the same person. You can take it back for as long as the round is open.");
const SNAPSHOTS = msgid("Without your answers from last time the group is compared as two pictures, then and now. That is fine: the comparison holds, only without telling who has moved.");
const CLOSED = msgid("The round is closed, so the link can no longer be changed.");

/** @param {Desk} desk @param {Link} link @param {boolean} isDeclined */
export function linkCard(desk, link, isDeclined) {
  const { say } = desk;
  switch (link.kind) {
    case "linked": return linked(desk, link);
    case "offer": return offer(desk, /** @type {any} */ (link.response), isDeclined);
    case "found": return isDeclined ? open(desk) : found(desk, link.response);
    case "other": return [
      element("p", {}, desk.mayLink ? say("Your answers from {day} are here, but they are not from the round before. You see your own change below. The group is compared as two pictures, which is fine.", { day: desk.day(link.response.day) })
        : say("Your answers from {day} are here. You see your own change below.", { day: desk.day(link.response.day) })),
      ...chooser(desk)];
    default: return open(desk);
  }
}

/** @param {Desk} desk @returns {HTMLElement[]} */
function open(desk) {
  const { say } = desk;
  return [
    element("p", {}, say("Open the file that you took home last time, and see what has changed for you. It is only read here.")),
    ...chooser(desk),
    ...(desk.mayLink ? [element("p", { class: "kit-help" }, say(SNAPSHOTS))] : []),
  ];
}

/** @param {Desk} desk @returns {HTMLElement[]} */
function chooser({ say, choose }) {
  return [element("div", { class: "kit-file-drop" },
    button(say("Choose your file"), choose, "kit-button-quiet", { "data-name": "choose" }),
    element("p", { class: "kit-file-hint" }, say("or drop it here")))];
}

/** @param {Desk} desk @param {import("./participant.js").Response} response */
function found({ say, day, mine, notMine }, response) {
  return [
    element("p", {}, say("In this browser there are answers from the round before, of {day}. Are they yours? If others use this computer too, they may be somebody else's.", { day: day(response.day) })),
    element("div", { class: "kit-actions" },
      button(say("Yes, they are mine"), mine, "", { "data-name": "mine" }),
      button(say("No, or I am not sure"), notMine, "kit-button-quiet", { "data-name": "not-mine" })),
  ];
}

/** @param {Desk} desk @param {import("./participant.js").Response} response @param {boolean} isDeclined */
function offer(desk, response, isDeclined) {
  const { say, day, yes, no, isClosed } = desk;
  const here = element("p", {}, say("Your answers from {day} are here. You see your own change below, and nobody else does.", { day: day(response.day) }));
  if (isClosed) return [here, element("p", { class: "kit-help" }, say(CLOSED))];
  if (isDeclined) {
    return [here, element("p", {}, say("They are not linked. The group is compared as two pictures, then and now, and that is fine.")),
      element("div", { class: "kit-actions" }, button(say("Link them after all"), yes, "kit-button-quiet", { "data-name": "yes" }))];
  }
  return [here,
    element("h3", { tabindex: -1 }, say("May they be linked with today's answers?")),
    element("p", {}, say(WHY)), element("p", { class: "kit-help" }, say(HOW)),
    element("div", { class: "kit-actions" },
      button(say("Yes, link my answers"), yes, "", { "data-name": "yes" }),
      button(say("No, leave them apart"), no, "kit-button-quiet", { "data-name": "no" }))];
}

/** @param {Desk} desk @param {{response: import("./participant.js").Response | null}} link */
function linked(desk, { response }) {
  const { say, day, takeBack, isClosed, isBehind } = desk;
  const words = response ? say("Your answers of today are linked with those of {day}.", { day: day(response.day) }) : say("Your answers of today are linked with those of last time.");
  return [
    element("p", { class: "kit-banner kit-banner-good" }, words, " ", isBehind ? say("Not saved yet, but on this device") : say("Saved"), "."),
    isClosed ? element("p", { class: "kit-help" }, say(CLOSED))
      : element("div", { class: "kit-actions" }, button(say("Take the link back"), takeBack, "kit-button-link", { "data-name": "take-back" })),
    // The link was made on another device; the answers themselves are in the file.
    ...(response ? [] : [element("p", {}, say("Open the file that you took home last time, and see what has changed for you. It is only read here.")), ...chooser(desk)]),
  ];
}
