// @ts-check
/**
 * One step of a workshop on the wall: its words, its time, how many are done, and what the group has
 * made, once it is shown.
 *
 * @typedef {import("./console-part.js").Now} Now
 * @typedef {import("./script.js").Step} Step
 * @typedef {import("./presenter-work.js").Wall} Wall
 */

import { wayStrip } from "./presenter-way.js";
import { workWall } from "./presenter-work.js";
import { countInWords } from "./round-counts.js";
import { paragraphs, phaseLine } from "./script.js";
import { workAt } from "./wall-screens.js";
import { element, told } from "./words.js";

/** Letters of a text that is read at a glance, and of one that still is short. */
const GLANCE = 90;
const SHORT = 200;
/** What is counted while people write or vote, and where. @type {Record<string, {path: string, of: (told: any) => any}>} */
const COUNTED = {
  ideas: { path: "board", of: ({ contributors }) => contributors },
  points: { path: "weighing", of: ({ voted }) => voted.points },
  grid: { path: "weighing", of: ({ voted }) => voted.grid },
};

/** @param {Wall} wall @param {Step} step */
export function stepWall(wall, step) {
  const { say, language } = wall;
  const text = told(step.room, language);
  const size = text.length <= GLANCE ? "glance" : text.length <= SHORT ? "short" : "long";
  const phases = step.phases.length ? phaseLine(say, step, language) : null;
  const counter = countLine(wall, step);
  const words = element("div", { class: `kit-wall-say kit-wall-say-${phases ? "long" : size}` },
    ...paragraphs(text).map((one) => element("p", {}, one)), phases?.node);
  const way = wayStrip(wall);
  const room = element("div", { class: "kit-wall-main" }, words);
  const node = element("div", { class: "kit-wall-step", "data-kind": step.kind }, room, counter.node, way.node);
  /** @type {ReturnType<typeof workWall> | null} */
  let work = null;
  let shown = "";
  return {
    node,
    /** @param {Now} now */
    refresh(now) {
      const wanted = workAt(step, now.workshop?.shown ?? []);
      if ((wanted ?? "") !== shown) {
        shown = wanted ?? "";
        work?.destroy();
        work = wanted && workWall(wall, wanted, words);
        room.replaceChildren(work?.node ?? words);
      }
      phases?.set(now.timer_left);
      counter.refresh(now, wanted === null);
      way.refresh(now);
      work?.refresh(now);
    },
    destroy() {
      phases?.stop();
      work?.destroy();
    },
  };
}

/** How many have written, or voted, in steps that isolate nobody. @param {Wall} wall @param {Step} step */
function countLine({ say, collector }, { kind }) {
  const counted = COUNTED[kind];
  const figure = element("strong");
  const node = element("p", { class: "kit-wall-done", role: "status", hidden: true }, kind === "ideas" ? say("Have written") : say("Are done"), ": ", figure);
  let key = -1;
  return {
    node,
    /** @param {Now} now @param {boolean} isWished */
    async refresh({ workshop, min_group: least }, isWished) {
      node.hidden = !counted || !isWished;
      if (node.hidden || !workshop || workshop.board === key) return;
      key = workshop.board;
      try {
        const count = counted.of(await collector.get(collector.path(counted.path)));
        figure.textContent = countInWords(count, least, say);
      } catch {
        // Asked for again when the round is heard of next.
        key = -1;
      }
    },
  };
}
