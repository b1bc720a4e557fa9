// @ts-check
/**
 * The step that the room is at: what to say, the time, and the one button that goes on.
 *
 * @typedef {import("./console-part.js").Desk} Desk
 * @typedef {import("./console-part.js").Now} Now
 * @typedef {import("./script.js").Script} Script
 * @typedef {import("./script.js").Step} Step
 */

import { doer, newsLine } from "./console-part.js";
import { projectorLink } from "./console-press.js";
import { viewsFor } from "./console-steps.js";
import { errandPart } from "./console-workshop-errand.js";
import { minutesInWords, overview } from "./console-workshop-overview.js";
import { stepTimer } from "./console-workshop-timer.js";
import { workTurner } from "./console-workshop-turn.js";
import { closesBefore, errandAt, secondsLeft, stepNow } from "./console-workshop-way.js";
import { button } from "./press.js";
import { timeInWords } from "./round-contact.js";
import { minutesOf, paragraphs, phaseLine } from "./script.js";
import { element, told } from "./words.js";

/** How often the time of the end is worked out anew, in milliseconds. */
const CLOCK_EVERY = 20_000;

/** @param {Desk} desk */
export function leadCard(desk) {
  const card = new LeadCard(desk);
  return {
    node: card.node,
    refresh: (/** @type {Now} */ now) => card.refresh(now),
    /** What comes next was asked for here: it is to be read out. */
    expect: () => card.expect(),
    destroy: () => card.destroy(),
  };
}

class LeadCard {
  #kicker = element("h2", { class: "kit-step-kicker", id: "kit-console-lead" });
  #heading = element("h3", { tabindex: -1 });
  #words = element("div");
  #row = element("div", { class: "kit-actions kit-lead-row" });
  #after = element("p", { class: "kit-help" });
  #news = newsLine();
  #key = "";
  #isExpected = false;
  /** @type {ReturnType<typeof phaseLine> | null} */
  #phases = null;
  /** @type {Now | null} */
  #now = null;

  /** @param {Desk} desk */
  constructor(desk) {
    this.desk = desk;
    this.possible = viewsFor(desk.view).map(({ id }) => id);
    this.act = doer(desk, this.#news);
    this.timer = stepTimer(desk, this.act);
    this.errand = errandPart(desk, this.act);
    this.turner = workTurner(desk, this.act);
    this.all = overview(desk, (at) => this.#go(at));
    this.clock = setInterval(() => this.#drawEnd(), CLOCK_EVERY);
    this.node = element("section", { class: "kit-card kit-step kit-lead-card", "aria-labelledby": "kit-console-lead" },
      this.#kicker, this.#heading, this.timer.node, this.#words, this.errand.node, this.turner.node, this.#row, this.#news.node, this.#after, this.all.node);
  }

  destroy() {
    clearInterval(this.clock);
    this.timer.destroy();
    this.#phases?.stop();
  }

  expect() {
    this.#isExpected = true;
  }

  /** Go to a step; into a result only when everybody's answers are in it. @param {number | null} at */
  #go(at) {
    const { collector, take } = this.desk;
    return this.act(async () => {
      if (this.#now && closesBefore(this.#now, at)) await collector.put(collector.path("status"), { status: "closed" });
      const view = await collector.put(collector.path("step"), { at, seconds: null });
      this.expect();
      take(view);
    });
  }

  /** @param {Now} now */
  refresh(now) {
    this.#now = now;
    this.node.hidden = !now.workshop;
    if (!now.workshop) return;
    const step = stepNow(now);
    const errand = errandAt(now, step, this.possible);
    this.errand.refresh(now, errand, step);
    this.timer.refresh(now, step);
    this.turner.refresh(now, step);
    this.#draw(now, step, Boolean(errand?.isFirst));
    this.#phases?.set(now.timer_left);
    this.#drawEnd();
  }

  /** @param {Now} now @param {Step | null} step @param {boolean} isLater  something else comes first */
  #draw(now, step, isLater) {
    const { workshop, script } = now;
    if (!workshop) return;
    const closes = closesBefore(now, (workshop.at ?? -1) + 1);
    const key = JSON.stringify([workshop.script, workshop.version, workshop.at, Boolean(script), isLater, closes]);
    if (key === this.#key) return;
    const hadFocus = this.#row.contains(document.activeElement);
    this.#key = key;
    this.node.dataset.kind = step?.kind ?? "before";
    this.node.setAttribute("aria-busy", String(!script));
    this.#row.replaceChildren();
    if (!script) return this.#wait();
    this.all.refresh(script, workshop.at);
    if (step) this.#drawStep(step, workshop.at ?? 0, script);
    else this.#drawBefore(script);
    this.#row.replaceChildren(...this.#presses(script, workshop.at, isLater, closes));
    if (this.#isExpected || hadFocus) this.#heading.focus();
    this.#isExpected = false;
  }

  #wait() {
    this.#heading.textContent = this.desk.say("Fetching the script …");
    this.#words.replaceChildren();
  }

  /** @param {Script} script */
  #drawBefore(script) {
    const { say, language } = this.desk;
    this.#kicker.textContent = [say("Next step"), minutesInWords(minutesOf(script), say)].join(" · ");
    this.#heading.textContent = told(script.title, language);
    this.#phases = null;
    this.#words.replaceChildren(...paragraphs(told(script.intro, language)).map((one) => element("p", {}, one)));
  }

  /** @param {Step} step @param {number} at @param {Script} script */
  #drawStep(step, at, { steps }) {
    const { say, language } = this.desk;
    const told_ = (/** @type {any} */ text) => paragraphs(told(text, language)).map((one) => element("p", {}, one));
    this.#kicker.textContent = [say("Step {n} of {all}", { n: at + 1, all: steps.length }), minutesInWords(step.minutes, say)].join(" · ");
    this.#heading.textContent = told(step.title, language);
    this.#phases?.stop();
    this.#phases = step.phases.length ? phaseLine(say, step, language) : null;
    this.#words.replaceChildren(
      element("div", { class: "kit-lead-own" }, element("h4", {}, say("For you who lead")), ...told_(step.facilitator)),
      element("div", { class: "kit-lead-room" }, element("h4", {}, say("Everybody reads")), ...told_(step.room), this.#phases?.node));
  }

  /** @param {Script} script @param {number | null} at @param {boolean} isLater @param {boolean} closes */
  #presses({ steps }, at, isLater, closes) {
    const { say } = this.desk;
    const next = at === null ? 0 : at + 1;
    const words = at === null ? say("Begin the workshop") : closes ? say("Close for answers and go on") : say("Next step");
    const on = next < steps.length && button(words, () => this.#go(next), isLater ? "kit-button-quiet" : "");
    const back = at !== null && button(say("Back"), () => this.#go(at === 0 ? null : at - 1), "kit-button-quiet");
    return [on, back, projectorLink(this.desk, "kit-button-quiet")].filter((one) => one !== false);
  }

  /** Say what comes, and when all is done if the script is kept to from now on. */
  #drawEnd() {
    const { say, language } = this.desk;
    const { workshop, script } = this.#now ?? {};
    if (!workshop || !script || workshop.at === null) return void (this.#after.textContent = "");
    const left = secondsLeft(script, workshop.at, this.timer.left());
    const time = timeInWords(new Date(Date.now() + 1000 * left), language);
    const next = script.steps[workshop.at + 1];
    const words = [next ? say("Next is: {title}.", { title: told(next.title, language) }) : say("This is the last step."), say("If you keep to the times from here, you are done at {time}.", { time })];
    this.#after.textContent = words.join(" ");
  }
}

