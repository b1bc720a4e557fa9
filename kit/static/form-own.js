// @ts-check
/**
 * What a person in a round can do with the own answers: get them on another device, take them from
 * this one, delete them altogether.
 *
 * @typedef {import("./form-keep.js").Wish} Wish
 * @typedef {import("./round.js").Membership} Membership
 * @typedef {import("./words.js").Say} Say
 */

import { contributionErrand } from "./contribution-kept.js";
import { personalCode } from "./personal-code.js";
import { asking, button } from "./press.js";
import { remove } from "./round.js";
import { element, msgid } from "./words.js";

const MEANING = msgid(
  "Open the link on your other device, or scan the picture with it. Whoever has the link or the code can read, change and delete your answers, so show it to nobody.",
);
const FROM_DEVICE = msgid(
  "Take everything that you have answered and written from this device? What is saved stays in the round. Without your personal code you cannot reach it any more.",
);
const FROM_DEVICE_UNSAVED = msgid(
  "Not everything has been saved yet, and what has not been saved is lost. Take everything that you have answered and written from this device all the same?",
);
const ALTOGETHER = msgid(
  "Delete all your answers in this round, on the municipality's server too, and everything that you have written here? It cannot be undone.",
);

/** @param {Wish} wish @param {Membership} member */
export function ownAnswers(wish, member) {
  const { say, store } = wish;
  const device = asking(say, {
    text: say("Take my answers from this device"),
    kind: "kit-button-link",
    question: () => say(isUnsent(member) ? FROM_DEVICE_UNSAVED : FROM_DEVICE),
    yes: say("Yes, take them from here"),
    act: wish.wipe,
  });
  const altogether = asking(say, {
    text: say("Delete my answers"),
    kind: "kit-button-link",
    question: say(ALTOGETHER),
    yes: say("Yes, delete"),
    act: async () => {
      const outcome = remove(member);
      wish.deleted({ done: null, backups: [] });
      wish.deleted(await outcome);
    },
  });
  return element("details", { class: "kit-own" },
    element("summary", {}, say("My answers in this round")),
    elsewhere(say, member, () => store.response.response_id), device, altogether);
}

/** Whether an answer, or something for the workshop, has not arrived. @param {Membership} member */
function isUnsent({ store, round, sync }) {
  const about = { api: round.api, round: round.id, id: store.response.response_id, until: store.value.until };
  return sync.isBehind || contributionErrand(store.storage, store.key, about) !== null;
}

/** The personal link is made only when it is asked for. @param {Say} say @param {Membership} member @param {() => string} key */
function elsewhere(say, member, key) {
  const room = element("div", { class: "kit-own-key", hidden: true });
  const show = () => {
    const isOpen = room.hidden;
    room.replaceChildren(...(isOpen ? keyCard(say, member, key()) : []));
    room.hidden = !isOpen;
    opener.setAttribute("aria-expanded", String(isOpen));
    opener.textContent = say(isOpen ? HIDE : "Get my answers on another device");
  };
  const opener = button(say("Get my answers on another device"), show, "kit-button-link", { "aria-expanded": false });
  return element("div", {}, opener, room);
}

const HIDE = msgid("Hide my link and my code");

/** @param {Say} say @param {Membership} member @param {string} id @returns {HTMLElement[]} */
function keyCard(say, { round, sync }, id) {
  const link = `${location.origin}${location.pathname}?round=${round.id}#mine=${id}`;
  const picture = element("p", { class: "kit-own-picture" });
  const said = element("p", { class: "kit-help", role: "status" });
  const copy = button(say("Copy the link"), async () => {
    const isCopied = await navigator.clipboard?.writeText(link).then(() => true, () => false);
    said.textContent = say(isCopied ? "The link is copied." : "It could not be copied. Mark the link and copy it yourself.");
  }, "kit-button-quiet");
  sync.collector.post("qr", { text: link }).then(
    ({ svg }) => picture.replaceChildren(drawn(svg, say("Your personal link as a QR code"))),
    // The link and the code say the same.
    () => picture.remove(),
  );
  return [
    element("p", {}, say(MEANING)), picture,
    element("p", { class: "kit-own-words" }, element("strong", {}, say("My personal link")), element("br"), element("code", {}, link)), copy, said,
    element("p", { class: "kit-own-words" }, element("strong", {}, say("My personal code")), element("br"), element("code", {}, personalCode(round.id, id))),
    element("p", { class: "kit-help" }, say("Write the code on the page {page}, under “I have a personal code”.", { page: pageOf(round.api) })),
  ];
}

/** The address of the page for codes, as one would type it. @param {string} api */
function pageOf(api) {
  const { host, pathname } = new URL("../../anslut", new URL(api, location.href));
  return host + pathname;
}

/** @param {string} svg @param {string} alt */
function drawn(svg, alt) {
  return element("img", { src: `data:image/svg+xml,${encodeURIComponent(svg)}`, alt });
}
