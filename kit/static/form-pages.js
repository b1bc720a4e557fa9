// @ts-check
/**
 * The pages of a form: start, questions, the check before it is finished, and the end.
 *
 * @typedef {import("./form-rules.js").Item} Item
 * @typedef {import("./form-rules.js").Page} Page
 * @typedef {import("./form-rules.js").View} View
 * @typedef {import("./form-rules.js").Answers} Answers
 * @typedef {import("./form-choose.js").Desk} Desk
 * @typedef {import("./form-choose.js").Question} Question
 * @typedef {object} Drawn
 * @property {HTMLElement} node
 * @property {HTMLElement} heading
 * @property {HTMLElement} notice  where a problem or a question asked once is put
 * @property {Question[]} questions
 * @property {() => void} refresh  shows what is kept now, without moving anybody's focus
 */

import { note, number, paragraphs, ranking, spreading, text } from "./form-boxes.js";
import { choosing, fieldId, rating, ticking } from "./form-choose.js";
import { answerTo, blanksOf, firstBlank, progress, questionsOf, short, shownPages } from "./form-rules.js";
import { button } from "./press.js";
import { element } from "./words.js";

/** Where the profile stands, if the page has one. */
const PROFILE = ".kit-profile";

/** Keys of what is asked about the person, beside the answers; ids of items have no colon. */
export const ROLE = "role:";
const ABOUT = "about:";
export const aboutKey = (/** @type {string} */ key) => key.slice(ABOUT.length);

/** @type {Record<string, (desk: Desk, item: Item) => Question>} */
const KINDS = { choice: choosing, choices: ticking, number, text, rank: ranking, points: spreading };

/** @param {Desk} desk @param {Item} item */
function card(desk, item) {
  if (item.kind === "note") return { node: note(desk, item), questions: [] };
  const questions = item.kind === "rate" ? rating(desk, item) : [KINDS[item.kind](desk, item)];
  const nodes = questions.map((question) => question.node);
  return { node: element("div", { class: "kit-card kit-item", "data-item": item.id }, ...nodes), questions };
}

/** @param {string} words @param {number} level */
const headed = (words, level) => element(`h${level}`, { tabindex: -1 }, words);

/**
 * Say how far the person has come, in words and as a bar.
 * @param {Desk} desk
 * @param {() => {answered: number, total: number}} count
 * @param {() => string} [before]
 */
function howFar(desk, count, before) {
  const words = element("p", { class: "kit-progress-words" });
  const bar = element("div", { class: "kit-progress-done" });
  const node = element("div", { class: "kit-progress" }, words, element("div", { class: "kit-progress-bar", "aria-hidden": "true" }, bar));
  const refresh = () => {
    const { answered, total } = count();
    const counted = desk.say("Answered: {answered} of {total}", { answered, total });
    words.textContent = [before?.(), counted].filter(Boolean).join(" · ");
    bar.style.inlineSize = `${total ? (100 * answered) / total : 0}%`;
  };
  return { node, refresh };
}

/** @param {Desk} desk @param {View} view */
function aboutYou(desk, view) {
  const { say } = desk;
  const role = {
    id: ROLE, kind: "choice", options: view.roles,
    text: say("What is your role?"), help: say("Your profile shows the level that is wanted in your role."),
  };
  const items = [...(view.roles.length > 1 ? [role] : []), ...view.background.map((one) => ({ ...one, id: `${ABOUT}${one.id}` }))];
  const questions = items.map((item) => choosing(desk, /** @type {any} */ (item)));
  if (questions.length === 0) return { node: null, questions };
  const cards = questions.map((question) => element("div", { class: "kit-card kit-item" }, question.node));
  const node = element(
    "div",
    { class: "kit-about" },
    element("h2", {}, say("About you")),
    element("p", { class: "kit-help" }, say("You may leave this blank.")),
    ...cards,
  );
  return { node, questions };
}

/**
 * Draw the start: what this is, who the person is, and the way in.
 * @param {Desk} desk
 * @param {View} view
 * @param {{level: number, answers: () => Answers, begin: () => void}} wish
 * @returns {Drawn}
 */
