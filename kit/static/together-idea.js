// @ts-check
/**
 * The box in which one idea is written, in one line. What is half written is kept at each change.
 *
 * @typedef {import("./together-part.js").Desk} Desk
 * @typedef {import("./contribution.js").Line} Line
 * @typedef {import("./contribution-record.js").Idea} Idea
 * @typedef {{name: string, label: string, submit: string, start?: () => Line, isShared?: boolean,
 *   id?: string, done?: (idea: Idea) => void, cancel?: () => void}} Wish  name: of the half-written
 *   line; start: what stands in the box to begin with; id: of the idea that gets other words
 */

import { LONGEST, oneLine, putIdea } from "./contribution-record.js";
import { button } from "./press.js";
import { element } from "./words.js";

/** From how many characters on it is said how many are left. */
const NEARLY = 220;
/** @returns {Line} */
const empty = () => ({ text: "", about: "", goal: "" });

/** Return the ids that a choice in the box stands for. @param {string} about */
function sides(about) {
  const [kind, id = null] = about.split(":");
  return { area: kind === "area" ? id : null, competence: kind === "competence" ? id : null };
}

/** Return how an idea stands in the box. @param {Idea} idea @returns {Line} */
export function lineOf({ text, area, competence, goal }) {
  const about = area ? `area:${area}` : competence ? `competence:${competence}` : "";
  return { text, about, goal: goal ?? "" };
}

/** @param {Desk} desk @param {Wish} wish */
export function ideaBox(desk, { name, label, submit, start = empty, isShared = false, id, done, cancel }) {
  const { say, contribution, prefix } = desk;
  const own = `${prefix}idea-${name.replace(/[^a-z0-9]/g, "-")}`;
  const wrong = element("p", { class: "kit-together-wrong", id: `${own}-wrong`, role: "alert" });
  const left = element("p", { class: "kit-help", id: `${own}-left`, role: "status" });
  const box = element("textarea", { id: own, rows: 2, maxlength: LONGEST, enterkeyhint: "done", "aria-describedby": `${own}-wrong ${own}-left` });
  const about = aboutField(desk, `${own}-about`);
  const goal = goalField(desk, `${own}-goal`);
  const fields = [box, about?.select, goal?.select].filter(Boolean);
  const now = () => ({ text: box.value, about: about?.select.value ?? "", goal: goal?.select.value ?? "" });

  const count = () => {
    const rest = LONGEST - box.value.length;
    left.textContent = box.value.length >= NEARLY ? say("Characters left: {rest}", { rest }) : "";
  };
  const fill = (/** @type {Line} */ line) => {
    if (box.value !== line.text) box.value = line.text;
    if (about && about.select.value !== line.about) about.select.value = line.about;
    if (goal && goal.select.value !== line.goal) goal.select.value = line.goal;
    count();
  };
  const write = () => {
    const line = now();
    const isStart = JSON.stringify(line) === JSON.stringify(start());
    // Of a line that was opened on purpose it is remembered that it is open.
    contribution.write(name, isStart && !cancel ? null : line);
    wrong.textContent = "";
    box.removeAttribute("aria-invalid");
    count();
  };
  const refuse = (/** @type {string} */ words) => {
    wrong.textContent = words;
    box.setAttribute("aria-invalid", "true");
    box.focus();
  };
  const send = () => {
    const text = oneLine(box.value);
    if (!text) return refuse(say("Write your idea first."));
    const { about: chosen, goal: aim } = now();
    const idea = { id: id ?? desk.draft.newId(), text, ...sides(chosen), goal: aim || null, shared: isShared };
    let fits = true;
    contribution.update((given) => void (fits = putIdea(given, idea)));
    if (!fits) return refuse(say("You have proposed as many ideas as there is room for. Take one away first."));
    contribution.write(name, null);
    fill(start());
    done?.(idea);
  };
  const onkeydown = (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    send();
  };
  for (const field of fields) for (const kind of ["input", "change"]) field.addEventListener(kind, write);
  box.addEventListener("keydown", onkeydown);
  fill(contribution.lines[name] ?? start());
  const giveUp = () => (contribution.write(name, null), cancel?.());
  const node = element("div", { class: "kit-idea-box" },
    element("label", { class: "kit-together-label", for: own }, label), box, wrong, left,
    (about || goal) && element("div", { class: "kit-idea-about" }, about?.node, goal?.node),
    element("div", { class: "kit-actions" }, button(submit, send), cancel && button(say("Cancel"), giveUp, "kit-button-quiet")));
  /** Another tab may have written in the same line, but never over what is being written here. */
  const refresh = () => {
    if (!fields.includes(document.activeElement)) fill(contribution.lines[name] ?? start());
  };
  return { node, refresh, focus: () => box.focus() };
}

/** @param {Desk} desk @param {string} id */
function aboutField({ say, view, tell }, id) {
  if (view.areas.length === 0) return null;
  const option = (/** @type {string} */ value, /** @type {string} */ words) => element("option", { value }, words);
  const groups = view.areas.map((/** @type {any} */ area) => element("optgroup", { label: tell(area.label) },
    option(`area:${area.id}`, say("All of {area}", { area: tell(area.label) })),
    ...area.competences.map((/** @type {any} */ one) => option(`competence:${one.id}`, tell(one.label)))));
  return field(say("What it is about, if you like"), id, option("", say("Nothing chosen")), ...groups);
}

/** @param {Desk} desk @param {string} id */
function goalField({ say, view, tell }, id) {
  const goals = view.goals ?? [];
  if (goals.length === 0) return null;
  return field(say("Which goal it serves, if you like"), id, element("option", { value: "" }, say("Nothing chosen")),
    ...goals.map((/** @type {any} */ goal) => element("option", { value: goal.id }, tell(goal.label))));
}

/** @param {string} label @param {string} id @param {...Node} options */
function field(label, id, ...options) {
  const select = element("select", { id }, ...options);
  return { select, node: element("div", {}, element("label", { for: id }, label), select) };
}
