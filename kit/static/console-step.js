// @ts-check
/**
 * The next step of a round, with the one button that takes it.
 *
 * @typedef {import("./console-part.js").Desk} Desk
 * @typedef {import("./console-part.js").Now} Now
 * @typedef {import("./console-part.js").Part} Part
 * @typedef {import("./console-steps.js").Step} Step
 * @typedef {[heading: string, words: string, presses: Press[]]} Said
 * @typedef {"open" | "show" | "close" | "reopen" | "reveal"} Press  the first is the obvious one
 */

import { doer, newsLine } from "./console-part.js";
import { VIEWS, nextStep, nextView, wayThrough } from "./console-steps.js";
import { button } from "./press.js";
import { pageOf } from "./round-places.js";
import { element, msgid } from "./words.js";

/** @type {Record<Step, Said>} */
const SAID = {
  open: [msgid("Everything is prepared"), msgid("Open the round when the group is ready to begin. Then there is a code to join with. Nobody can answer before that."), ["open"]],
  gather: [msgid("Show the code"), msgid("Open the projector page on the big screen. Everybody points the phone at the square pattern, or goes to the address and writes the code."), ["show", "close"]],
  wait: [msgid("Let everybody answer in peace"), msgid("It usually takes ten minutes. Tell the group that nobody asks for names, and that neither you nor anybody else in the room sees what a single person answers. Close the round when the room is ready."), ["close", "show"]],
  close: [msgid("Time to close"), msgid("Everybody who has joined is done. When you close, no more answers come in, and you can show the result."), ["close", "show"]],
  counting: [msgid("The result is being worked out"), msgid("It takes a few seconds."), []],
  few: [msgid("There is no result to show"), msgid("Either fewer than {least} people have answered, or the answers are so alike that one could work out what somebody has answered. Open the round again if more people are coming, or talk about the questions without figures."), ["reopen"]],
  reveal: [msgid("Show the result"), msgid("Next is: {view}. Let everybody look in silence for a minute before you begin to talk."), ["reveal", "reopen"]],
  talk: [msgid("Talk about what you see"), msgid("What surprises you? What are you proud of? What would help the people you meet the most?"), ["show", "reopen"]],
};

/** @param {Desk} desk @returns {Part} */
export function stepPart(desk) {
  const { say, collector, round } = desk;
  const views = wayThrough(desk.view);
  const news = newsLine();
  const act = doer(desk, news);
  const heading = element("h3", { tabindex: -1 });
  const words = element("p");
  const row = element("div", { class: "kit-actions" });
  let shown = "";
  /** @type {string[]} */
  let revealed = [];

  const status = (/** @type {"open" | "closed"} */ next) => act(async () => desk.take(await collector.put(collector.path("status"), { status: next })));
  const reveal = () => act(async () => {
    const next = nextView(revealed, views);
    desk.take(await collector.put(collector.path("reveal"), { views: [...revealed, next] }));
  });
  /** @type {Record<Press, (kind: string) => HTMLElement>} */
  const presses = {
    open: (kind) => button(say("Open the round"), () => status("open"), kind),
    reopen: (kind) => button(say("Open again"), () => status("open"), kind),
    close: (kind) => button(say("Close for answers"), () => status("closed"), kind),
    reveal: (kind) => button(say("Show it to the group"), reveal, kind),
    show: (kind) => projectorLink(desk, kind),
  };

  return {
    node: element("section", { class: "kit-card kit-step", "aria-labelledby": "kit-console-step" },
      element("h2", { class: "kit-step-kicker", id: "kit-console-step" }, say("Next step")), heading, words, row, news.node),
    refresh(now) {
      revealed = now.revealed;
      const step = nextStep(now, views);
      const view = nextView(revealed, views);
      const key = `${step} ${step === "reveal" ? view : ""}`;
      if (key === shown) return;
      const hadFocus = row.contains(document.activeElement);
      shown = key;
      const [title, text, names] = SAID[step];
      const name = VIEWS.find(({ id }) => id === view)?.name ?? "";
      heading.textContent = say(title);
      words.textContent = say(text, { least: now.min_group, view: name && say(name) });
      row.replaceChildren(...names.map((one, place) => presses[one](place ? "kit-button-quiet" : "")));
      row.parentElement?.setAttribute("data-step", step);
      // The button that was pressed is gone; what it led to is read out.
      if (hadFocus) heading.focus();
    },
  };
}

/** A link to the projector's page; in this browser it needs no key. @param {Desk} desk @param {string} kind */
export function projectorLink({ say, collector, round }, kind) {
  return element("a", { class: `kit-button ${kind}`.trim(), href: pageOf(collector.api, "presentation", round), target: "kit-presenter" },
    say("Open the projector page"));
}