export function startPage(desk, view, { level, answers, begin }) {
  const { say, tell } = desk;
  const heading = headed(tell(view.title), level);
  const notice = element("div");
  const size = element("p", { class: "kit-help" });
  const about = aboutYou(desk, view);
  const into = button("", begin);
  const credit = view.credit && element("details", { class: "kit-credit" },
    element("summary", {}, say("About this form")),
    ...paragraphs(tell(view.credit.text)),
    view.credit.licence && element("p", {}, say("Licence: {licence}", { licence: view.credit.licence })),
  );
  const node = element("section", { class: "kit-step kit-start" },
    heading, notice, ...paragraphs(tell(view.intro), "kit-lead"), size, about.node,
    element("div", { class: "kit-actions kit-ways" }, into), credit,
  );
  const refresh = () => {
    const pages = shownPages(view, answers());
    const { answered, total } = progress(pages, answers());
    size.textContent = say("Questions: {questions} · Pages: {pages}", { questions: total, pages: pages.length });
    into.textContent = answered > 0 ? say("Continue") : say("Begin");
    for (const question of about.questions) question.refresh();
  };
  refresh();
  return { node, heading, notice, questions: about.questions, refresh };
}

/**
 * Draw one page of questions.
 * @param {Desk} desk
 * @param {View} view
 * @param {Page} page
 * @param {{level: number, answers: () => Answers, next: () => void, back: () => void, toCheck: () => boolean}} wish
 * @returns {Drawn}
 */
export function questionPage(desk, view, page, { level, answers, next, back, toCheck }) {
  const { say, tell } = desk;
  const cards = page.items.map((item) => ({ item, ...card(desk, item) }));
  const pages = () => shownPages(view, answers());
  const where = () => {
    const open = pages();
    return say("Page {page} of {pages}", { page: open.findIndex(({ id }) => id === page.id) + 1, pages: open.length });
  };
  const far = howFar(desk, () => progress(pages(), answers()), where);
  const heading = headed(tell(page.title), level);
  const notice = element("div");
  const on = button("", next);
  const node = element("section", { class: "kit-step" },
    far.node, notice, heading, ...paragraphs(tell(page.intro), "kit-lead"),
    ...cards.map((one) => one.node),
    element("div", { class: "kit-actions kit-ways" }, on, button(say("Back"), back, "kit-button-quiet")),
  );
  const refresh = () => {
    const shown = new Set(pages().flatMap(({ items }) => items.map(({ id }) => id)));
    for (const { item, node: one, questions } of cards) {
      one.hidden = !shown.has(item.id);
      for (const question of questions) question.refresh();
    }
    on.textContent = toCheck() ? say("Check the answers") : say("Next");
    far.refresh();
  };
  refresh();
  return { node, heading, notice, questions: cards.flatMap((one) => one.questions), refresh };
}

/**
 * Draw what has been answered, page by page, with links to what is blank.
 * @param {Desk} desk
 * @param {View} view
 * @param {{level: number, answers: () => Answers, open: (page: string, field?: string) => void, finish: () => void, back: () => void}} wish
 * @returns {Drawn}
 */
export function checkPage(desk, view, { level, answers, open, finish, back }) {
  const { say } = desk;
  const far = howFar(desk, () => progress(shownPages(view, answers()), answers()));
  const heading = headed(say("Check your answers"), level);
  const notice = element("div");
  const lead = element("p", { class: "kit-lead" });
  const sheets = element("div");
  const done = view.areas.length ? say("Done, show my profile") : say("Done");
  const node = element("section", { class: "kit-step kit-check" },
    far.node, notice, heading, lead, sheets,
    element("div", { class: "kit-actions kit-ways" }, button(done, finish), button(say("Back"), back, "kit-button-quiet")),
  );
  const refresh = () => {
    const pages = shownPages(view, answers());
    const { answered, total } = progress(pages, answers());
    lead.textContent = answered === total ? say("Everything is answered.") : say("You may leave questions blank. They are not counted in your result.");
    sheets.replaceChildren(...pages.map((page) => sheet(desk, page, answers(), level + 1, open)));
    far.refresh();
  };
  refresh();
  return { node, heading, notice, questions: [], refresh };
}

