// @ts-check
/**
 * The page where a code is written: join a round, or come back with a personal code.
 *
 * @typedef {import("./words.js").Say} Say
 * @typedef {import("./joining.js").Place} Place
 * @typedef {{api: string, base: string, page: string, words: import("./words.js").Words}} Config
 */

import { Collector, Refusal } from "./collector.js";
import { DAYS_KEPT, dayAfter, storageOf } from "./draft-storage.js";
import { runAll } from "./errands.js";
import { languageSwitch } from "./form-frame.js";
import { CODE_LENGTH, Joining, readCode } from "./joining.js";
import { readPersonal } from "./personal-code.js";
import { button } from "./press.js";
import { dayInWords, element, msgid, speaker } from "./words.js";

const LANGUAGES = ["sv", "en"];
const MOST_ATTEMPTS = 4;

const UNREACHED = msgid("The server cannot be reached. Check that you are online and try again.");
const TOO_SHORT = msgid("The code has six characters. Compare it with the one that is shown.");
const NO_PERSONAL = msgid(
  "That is no personal code. It has ten groups of four characters. Compare it with the one on your other device.",
);
const NOT_FOUND = msgid(
  "There are no answers with this code. They may have been deleted. Join with the code that is shown in the workshop instead.",
);
const IN_LINE = msgid("Many people are joining right now. We try again by ourselves in a moment. Keep the page open.");
const DELETED_BEFORE = msgid(
  "The answers that were given in this round on this device have been deleted, here or on another device. They stay deleted.",
);
const HERE_ALREADY = msgid("There are answers in this round on this device already, last changed {day}. Are they yours?");

/** Return the code that the address brought, and take it out of the address. */
function brought() {
  const { hash } = location;
  if (!hash || hash === "#kit-content") return "";
  history.replaceState(history.state, "", location.pathname + location.search);
  return decodeURIComponent(hash.slice(1)).slice(0, 20);
}

class JoinPage {
  #language = "sv";
  #busy = false;

