// @ts-check
/**
 * Banners above a form's pages: what has happened, each thing told once.
 *
 * @typedef {import("./words.js").Say} Say
 * @typedef {import("./draft.js").DraftStore} DraftStore
 * @typedef {"restored" | "kernel" | "other tab" | "other device" | "wiped" | "deleted" | "unknown" | "removed" | "other person"} News
 * @typedef {Record<string, any>} Facts  what a piece of news needs to know beside its name
 * @typedef {object} Reporter
 * @property {Say} say
 * @property {string} language
 * @property {DraftStore} store
 * @property {string} since  the day of the answers that were found
 * @property {() => void} startOver
 * @property {import("./round.js").Membership | null} member
 */

import { joinPage } from "./round.js";
import { asking, button } from "./press.js";
import { dayInWords, element, msgid } from "./words.js";

const LOST = msgid(
  "Contact with the server is lost. Your answers are safe on this device and you can go on answering.",
);
const LOST_AND_UNSAVED = msgid(
  "Contact with the server is lost. You can go on answering, but your answers stay only as long as this page is open.",
);
const LOST_IN_ROUND = msgid(
  "Contact with the part that works out your profile is lost. You can go on answering: the line below the questions says whether your answers are saved.",
);
const TWO_TABS = msgid(
  "This form is open in another tab too. What you answer there is shown here as well.",
);
const OTHER_DEVICE = msgid("The answers have been changed on another device. You see them as they are now.");
const GIVEN_WAY = msgid(
  "Where you had answered the same question on both, the answer from the other device counts.",
);
const NOT_IN = msgid(
  "The round does not know this device, or your answers have been deleted. What you answer stays on this device. Join with the code that is shown in the workshop.",
);
const REMOVED = msgid(
  "Your answers in the round have been deleted, here or on another device, and they stay deleted. What you answer stays on this device. To take part anew, join with the code that is shown in the workshop.",
);
const OTHER_PERSON = msgid(
  "There are other answers in this round on this device already. If you open yours, the others go from the device; they stay in the round.",
);
const DELETED = msgid("Your answers are deleted, on this device and on the municipality's server.");
const DELETED_LATER = msgid(
  "Your answers are deleted from this device. The municipality's server cannot be reached right now; they are deleted there as soon as this device has contact with it and one of these pages is open.",
);

/** Keep what has happened, and tell it above the content; each thing is told once. */
export function bulletin() {
  /** @type {Map<News, {node: HTMLElement | null, facts: Facts}>} */
  const told = new Map();
  /** @type {Reporter | null} */
  let reporter = null;
  const node = element("div", { class: "kit-banners", "aria-live": "polite" });
  const add = (/** @type {News} */ news, /** @type {Facts} */ facts = {}) => {
    if (told.get(news)?.node) return;
    const one = reporter && banner(news, reporter, facts);
    told.set(news, { node: one, facts });
    if (one) node.append(one);
  };
  const remove = (/** @type {News} */ news) => {
    told.get(news)?.node?.remove();
    told.delete(news);
  };
  const clear = () => [...told.keys()].forEach(remove);
  const draw = (/** @type {Reporter} */ next) => {
    const all = [...told].map(([news, { facts }]) => /** @type {const} */ ([news, facts]));
    clear();
    reporter = next;
    for (const [news, facts] of all) add(news, facts);
    return node;
  };
  return { add, remove, clear, draw };
}

/** @param {News} news @param {Reporter} reporter @param {Facts} facts */
function banner(news, reporter, facts) {
  const [kind, words, action] = NEWS[news](reporter, facts);
  const row = action ? element("div", { class: "kit-actions" }, action) : null;
  return element("div", { class: `kit-banner kit-banner-${kind}`, "data-news": news }, element("p", {}, words), row);
}

/** What is told: the kind of banner, the words, and what can be done. */
/** @type {Record<News, (reporter: Reporter, facts: Facts) => [string, string, Node | null]>} */
const NEWS = {
  kernel: ({ say, store, member }) => {
    const reload = button(say("Reload the page"), () => location.reload(), "kit-button-quiet");
    if (!member && !store.persistent) return ["warn", say(LOST_AND_UNSAVED), null];
    return ["warn", `${say(member ? LOST_IN_ROUND : LOST)} ${say("Reload the page to get contact again.")}`, reload];
  },
  wiped: ({ say, member }) => ["good", say(member ? WIPED_IN_ROUND : WIPED), null],
  deleted: ({ say, language }, { done, backups = [] }) => {
    if (done === null) return ["info", say("Deleting your answers …"), null];
    if (!done) return ["warn", say(DELETED_LATER), null];
    const days = backups.map((/** @type {string} */ day) => dayInWords(day, language)).join(", ");
    const kept = days && say("Backup copies from these days may still hold them until they are thrown away: {days}.", { days });
    return ["good", [say(DELETED), kept].filter(Boolean).join(" "), null];
  },
  "other tab": ({ say }) => ["info", say(TWO_TABS), null],
  "other device": ({ say }, { first, lost }) => {
    if (first) return ["good", say("Your answers have been fetched to this device."), null];
    return ["info", lost ? `${say(OTHER_DEVICE)} ${say(GIVEN_WAY)}` : say(OTHER_DEVICE), null];
  },
  unknown: ({ say, member }) => ["warn", say(NOT_IN), wayIn(say, member)],
  removed: ({ say, member }) => ["warn", say(REMOVED), wayIn(say, member)],
  "other person": ({ say }, { open }) => [
    "warn",
    say(OTHER_PERSON),
    button(say("Open my answers"), open, "kit-button-quiet"),
  ],
  restored: ({ say, language, store, since, startOver }) => [
    "info",
    say("We found your answers from {day}. Continue where you stopped.", {
      day: dayInWords(since, language, since.slice(0, 4) !== store.today().slice(0, 4)),
    }),
    asking(say, {
      text: say("Start over"),
      kind: "kit-button-quiet",
      question: say("Delete these answers and start over?"),
      yes: say("Yes, start over"),
      act: startOver,
    }),
  ],
};

/** @param {Say} say @param {any} member */
const wayIn = (say, member) =>
  element("a", { class: "kit-button kit-button-quiet", href: member ? joinPage(member.round) : null }, say("Join with a code"));

const WIPED = msgid("Your answers are deleted from this device.");
const WIPED_IN_ROUND = msgid("Your answers are gone from this device. What was saved stays in the round.");