/** @param {Desk} desk @param {Page} page @param {Answers} answers @param {number} level @param {(page: string, field?: string) => void} open */
function sheet(desk, page, answers, level, open) {
  const { say, tell } = desk;
  const questions = questionsOf([page]);
  const blank = blanksOf(page, answers);
  const link = (/** @type {Item} */ item) => {
    const key = firstBlank(item, answers);
    const onclick = (/** @type {Event} */ event) => (event.preventDefault(), open(page.id, key));
    return element("li", {}, element("a", { href: `#${fieldId(desk, key)}`, onclick }, short(tell(item.text))));
  };
  const given = questions.map((item) =>
    element("div", {}, element("dt", {}, tell(item.text)), element("dd", {}, answerInWords(desk, item, answers))),
  );
  const title = tell(page.title);
  return element("div", { class: "kit-card kit-sheet" },
    element(`h${level}`, {}, title),
    questions.length > 0 && element("p", { class: "kit-help" }, say("Answered: {answered} of {total}", { answered: questions.length - blank.length, total: questions.length })),
    blank.length > 0 && element("div", { class: "kit-blank" }, element("p", {}, say("Not answered:")), element("ul", {}, ...blank.map(link))),
    given.length > 0 && element("details", {}, element("summary", {}, say("Show the answers"), element("span", { class: "kit-hidden" }, `: ${title}`)), element("dl", { class: "kit-given" }, ...given)),
    button(say("Change"), () => open(page.id), "kit-button-quiet", { "aria-label": `${say("Change")}: ${title}` }),
  );
}

/** Say an item's answers as a person would. @param {Desk} desk @param {Item} item @param {Answers} answers */
function answerInWords(desk, item, answers) {
  const label = (/** @type {any[]} */ options, /** @type {string} */ id) => {
    const option = options.find((one) => one.id === id);
    const number = option?.value === undefined ? "" : String(option.value);
    return [number, desk.tell(option?.label)].filter(Boolean).join(", ") || id;
  };
  const one = (/** @type {any} */ answer, /** @type {any[]} */ options) => {
    if (answer === undefined || answer === "") return desk.say("Not answered");
    if (Array.isArray(answer)) {
      return answer.map((id, place) => (item.kind === "rank" ? `${place + 1}. ` : "") + label(options, id)).join(item.kind === "rank" ? "  " : ", ");
    }
    if (typeof answer === "number") return `${answer.toLocaleString(desk.language)} ${desk.tell(item.unit)}`.trim();
    if (typeof answer === "object") return Object.entries(answer).map(([id, points]) => `${label(options, id)}: ${points}`).join(", ");
    return item.kind === "text" ? answer : label(options, answer);
  };
  const ofScale = (/** @type {string | undefined} */ id) => (id ? [...desk.scales[id].points, ...desk.scales[id].other] : (item.options ?? []));
  const second = (item.also ?? []).map(({ facet, scale, text: words }) =>
    `${desk.tell(words) || facet} ${one(answerTo(answers, `${item.id}.${facet}`), ofScale(scale))}`,
  );
  return [one(answerTo(answers, item.id), ofScale(item.scale)), ...second].join(" · ");
}

/**
 * Draw the end, and the ways on from it.
 * @param {Desk} desk
 * @param {View} view
 * @param {{level: number, change: () => void}} wish
 * @returns {Drawn}
 */
export function endPage(desk, view, { level, change }) {
  const { say } = desk;
  const heading = headed(say("Done. Thank you!"), level);
  const notice = element("div");
  const profile = view.areas.length ? document.querySelector(PROFILE) : null;
  const lead = profile ? say("Your profile is further down on this page.") : say("You can still change your answers.");
  const node = element("section", { class: "kit-step kit-end" },
    heading, notice,
    element("p", { class: "kit-lead" }, lead),
    element("div", { class: "kit-actions kit-ways" },
      profile && button(say("Go to my profile"), () => goTo(profile)),
      button(say("Change my answers"), change, "kit-button-quiet"),
    ),
    element("p", { class: "kit-help" },
      say("Do others use this device? Take your answers with you if you want to keep them, then delete them from the device."),
    ),
  );
  return { node, heading, notice, questions: [], refresh: () => undefined };
}

/** @param {Element} window_ */
function goTo(window_) {
  const heading = /** @type {HTMLElement | null} */ (window_.querySelector("h1, h2"));
  if (heading && !heading.hasAttribute("tabindex")) heading.tabIndex = -1;
  heading?.focus({ preventScroll: true });
  window_.scrollIntoView({ block: "start" });
}
