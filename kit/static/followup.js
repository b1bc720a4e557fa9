// @ts-check
/**
 * Half a year later: what was agreed on last time and how it went, one's own change, and the group's.
 *
 * A person's own answers of last time come from the person's file, or lie in this browser; nothing
 * of them travels but the number that links them, and that only after a yes.
 *
 * @typedef {import("./words.js").Say} Say
 * @typedef {import("./followup-link.js").Link} Link
 * @typedef {import("./followup-link.js").Follows} Follows
 * @typedef {{questionnaire: any, words: import("./words.js").Words, language: string, assessment?: string | null,
 *   round?: import("./round.js").Round | null}} State
 * @typedef {{request: (type: any, request: object) => Promise<any>}} Callbacks
 */

import { FileDesk } from "./followup-file.js";
import { linkCard } from "./followup-cards.js";
import { linkOf } from "./followup-link.js";
import { ownChange } from "./followup-own.js";
import { takePage } from "./followup-page.js";
import { roomPart } from "./followup-room.js";
import { dress } from "./jupyter.js";
import { keyOf, requestOf } from "./profile.js";
import { button } from "./press.js";
import { keyOf as draftOf, membership, openFor } from "./round.js";
import { dayInWords, element, speaker, told } from "./words.js";

/**
 * Draw the window into `root`.
 * @param {HTMLElement} root
 * @param {State} state
 * @param {Callbacks} callbacks
 */
export function mount(root, state, callbacks) {
  let window_ = new FollowUp(root, state, callbacks);
  return {
    /** @param {State} next */
    update(next) {
      if (draftOf(next) === window_.store.key) return window_.update(next);
      window_.destroy();
      window_ = new FollowUp(root, next, callbacks);
    },
    destroy: () => window_.destroy(),
  };
}

class FollowUp {
  /** @type {import("./followup-room.js").Now | null} */
  now = null;
  isDeclined = false;
  #linkKey = "";
  #asked = "";
  #heading = element("h1", { tabindex: -1 });
  #lead = element("p", { class: "kit-lead" });
  #linkHead = element("h2", { tabindex: -1 });
  #link = element("div");
  #said = element("p", { class: "kit-file-status", role: "status" });
  #own = section("own");
  #take = element("div", { class: "kit-actions" });
  #taken = element("p", { class: "kit-file-status", role: "status" });

