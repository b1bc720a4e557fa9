// @ts-check
/**
 * Links to this round, and taking them back.
 *
 * @typedef {import("./console-part.js").Desk} Desk
 * @typedef {import("./console-part.js").Part} Part
 */

import { copyable, doer, folded, newsLine } from "./console-part.js";
import { projectorLink } from "./console-press.js";
import { asking, button } from "./press.js";
import { pageOf } from "./round-places.js";
import { element, msgid } from "./words.js";

/** What can be handed out: to whom, by which page. */
const HANDED = /** @type {const} */ ([
  {
    role: "presenter", page: "presentation",
    heading: msgid("The projector page"),
    words: msgid("Is the projector on another computer? Make a link for it. It shows what you show, and can change nothing."),
    make: msgid("Make a link for the projector"),
    label: msgid("Link to the projector page"),
    revoke: msgid("Withdraw the projector's links"),
    question: msgid("Withdraw all links to the projector page? Screens that use them go dark."),
    yes: msgid("Yes, withdraw them"),
    done: msgid("The projector's links no longer work."),
  },
  {
    role: "facilitator", page: "ledare",
    heading: msgid("Continue on another computer"),
    words: msgid("With this link you lead the round from another computer, or again after this browser has forgotten you. Whoever has the link can do all that you can do here. Keep it to yourself, and never show it on the projector."),
    make: msgid("Make my own link"),
    label: msgid("Your own link: for you alone"),
    revoke: msgid("Withdraw all links to this page"),
    question: msgid("Withdraw all links to this page? All other computers are shut out. You stay, and get a new link here."),
    yes: msgid("Yes, shut the others out"),
    done: msgid("All earlier links have stopped working. Here is a new one for you."),
  },
]);

/** @param {Desk} desk @returns {Part} */
export function linksPart(desk) {
  const { say } = desk;
  const handed = HANDED.map((one) => hand(desk, one));
  return { node: folded("links", say("Links"), say("for the projector, and for yourself on another computer"), ...handed), refresh: () => {} };
}

/** @param {Desk} desk @param {(typeof HANDED)[number]} kind */
function hand(desk, { role, page, heading, words, make, label, revoke, question, yes, done }) {
  const { say, collector, round } = desk;
  const news = newsLine();
  const act = doer(desk, news);
  const link = copyable(say, { name: role, label: say(label), secret: true });
  link.node.hidden = true;
  const show = (/** @type {string} */ key) => {
    link.set(pageOf(collector.api, page, round, key));
    link.node.hidden = false;
    link.focus();
  };
  const path = collector.path(`keys/${role}`);
  const making = button(say(make), () => act(async () => show((await collector.post(path)).key)), "kit-button-quiet");
  const revoking = asking(say, {
    text: say(revoke), kind: "kit-button-link", question: say(question), yes: say(yes),
    act: () => act(async () => {
      link.node.hidden = true;
      const answer = await collector.delete(path);
      if (answer?.key) show(answer.key);
      return say(done);
    }),
  });
  return element("div", { class: "kit-handed", "data-role": role },
    element("h3", {}, say(heading)),
    element("p", {}, say(words)),
    element("div", { class: "kit-actions" }, role === "presenter" && projectorLink(desk, "kit-button-quiet"), making),
    link.node, revoking, news.node);
}
