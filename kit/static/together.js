// @ts-check
/**
 * The window in which a participant takes part in the workshop of a round: it follows the room's
 * step by itself, lets the person look back, and keeps what they write at each change.
 *
 * @typedef {import("./words.js").Say} Say
 * @typedef {import("./script.js").Script} Script
 * @typedef {import("./script.js").Step} Step
 * @typedef {{questionnaire: any, words: import("./words.js").Words, language: string,
 *   round?: import("./round.js").Round | null, assessment?: string | null,
 *   reflection?: string | null}} State  assessment: the page with the form; reflection: the one with
 *   the private prompts
 * @typedef {{request?: (type: import("./wire.js").Kind, request: object) => Promise<any>}} Callbacks
 * @typedef {import("./together-part.js").Desk} Desk
 * @typedef {import("./together-part.js").Part} Part
 */

import { Collector } from "./collector.js";
import { contributionOf } from "./contribution-sync.js";
import { Following } from "./following.js";
import { membership, openFor } from "./round.js";
import { contactLine } from "./round-contact.js";
import { watchRound } from "./round-watch.js";
import { ScriptDesk, stepOf } from "./script.js";
import { frame } from "./together-frame.js";
import { keepLine } from "./together-keep.js";
import { beginning, elsewhere, fetching, noWorkshop, stranger } from "./together-gate.js";
import { PARTS } from "./together-steps.js";
import { Things } from "./together-things.js";
import { element, msgid, speaker, told } from "./words.js";

const LOST = msgid("No contact with the server since {time}. You can go on: what you write is kept on this device and sent by itself later.");
/** How many times in a row nobody answers before it is told. */
const PATIENCE = 2;
/** What somebody may be in the middle of, and where there may be words. */
const [FIELDS, WORDS] = ["textarea, select, input", "textarea, input[type=text]"];

let mounted = 0;

/**
 * Show the workshop in `root`.
 * @param {HTMLElement} root
 * @param {State} state
 * @param {Callbacks} [callbacks]
 */
export function mount(root, state, callbacks = {}) {
  let window_ = new TogetherWindow(root, state, callbacks);
  return {
    /** @param {State} next */
    update(next) {
      window_.destroy();
      window_ = new TogetherWindow(root, next, callbacks);
    },
    destroy: () => window_.destroy(),
  };
}

class TogetherWindow {
  #prefix = `kit-together${(mounted += 1)}-`;
  #following = new Following();
  #live = element("p", { class: "kit-hidden", role: "status" });
  #body = element("div", { class: "kit-together-body" });
  #contact = element("div");
  /** @type {(() => void)[]} */
  #undo = [];
  /** @type {any} how the round stands */
  #now = null;
  /** @type {Script | null} */
  #script = null;
  /** @type {{key: string, part: Part} | null} what stands in the page */
  #shown = null;
  #failures = 0;
  #isGone = false;