  /** @param {HTMLElement} root @param {Config} config */
  constructor(root, config) {
    this.root = root;
    this.config = config;
    this.storage = storageOf(globalThis);
    const newId = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    this.joining = new Joining({
      storage: this.storage, newId, until: () => dayAfter(new Date(), DAYS_KEPT),
      reach: (about = {}) => new Collector(config.api, { ...about, language: () => this.#language }),
    });
    this.code = element("input", {
      type: "text", id: "kit-code", class: "kit-code", autocomplete: "off", autocapitalize: "characters",
      spellcheck: "false", maxlength: 20, "aria-describedby": "kit-code-said",
    });
    this.personal = element("textarea", {
      id: "kit-personal", rows: 3, autocomplete: "off", autocapitalize: "characters", spellcheck: "false",
      "aria-describedby": "kit-personal-said",
    });
    this.said = { code: complaint("kit-code-said"), personal: complaint("kit-personal-said") };
    this.status = element("p", { class: "kit-help", role: "status" });
    this.draw();
  }

  /** @type {Say} */
  get say() {
    return speaker(this.config.words, this.#language);
  }

  draw() {
    const { say } = this;
    document.documentElement.lang = this.#language;
    document.title = say("Join the workshop");
    const choose = (/** @type {string} */ language) => {
      this.#language = language;
      this.#quiet();
      this.draw();
      document.getElementById(`kit-language:${language}`)?.focus();
    };
    const top = languageSwitch({ say, prefix: "kit-", languages: LANGUAGES, language: this.#language, choose });
    this.root.replaceChildren(...(top ? [top] : []), this.#codeForm(), this.#personalForm());
  }

  #codeForm() {
    const { say } = this;
    const onsubmit = (/** @type {Event} */ event) => (event.preventDefault(), this.join());
    return element("form", { class: "kit-join", onsubmit, novalidate: true },
      element("h1", { tabindex: -1 }, say("Join the workshop")),
      element("label", { for: "kit-code", class: "kit-lead" }, say("Write the code that is shown in the workshop")),
      this.said.code, this.code,
      element("p", { class: "kit-help" }, say("Six characters. Small letters, spaces and hyphens do not matter.")),
      element("div", { class: "kit-actions" }, button(say("Join"), () => undefined, "", { type: "submit" })), this.status);
  }

  #personalForm() {
    const { say } = this;
    const onsubmit = (/** @type {Event} */ event) => (event.preventDefault(), this.comeBack());
    return element("details", { class: "kit-join-personal" },
      element("summary", {}, say("I have a personal code")),
      element("form", { onsubmit, novalidate: true },
        element("label", { for: "kit-personal" }, say("Your personal code, or your personal link")),
        this.said.personal, this.personal,
        element("p", { class: "kit-help" }, say("You find both on the device where you have answered, below the questions.")),
        element("div", { class: "kit-actions" }, button(say("Get my answers"), () => undefined, "kit-button-quiet", { type: "submit" }))));
  }

  // --- joining ---------------------------------------------------------------------------

  /** @param {string} [typed] */
  async join(typed = this.code.value) {
    const code = readCode(typed);
    if (code.length !== CODE_LENGTH) return this.#complain("code", this.say(TOO_SHORT));
    await this.#busily(this.say("Joining …"), "code", async () => {
      const { place, here, gone } = await this.#patiently(() => this.joining.join(code));
      if (gone) this.#tellDeleted(place);
      else if (here) this.#ask(place, here.day);
      else this.#go(place);
    });
  }

  async comeBack() {
    const read = readPersonal(this.personal.value);
    if (!read) return this.#complain("personal", this.say(NO_PERSONAL));
    const { round, id } = read;
    await this.#busily(this.say("Getting your answers …"), "personal", async () => {
      const collector = new Collector(this.config.api, { round, key: id, language: () => this.#language });
      await collector.get(collector.path("response"));
      location.assign(`${this.config.base}${this.config.page}?round=${round}#mine=${id}`);
    });
  }

  /** Where many join at once, a newcomer may be asked to wait some seconds. @template Told @param {() => Promise<Told>} act @returns {Promise<Told>} */
  async #patiently(act, attempts = MOST_ATTEMPTS) {
    try {
      return await act();
    } catch (error) {
      const isSlow = error instanceof Refusal && error.status === 429 && error.after > 0 && error.after <= 60;
      if (!isSlow || attempts <= 1) throw error;
      this.#status(this.say(IN_LINE));
      await new Promise((done) => setTimeout(done, error.after * 1_000 + 1_000 * Math.random()));
      return this.#patiently(act, attempts - 1);
    }
  }

  /** Ask whose the answers are that are here already. @param {Place} place @param {string} day */
  #ask(place, day) {
    const { say } = this;
    this.#status("");
    const heading = element("h1", { tabindex: -1 }, say("Join the workshop"));
    const go = (/** @type {(place: Place) => Promise<Place>} */ how) => () =>
      this.#busily(say("Joining …"), "code", async () => this.#go(await how(place)));
    this.root.replaceChildren(element("div", { class: "kit-banner kit-banner-warn", role: "group" },
      heading,
      element("p", {}, say(HERE_ALREADY, { day: dayInWords(day, this.#language) })),
      element("p", {}, say("If they are somebody else's, they go from this device. They stay in the round.")),
      element("div", { class: "kit-actions" },
        button(say("Yes, go on with them"), go((here) => this.joining.goOn(here))),
        button(say("No, I have not answered here"), go((here) => this.joining.startAnew(here)), "kit-button-quiet")),
      this.said.code, this.status));
    heading.focus();
  }

  /** Say that the answers that are here were deleted from the round, and offer to begin without them. @param {Place} place */
  #tellDeleted(place) {
    const { say } = this;
    this.#status("");
    const heading = element("h1", { tabindex: -1 }, say("Join the workshop"));
    this.root.replaceChildren(element("div", { class: "kit-banner kit-banner-warn", role: "group" },
      heading,
      element("p", {}, say(DELETED_BEFORE)),
      element("p", {}, say("You can take part anew, from the first question. What is still on this device goes from it.")),
      element("div", { class: "kit-actions" }, button(say("Start anew"), () => this.#go(this.joining.leaveBehind(place))))));
    heading.focus();
  }

  /** @param {Place} place */
  #go(place) {
    location.assign(this.joining.addressOf(place, this.config.base));
  }

  // --- words -----------------------------------------------------------------------------

  /** @param {string} words @param {"code" | "personal"} where @param {() => Promise<void>} act */
  async #busily(words, where, act) {
    if (this.#busy) return;
    this.#busy = true;
    this.#quiet();
    this.#status(words);
    try {
      await act();
    } catch (error) {
      this.#complain(where, this.#reason(error, where));
    } finally {
      this.#busy = false;
    }
  }

  /** @param {unknown} error @param {"code" | "personal"} where */
  #reason(error, where) {
    if (!(error instanceof Refusal)) throw error;
    if (error.status === 404 && where === "personal") return this.say(NOT_FOUND);
    return error.status === 0 || !error.detail ? this.say(UNREACHED) : error.detail;
  }

  /** @param {"code" | "personal"} where @param {string} words */
  #complain(where, words) {
    this.#status("");
    this.said[where].textContent = words;
    this[where].setAttribute("aria-invalid", "true");
    this[where].focus();
  }

  #quiet() {
    for (const where of /** @type {const} */ (["code", "personal"])) {
      this.said[where].textContent = "";
      this[where].removeAttribute("aria-invalid");
    }
  }

  /** @param {string} words */
  #status(words) {
    this.status.textContent = words;
  }
}

/** @param {string} id */
const complaint = (id) => element("p", { id, class: "kit-join-problem", role: "alert" });

function start() {
  const root = /** @type {HTMLElement} */ (document.getElementById("kit-join"));
  const config = JSON.parse(document.getElementById("kit-join-config")?.textContent ?? "{}");
  const page = new JoinPage(root, config);
  const arrive = () => {
    const code = brought();
    if (!code) return;
    page.code.value = readCode(code);
    page.join(code);
  };
  addEventListener("hashchange", arrive);
  arrive();
  runAll(page.storage, ({ api, round, key }) => new Collector(api, { round, key }));
}

if (typeof document !== "undefined" && document.getElementById("kit-join")) start();