  /** @param {HTMLElement} root @param {State} state @param {Callbacks} callbacks */
  constructor(root, state, callbacks) {
    this.root = root;
    this.state = state;
    this.callbacks = callbacks;
    this.store = openFor(state);
    this.member = membership(this.store);
    this.files = new FileDesk(this);
    root.classList.add("kit", "kit-followup");
    root.lang = this.language;
    dress(["profile", "group", "file", "plan"]);
    this.room = state.round ? roomPart(this, state.round) : null;
    this.linkPart = element("section", { class: "kit-card kit-file", "data-part": "link" }, this.#linkHead, this.#link, this.files.node, this.#said);
    root.replaceChildren(this.#heading, this.#lead, ...(this.room ? [this.room.plan] : []), this.linkPart, this.#own.node,
      ...(this.room ? [this.room.change] : []), element("div", { class: "kit-no-print" }, this.#take, this.#taken));
    this.undo = [this.store.subscribe(() => this.draw()), this.member?.sync.subscribe(() => this.draw())];
    this.draw();
  }

  /** @param {State} state */
  update(state) {
    this.state = state;
    this.#linkKey = this.#asked = "";
    this.draw();
  }

  destroy() {
    for (const undo of this.undo) undo?.();
    this.room?.destroy();
    this.files.destroy();
    this.root.replaceChildren();
  }

  get view() {
    return this.state.questionnaire;
  }

  get language() {
    const { language } = this.store.value;
    return this.view.languages.includes(language) ? language : this.view.languages[0];
  }

  /** @type {Say} */
  get say() {
    return speaker(this.state.words, this.language);
  }

  get title() {
    return told(this.view.title, this.language);
  }

  /** @returns {Follows | null} the round before, as soon as it is known */
  get follows() {
    return this.now?.follows ?? null;
  }

  /** @param {string} iso */
  day(iso) {
    return dayInWords(iso, this.language);
  }

  /** @returns {Link} */
  get link() {
    const { file } = this.store.value;
    return linkOf({ file, current: this.store.response, follows: this.follows, questionnaire: this.view, storage: this.store.storage });
  }

  /** How the round stands, as the server tells. @param {import("./followup-room.js").Now} now */
  hear(now) {
    this.now = now;
    this.draw();
  }

  // --- drawing ---------------------------------------------------------------------------

  draw() {
    const { say } = this;
    const link = this.link;
    this.#heading.textContent = say("Follow up");
    this.#lead.textContent = this.room ? say("Look at what you agreed on last time and how it went, and at what has changed since.") : say("See what has changed for you since last time.");
    this.#linkHead.textContent = say("Your answers from last time");
    this.#own.heading.textContent = say("Your own change");
    this.#drawLink(link);
    this.#drawOwn(link);
    this.files.draw();
    if (!this.#take.firstChild) this.#take.append(button(say("Save as a page"), () => this.#save(), "kit-button-quiet"));
  }

  /** @param {Link} link */
  #drawLink(link) {
    const isClosed = this.now?.status === "closed";
    const isBehind = Boolean(this.member?.sync.isBehind);
    const id = "response" in link ? link.response?.response_id : null;
    const key = JSON.stringify([link.kind, id, isClosed, isBehind, this.isDeclined, this.language, this.follows?.id, this.files.isBusy]);
    if (key === this.#linkKey) return;
    const hadFocus = this.#link.contains(document.activeElement);
    this.#linkKey = key;
    this.#link.hidden = this.files.isBusy;
    const desk = {
      say: this.say, day: (/** @type {string} */ iso) => this.day(iso), isClosed, isBehind, mayLink: this.follows !== null,
      choose: () => this.files.choose(), yes: () => this.tie(/** @type {any} */ (this.link).response?.response_id ?? null),
      no: () => this.decline(), takeBack: () => this.tie(null), mine: () => this.#mine(), notMine: () => this.decline(),
    };
    this.#link.replaceChildren(...linkCard(desk, link, this.isDeclined));
    if (hadFocus) this.#linkHead.focus();
  }

  /** Ask for what changed, when there are answers of both times. @param {Link} link */
  async #drawOwn(link) {
    const then = "response" in link && link.kind !== "found" ? link.response : null;
    const { store, say } = this;
    this.#own.node.hidden = !then;
    if (!then) return;
    if (store.response.status !== "finished") return this.#unfinished();
    const request = { ...requestOf(store), earlier: [then] };
    const key = keyOf(request);
    if (key === this.#asked) return;
    this.#asked = key;
    this.#own.room.replaceChildren(element("p", { role: "status" }, say("Working out what has changed …")));
    try {
      const profile = await this.callbacks.request("ask", request);
      if (key === this.#asked) this.#own.room.replaceChildren(ownChange(profile, speaker(this.state.words, profile.language)));
    } catch {
      if (key !== this.#asked) return;
      const again = button(say("Try again"), () => ((this.#asked = ""), this.draw()), "kit-button-quiet");
      this.#own.room.replaceChildren(element("p", { role: "status" }, say("The server does not answer, so the change cannot be worked out right now.")), again);
    }
  }

  #unfinished() {
    const { say, state } = this;
    const key = `unfinished ${this.language}`;
    if (key === this.#asked) return;
    this.#asked = key;
    const link = state.assessment && element("p", { class: "kit-actions" },
      element("a", { class: "kit-button", href: `${state.assessment}${location.search}` }, say("To the self-assessment")));
    this.#own.room.replaceChildren(element("p", {}, say("Your own change is shown here when you have answered this time too.")), link || "");
  }

  // --- what the person does --------------------------------------------------------------

  /** Link today's answers with those of last time, or (null) take the link back. @param {string | null} id */
  tie(id) {
    this.isDeclined = id === null;
    this.store.change((response) => {
      const open = /** @type {any} */ (response);
      if (id === null) delete open.earlier;
      else open.earlier = id;
    });
    const { say } = this;
    this.#said.textContent = id ? say("Your answers are linked.") : say("The link is taken back.");
  }

  decline() {
    this.isDeclined = true;
    this.draw();
  }

  /** What lies in this browser from the round before is the person's own. */
  #mine() {
    const { link } = this;
    if (link.kind === "found") this.files.adopt(link.file, true);
  }

  async #save() {
    const name = await takePage(this);
    this.#taken.textContent = this.say("Your browser is saving the page {name}. Open it to read it or print it.", { name });
  }
}

/** @param {string} name */
function section(name) {
  const heading = element("h2");
  const room = element("div");
  return { heading, room, node: element("section", { class: "kit-card", "data-part": name, hidden: true }, heading, room) };
}
