// @ts-check
/**
 * The line below a form's pages that says where the answers are, and what can be done with them.
 *
 * @typedef {import("./words.js").Say} Say
 * @typedef {import("./draft.js").DraftStore} DraftStore
 * @typedef {import("./round.js").Membership} Membership
 * @typedef {{say: Say, language: string, store: DraftStore, preview: boolean, member: Membership | null,
 *   wipe: () => void, deleted: (news: {done: boolean | null, backups: string[]}) => void}} Wish
 */

import { ownAnswers } from "./form-own.js";
import { asking } from "./press.js";
import { dayInWords, element, msgid } from "./words.js";

const ON_DEVICE = msgid(
  "Your answers are saved on this device, that is the phone or computer that you use now. No colleague and no manager sees your own answers unless you show them.",
);
const IN_ROUND = msgid(
  "You answer in the round {name}. Your answers are saved on the municipality's server, without your name, and on this device. Colleagues, managers and whoever leads the workshop see the group's result only. Single answers can be reached by nobody but those who run the server.",
);

/**
 * Say before anything is answered where it will be, and who sees it.
 * @param {Say} say
 * @param {import("./round.js").Round | null} round
 */
export const whereKept = (say, round) => (round ? say(IN_ROUND, { name: round.name }) : say(ON_DEVICE));

/**
 * Say where the answers are and until when, with what deletes them.
 * In a round the line stays in sight; it is a child of the column of its own so that it can.
 * The line's words change only when what they say changes, so that it does not chatter.
 * @param {Wish} wish
 */
export function keepLine(wish) {
  const { store, preview, member } = wish;
  const line = element("p", { class: member ? "kit-keep-line kit-keep-now" : "kit-keep-line", role: "status" });
  const where = element("p", { class: "kit-keep-where", hidden: true });
  const own = member && !preview ? ownAnswers(wish, member) : removing(wish);
  const refresh = () => {
    const words = sentence(wish);
    if (line.textContent !== words) line.textContent = words;
    line.classList.toggle("kit-keep-warn", isWorrying(wish));
    if (member) line.dataset.step = member.sync.standing.step;
    if (member) placeOf(wish, member, where);
    own.hidden = preview || !keepsAnything(store);
  };
  refresh();
  const nodes = member
    ? [line, element("div", { class: "kit-keep kit-keep-round" }, where, own)]
    : [element("div", { class: "kit-keep" }, line, own)];
  return { nodes, refresh };
}

/** @param {Wish} wish @returns {string} */
function sentence({ say, language, store, preview, member }) {
  if (preview) return say("This is a preview. Nothing is saved.");
  if (member) return inRound(say, store, member);
  if (!store.persistent) {
    return say("Cannot be saved on this device. Your answers stay only as long as this page is open.");
  }
  if (!keepsAnything(store)) return say("What you answer is saved on this device.");
  return say("Saved on this device until {day}", { day: dayInWords(store.value.until, language) });
}

const WAITING = msgid("Not saved yet, but on this device");
const NOT_SAVED = msgid("Not saved, but on this device");
const WAITING_OPEN = msgid("Not saved yet. Keep this page open.");
const NOT_SAVED_OPEN = msgid("Not saved. It is gone when you close this page.");

/** @param {Say} say @param {DraftStore} store @param {Membership} member */
function inRound(say, { persistent }, { sync }) {
  const { step, isBehind, detail, held, round } = sync.standing;
  const notSaved = say(persistent ? NOT_SAVED : NOT_SAVED_OPEN);
  if (step === "saving") return say("Saving …");
  if (step === "waiting") return say(persistent ? WAITING : WAITING_OPEN);
  if (step === "unknown" || step === "deleted") return isBehind ? notSaved : say("What you answer is not saved in the round.");
  if (step === "refused") return `${notSaved}. ${detail}`;
  if (step === "closed" || round?.status === "closed") {
    return isBehind ? `${say("The round is closed.")} ${notSaved}` : say("Saved. The round is closed, so nothing more can be changed.");
  }
  if (step === "idle") return say("What you answer is saved at once.");
  return held > 0 ? say("Saved, except what needs to be put right") : say("Saved");
}

/** Say where and until when, once it is known. @param {Wish} wish @param {Membership} member @param {HTMLElement} where */
function placeOf({ say, language, store }, { sync }, where) {
  const until = sync.standing.round?.delete_after;
  where.hidden = !until;
  if (!until) return;
  const server = say("On the municipality's server until {day}, without your name.", { day: dayInWords(until, language) });
  const device = store.persistent && keepsAnything(store)
    ? say("On this device until {day}.", { day: dayInWords(store.value.until, language) })
    : "";
  const words = [server, device].filter(Boolean).join(" ");
  if (where.textContent !== words) where.textContent = words;
}

/** @param {Wish} wish */
function isWorrying({ store, preview, member }) {
  if (preview) return false;
  if (!member) return !store.persistent;
  const { step, isBehind } = member.sync.standing;
  return ["waiting", "refused", "unknown", "deleted"].includes(step) || (step === "closed" && isBehind);
}

/** @param {Wish} wish */
function removing({ say, wipe }) {
  return asking(say, {
    text: say("Delete my answers from this device"),
    kind: "kit-button-link",
    question: say("Delete everything you have answered and written here from this device? It cannot be undone."),
    yes: say("Yes, delete"),
    act: wipe,
  });
}

/** @param {DraftStore} store */
export function keepsAnything(store) {
  const { file, page } = store.value;
  const beside = file.responses.length > 1 || file.notes.length > 0 || file.steps.length > 0;
  return store.response.seq > 0 || page !== null || beside;
}
