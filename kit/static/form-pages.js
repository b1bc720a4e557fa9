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
import { choosing, fieldId, picking, rating, ticking } from "./form-choose.js";
import { answerTo, blanksOf, firstBlank, progress, questionsOf, short, shownPages } from "./form-rules.js";
import { button } from "./press.js";
import { element, msgid } from "./words.js";

const SHARED = msgid(
  "Do others use this device? Take your answers with you if you want to keep them, then delete them from the device.",
);

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
  const words = element("p", { class: "kit-progress-words", id: `${desk.prefix}far:` });
  const bar = element("div", { class: "kit-progress-done" });
  const track = element("div", { class: "kit-progress-bar", "aria-hidden": "true" }, bar);
  const node = element("div", { class: "kit-progress" }, words, track);
  const refresh = () => {
    const { answered, total } = count();
    const counted = desk.say("Answered: {answered} of {total}", { answered, total });
    words.textContent = [before?.(), counted].filter(Boolean).join(" · ");
    bar.style.inlineSize = `${total ? (100 * answered) / total : 0}%`;
  };
  return { node, refresh };
}

/** Ask who the person is; all of it may be left blank. @param {Desk} desk @param {View} view */
function aboutYou(desk, view) {
  const { say } = desk;
  const role = {
    id: ROLE, kind: "choice", options: view.roles,
    text: say("Which level do you want to compare with?"), help: say("Your profile shows the level that is wanted in your role."),
  };
  const sheets = [
    view.roles.length > 1 ? [choosing(desk, /** @type {any} */ (role))] : [],
    view.background.map((item) => picking(desk, { ...item, id: `${ABOUT}${item.id}` })),
  ];
  const cards = sheets.filter((questions) => questions.length > 0).map((questions) =>
    element("div", { class: "kit-card kit-item" }, ...questions.map((question) => question.node)),
  );
  const heading = element("h2", {}, say("About you"));
  const hint = element("p", { class: "kit-help" }, say("You may leave this blank."));
  const node = cards.length ? element("div", { class: "kit-about" }, heading, hint, ...cards) : null;
  return { node, questions: sheets.flat() };
}

/**
 * Draw the start: what this is, who the person is, and the way in.
 * @param {Desk} desk
 * @param {View} view
 * @param {{level: number, answers: () => Answers, keeping: string, begin: () => void}} wish
 *   keeping: where the answers will be, in words
 * @returns {Drawn}
 */