  /** @param {HTMLElement} root @param {State} state @param {Callbacks} callbacks */
  constructor(root, state, callbacks) {
    this.root = root;
    this.state = state;
    this.callbacks = callbacks;
    this.store = openFor(state);
    this.member = membership(this.store);
    root.classList.add("kit", "kit-together");
    root.lang = this.language;
    root.replaceChildren(this.#contact, this.#body, this.#live);

  
    if (this.member && state.round) this.#take(this.member, state.round);
    else this.#body.replaceChildren(elsewhere(this.say));
  }

  destroy() {
    this.#isGone = true;
    for (const undo of this.#undo) undo();
    this.#shown?.part.destroy();
    this.root.replaceChildren();
  }

  get language() {
    const { language } = this.store.value;
    const { languages } = this.state.questionnaire;
    return languages.includes(language) ? language : languages[0];
  }

  /** @type {Say} */
  get say() {
    return speaker(this.state.words, this.language);
  }

  /** @param {import("./round.js").Membership} member @param {import("./round.js").Round} round */
  #take(member, round) {
    const { store } = this;
    this.collector = new Collector(round.api, { round: round.id, key: store.response.response_id, language: () => this.language });
    this.scripts = new ScriptDesk(this.collector);
    this.contributing = contributionOf(member);
    this.things = new Things(this.collector, () => this.#refresh());
    this.line = contactLine(this.say, this.language, LOST);
    this.#contact.replaceChildren(this.line.node);
    const watch = watchRound(this.collector, (now) => this.#hear(now), { failed: () => this.#missed() });
    this.#undo.push(
      watch.stop,
      store.subscribe(() => this.#drafted()),
      this.contributing.store.subscribe(() => this.#refresh()),
      this.contributing.sync.subscribe(() => this.#draw()),
    );
    this.#body.replaceChildren(fetching(this.say).node);
  }

  /** @param {any} now */
  async #hear(now) {
    // What was refused while there was no workshop can be sent when there is one.
    if (now.workshop && this.#now && !this.#now.workshop) this.contributing?.sync.wake();
    this.#now = now;
    try {
      this.#script = (await this.scripts?.read(now.workshop)) ?? null;
      this.#failures = 0;
      this.line?.found();
    } catch {
      this.#missed();
    }
    if (this.#isGone) return;
    const { following } = this;
    const hasMoved = following.hear(now.workshop?.at ?? null, this.#isWriting);
    this.things?.hear(now.workshop);
    this.#draw(hasMoved ? "room" : "");
  }

  get following() {
    return this.#following;
  }

  #missed() {
    this.#failures += 1;
    if (this.#failures >= PATIENCE) this.line?.lost();
  }

  /** The person may have become another one, or speak another language. */
  #drafted() {
    if (this.collector) this.collector.key = this.store.response.response_id;
    this.#draw();
  }

  get #isWriting() {
    const active = document.activeElement;
    if (!active || !this.#body.contains(active) || !active.matches(FIELDS)) return false;
    return !active.matches(WORDS) || /** @type {HTMLInputElement} */ (active).value.trim() !== "";
  }

  // --- drawing -----------------------------------------------------------------------------

  /** What is to be seen: drawn anew only when this changes. */
  get #key() {
    const { place } = this.#following;
    const { response } = this.store;
    const { step } = this.contributing?.sync.standing ?? {};
    if (step === "unknown" || step === "deleted") return JSON.stringify(["stranger", step, this.language]);
    const script = this.#script && [this.#script.id, this.#script.version];
    return JSON.stringify([script, place, this.language, response.response_id, script === null && Boolean(this.#now?.workshop)]);
  }

  /** @param {"room" | "person" | ""} [mover]  who has moved on to another step */
  #draw(mover = "") {
    if (!this.#now && !this.#isStranger) return;
    const key = this.#key;
    if (key === this.#shown?.key) return this.#refresh();
    const hadFocus = this.#body.contains(document.activeElement);
    this.#shown?.part.destroy();
    this.root.lang = this.language;
    const part = this.#page();
    this.#shown = { key, part };
    this.#body.replaceChildren(part.node);
    this.#refresh();
    if (mover || hadFocus) this.#lead(mover === "person" || hadFocus);
  }

  #refresh() {
    this.#shown?.part.refresh();
  }

  get #isStranger() {
    return ["unknown", "deleted"].includes(this.contributing?.sync.standing.step ?? "");
  }

  /** Lead the eye to what is new, and the focus only of those who were there. @param {boolean} isAsked */
  #lead(isAsked) {
    const heading = /** @type {HTMLElement | null} */ (this.#body.querySelector("[data-lead]"));
    if (!heading) return;
    if (isAsked) heading.focus({ preventScroll: true });
    else this.#announce(this.say("Now: {step}", { step: heading.textContent ?? "" }));
    const { top } = heading.getBoundingClientRect();
    if (top < 0 || top > innerHeight) heading.scrollIntoView({ block: "center" });
  }

  /** @param {string} words */
  #announce(words) {
    this.#live.textContent = words;
  }

  /** @returns {Part} */
  #page() {
    const { member } = this;
    const script = this.#script;
    if (member && this.#isStranger) return stranger(this.say, member.round);
    if (!script) return this.#now?.workshop ? fetching(this.say) : noWorkshop(this.#desk(null));
    const step = stepOf(script, this.#following.place);
    const desk = this.#desk(step);
    const bar = frame(desk, script, this.#following, {
      look: (place) => this.#following.look(place) && this.#draw("person"),
      goAlong: () => (this.#following.goAlong(), this.#draw("person")),
    });
    const part = step ? PARTS[step.kind]?.(desk, step) ?? PARTS.talk(desk, step) : beginning(desk, script);
    const line = keepLine(desk);
    const all = [bar, part, line];
    return {
      node: element("div", {}, bar.node, part.node, line.node),
      refresh: () => all.forEach((one) => one.refresh()),
      destroy: () => all.forEach((one) => one.destroy()),
    };
  }

  /** @param {Step | null} step @returns {Desk} */
  #desk(step) {
    const window_ = this;
    const { say, language, state, callbacks, store } = this;
    return {
      say, language, state, callbacks, draft: store, view: state.questionnaire, step,
      prefix: `${this.#prefix}${step?.id ?? ""}-`,
      tell: (text) => told(text, language),
      announce: (words) => this.#announce(words),
      look: (place) => void (this.#following.look(place) && this.#draw("person")),
      get contribution() { return /** @type {any} */ (window_.contributing).store; },
      get sync() { return /** @type {any} */ (window_.contributing).sync; },
      get things() { return /** @type {Things} */ (window_.things); },
      get collector() { return /** @type {Collector} */ (window_.collector); },
      get now() { return window_.#now; },
      get script() { return window_.#script; },
      get following() { return window_.#following; },
    };
  }
}
