// @ts-check
/**
 * What the round tells in the follow-up: the plan of last time with what became of it, and the
 * group's change when it is revealed. Asks by itself how the round stands, now and again.
 *
 * @typedef {import("./words.js").Say} Say
 * @typedef {import("./followup-link.js").Follows} Follows
 * @typedef {import("./group-live.js").Now & {follows?: Follows | null, workshop?: {board: number} | null}} Now
 * @typedef {{say: Say, language: string, view: any, store: import("./draft.js").DraftStore, state: any,
 *   callbacks: any, hear: (now: Now) => void}} Desk
 */

import { Collector } from "./collector.js";
import { asker, live } from "./group-live.js";
import { drawPlan } from "./plan-view.js";
import { watchRound } from "./round-watch.js";
import { element } from "./words.js";

/** @param {Desk} desk @param {{id: string, api: string}} round */
export function roomPart(desk, round) {
  const { say, language, store, view } = desk;
  const collector = new Collector(round.api, { round: round.id, key: store.response.response_id, language: () => desk.language });
  const heading = element("h2", {}, say("What we agreed on last time"));
  const room = element("div");
  const status = element("p", { class: "kit-help", role: "status" }, say("Fetching the plan …"));
  const group = element("div");
  const changed = say("The group is compared then and now. Where enough people have linked their answers, you also see how many have moved up, stayed or moved down.");
  const change = element("section", { class: "kit-card", "data-part": "change" },
    element("h2", {}, say("The group's change")), element("p", { class: "kit-help" }, changed), group);
  const plan = element("section", { class: "kit-card", "data-part": "plan" }, heading, status, room);
  // A presenter's picture does not ask by itself: this page asks once for everything.
  const shown = live(group, { collector, role: "presenter", ask: asker(desk.callbacks), questionnaire: view, words: desk.state.words, language, views: ["change"] });
  let key = "";
  let gone = false;

  /** @param {Now} now */
  async function readPlan(now) {
    const next = JSON.stringify([now.workshop?.board, now.follows?.id]);
    if (next === key) return;
    const told = await collector.get(collector.path("plan"));
    key = next;
    drawPlan(room, { plan: told.plan, view, say: desk.say, language: desk.language, part: "earlier", heading: false });
    status.hidden = true;
  }

  /** @param {Now} now */
  async function hear(now) {
    if (gone) return;
    desk.hear(now);
    shown.refresh(now);
    collector.key = store.response.response_id;
    await readPlan(now).catch(missed);
  }

  /** @param {any} refusal */
  function missed(refusal) {
    if (key === "") status.textContent = (!refusal.passing && refusal.detail) || say("The server does not answer. This page tries again by itself.");
  }
  const watching = watchRound(collector, hear, { failed: missed });

  return {
    plan, change,
    destroy() {
      gone = true;
      watching.stop();
      shown.destroy();
    },
  };
}