export function startPage(desk, view, { level, answers, keeping, begin }) {
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
    heading, notice, ...paragraphs(tell(view.intro), "kit-lead"),
    keeping && element("p", { class: "kit-where" }, keeping), size, about.node,
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
  heading.setAttribute("aria-describedby", `${desk.prefix}far:`);
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
 * @typedef {(page: string, field?: string) => void} Open  leads to a page, or to a field on it
 */

/**
 * Draw what has been answered, page by page, with links to what is blank.
 * @param {Desk} desk
 * @param {View} view
 * @param {{level: number, answers: () => Answers, open: Open, finish: () => void, back: () => void}} wish
 * @returns {Drawn}
 */
export function checkPage(desk, view, { level, answers, open, finish, back }) {
  const { say } = desk;
  const pages = () => shownPages(view, answers());
  const far = howFar(desk, () => progress(pages(), answers()));
  const heading = headed(say("Check your answers"), level);
  const notice = element("div");
  const lead = element("p", { class: "kit-lead" });
  const sheets = element("div");
  const done = view.areas.length ? say("Done, show my profile") : say("Done");
  const ways = [button(done, finish), button(say("Back"), back, "kit-button-quiet")];
  const node = element("section", { class: "kit-step kit-check" },
    far.node, notice, heading, lead, sheets, element("div", { class: "kit-actions kit-ways" }, ...ways),
  );
  const refresh = () => {
    const { answered, total } = progress(pages(), answers());
    lead.textContent = answered === total
      ? say("Everything is answered.")
      : say("You may leave questions blank. They are not counted in your result.");
    sheets.replaceChildren(...pages().map((page) => sheet(desk, page, answers(), level + 1, open)));
    far.refresh();
  };
  refresh();
  return { node, heading, notice, questions: [], refresh };
}

/**
 * Draw one page's answers on a sheet.
 * @param {Desk} desk
 * @param {Page} page
 * @param {Answers} answers
 * @param {number} level
 * @param {Open} open
 */
function sheet(desk, page, answers, level, open) {
  const { say, tell } = desk;
  const title = tell(page.title);
  const total = questionsOf([page]).length;
  const answered = total - blanksOf(page, answers).length;
  return element("div", { class: "kit-card kit-sheet" },
    element(`h${level}`, {}, title),
    total > 0 && element("p", { class: "kit-help" }, say("Answered: {answered} of {total}", { answered, total })),
    answered < total && blankOnes(desk, page, answers, open),
    total > 0 && givenOnes(desk, page, answers),
    button(say("Change"), () => open(page.id), "kit-button-quiet", { "aria-label": `${say("Change")}: ${title}` }),
  );
}

/** @param {Desk} desk @param {Page} page @param {Answers} answers @param {Open} open */
function blankOnes(desk, page, answers, open) {
  const links = blanksOf(page, answers).map((item) => {
    const key = firstBlank(item, answers);
    const onclick = (/** @type {Event} */ event) => (event.preventDefault(), open(page.id, key));
    const words = short(desk.tell(item.text));
    return element("li", {}, element("a", { href: `#${fieldId(desk, key)}`, onclick }, words));
  });
  const heading = element("p", {}, desk.say("Not answered:"));
  return element("div", { class: "kit-blank" }, heading, element("ul", {}, ...links));
}

/** @param {Desk} desk @param {Page} page @param {Answers} answers */
function givenOnes(desk, page, answers) {
  const rows = questionsOf([page]).map((item) => {
    const words = inWords(desk, item, answers);
    return element("div", {}, element("dt", {}, desk.tell(item.text)), element("dd", {}, words));
  });
  const which = element("span", { class: "kit-hidden" }, `: ${desk.tell(page.title)}`);
  const summary = element("summary", {}, desk.say("Show the answers"), which);
  return element("details", {}, summary, element("dl", { class: "kit-given" }, ...rows));
}

/** Say an item's answers as a person would. @param {Desk} desk @param {Item} item @param {Answers} answers */
function inWords(desk, item, answers) {
  const ofScale = (/** @type {string} */ id) => [...desk.scales[id].points, ...desk.scales[id].other];
  const options = item.scale ? ofScale(item.scale) : (item.options ?? []);
  const own = oneInWords(desk, item, options, answerTo(answers, item.id));
  const second = (item.also ?? []).map(({ facet, scale, text: words }) => {
    const answer = answerTo(answers, `${item.id}.${facet}`);
    return `${desk.tell(words) || facet} ${oneInWords(desk, item, ofScale(scale), answer)}`;
  });
  return [own, ...second].join(" · ");
}

/**
 * @param {Desk} desk
 * @param {Item} item
 * @param {import("./form-rules.js").Option[]} options
 * @param {import("./form-rules.js").Answer | undefined} answer
 */
function oneInWords(desk, item, options, answer) {
  const label = (/** @type {string} */ id) => {
    const option = options.find((one) => one.id === id);
    return [option?.value, desk.tell(option?.label)].filter((word) => word !== undefined && word !== "").join(", ") || id;
  };
  if (answer === undefined || answer === "") return desk.say("Not answered");
  if (item.kind === "rank" && Array.isArray(answer)) {
    return answer.map((id, place) => `${place + 1}. ${label(id)}`).join(" ");
  }
  if (Array.isArray(answer)) return answer.map(label).join(", ");
  if (typeof answer === "number") return `${answer.toLocaleString(desk.language)} ${desk.tell(item.unit)}`.trim();
  if (typeof answer === "string") return item.kind === "text" ? answer : label(answer);
  return Object.entries(answer).map(([id, points]) => `${label(id)}: ${points}`).join(", ");
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
    // The window that takes the answers home says this itself.
    document.querySelector(".kit-file") ? null : element("p", { class: "kit-help" }, say(SHARED)),
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
