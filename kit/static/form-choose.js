// @ts-check
/**
 * Questions on a card: the frame that all kinds share, and the kinds that choose among options.
 *
 * @typedef {import("./form-rules.js").Item} Item
 * @typedef {import("./form-rules.js").Answer} Answer
 * @typedef {import("./form-rules.js").Scale} Scale
 * @typedef {import("./form-rules.js").Option} Option
 * @typedef {import("./words.js").Text} Text
 * @typedef {object} Desk  what a question needs from the form it stands in
 * @property {import("./words.js").Say} say
 * @property {string} language
 * @property {(text: Text | null | undefined) => string} tell  a questionnaire's text, in today's language
 * @property {string} prefix  makes ids and names unique in the page
 * @property {Record<string, Scale>} scales
 * @property {Map<string, string>} typed  what stands in number boxes, by key
 * @property {(key: string) => Answer | undefined} value
 * @property {(key: string, value: Answer | undefined) => void} answer
 * @property {(text: string) => void} announce  to screen readers, politely
 *
 * @typedef {object} Question
 * @property {HTMLElement} node
 * @property {string} key
 * @property {() => void} refresh  shows the answer as it is kept now
 * @property {(text: string | null) => void} complain  shows what is wrong, or that nothing is
 */

import { short, withChoice } from "./form-rules.js";
import { element } from "./words.js";

/**
 * Return the id of a question's first field, where links to it lead.
 * @param {{prefix: string}} desk
 * @param {string} key
 */
export const fieldId = (desk, key) => `${desk.prefix}${key}`;

/**
 * Frame a question: its words, help, complaint, field, and the button that takes the answer back.
 * @param {Desk} desk
 * @param {Item} item
 * @param {object} parts
 * @param {string} [parts.key]
 * @param {Text | null} [parts.words]  a second rating's own words
 * @param {boolean} [parts.single]  one box with a label, instead of a group with a legend
 * @param {(Node | null)[]} parts.body
 * @param {HTMLElement | null} [parts.foot]  stands beside the button
 * @param {() => void} parts.refresh
 * @returns {Question}
 */
export function framed(desk, item, { key = item.id, words = null, single = false, body, foot = null, refresh }) {
  const { say } = desk;
  const field = fieldId(desk, key);
  const name = element(
    single ? "label" : "legend",
    { class: words ? "kit-question kit-question-second" : "kit-question", for: single ? field : null },
    desk.tell(words ?? item.text),
    words && element("span", { class: "kit-hidden" }, ` – ${desk.tell(item.text)}`),
    item.required === true && element("span", { class: "kit-must" }, ` ${say("Must be answered")}`),
  );
  const helped = !words && item.help;
  const help = helped ? element("p", { class: "kit-help", id: `${field}:help` }, desk.tell(item.help)) : null;
  const complaint = element("p", { class: "kit-complaint", id: `${field}:complaint`, hidden: true });
  const undo = single ? null : undoButton(desk, item, key);
  const node = element(
    single ? "div" : "fieldset",
    { class: "kit-field", "data-key": key },
    name, help, complaint, ...body,
    (foot || undo) && element("div", { class: "kit-field-foot" }, foot, undo),
  );
  const described = () => (single ? (node.querySelector("input, textarea, select") ?? node) : node);
  const complain = (/** @type {string | null} */ text) => {
    complaint.hidden = text === null;
    complaint.replaceChildren(
      ...(text === null ? [] : [element("span", { class: "kit-hidden" }, `${say("Error:")} `), text]),
    );
    node.classList.toggle("kit-field-wrong", text !== null);
    const notes = [`${field}:help`, text !== null && complaint.id, `${field}:unit`, `${field}:count`];
    const ids = notes.filter((id) => id && node.querySelector(`#${CSS.escape(id)}`));
    if (ids.length) described().setAttribute("aria-describedby", ids.join(" "));
    else described().removeAttribute("aria-describedby");
    if (single) described().setAttribute("aria-invalid", String(text !== null));
  };
  const refreshAll = () => {
    refresh();
    if (undo) undo.hidden = desk.value(key) === undefined;
  };
  complain(null);
  refreshAll();
  return { node, key, refresh: refreshAll, complain };
}

/** @param {Desk} desk @param {Item} item @param {string} key */
function undoButton(desk, item, key) {
  const takeBack = () => {
    desk.answer(key, undefined);
    desk.announce(desk.say("The answer is cleared"));
    document.getElementById(fieldId(desk, key))?.focus();
  };
  const words = desk.say("Clear answer");
  const name = `${words}: ${short(desk.tell(item.text))}`;
  const kind = "kit-button kit-button-link kit-undo";
  return element("button", { type: "button", class: kind, "aria-label": name, onclick: takeBack }, words);
}

/**
 * Rate on a scale: a row of numbers with words at its ends, or a stack when the points have words.
 * @param {Desk} desk
 * @param {Item} item
 * @returns {Question[]} the rating, and the second ratings of the same statement
 */
export function rating(desk, item) {
  const own = rated(desk, item, { key: item.id, scale: item.scale ?? "", words: null, anchors: item.anchors ?? {} });
  const second = (item.also ?? []).map(({ facet, scale, text }) =>
    rated(desk, item, { key: `${item.id}.${facet}`, scale, words: text ?? item.text, anchors: {} }),
  );
  return [own, ...second];
}

/**
 * @param {Desk} desk
 * @param {Item} item
 * @param {{key: string, scale: string, words: Text | null, anchors: Record<string, Text>}} rate
 */
function rated(desk, item, { key, scale, words, anchors }) {
  const { points, other } = desk.scales[scale];
  const group = radios(desk, key);
  const spoken = (/** @type {Option} */ point) => [point.label, anchors[point.id]].map(desk.tell).filter(Boolean);
  const inner = points.slice(1, -1);
  const row = inner.length > 0 && !inner.some((point) => spoken(point).length > 0);
  const choices = points.map((point) =>
    row ? numbered(group, point, spoken(point)) : worded(group, point.id, spoken(point), point.value),
  );
  const body = [
    element("div", { class: row ? "kit-row" : "kit-stack", "data-points": points.length }, ...choices),
    row ? ends(points, spoken) : null,
  ];
  const others = other.map((option) => worded(group, option.id, [desk.tell(option.label)]));
  const foot = others.length ? element("div", { class: "kit-other" }, ...others) : null;
  return framed(desk, item, { key, words, body, foot, refresh: group.refresh });
}

/** @param {Option[]} points @param {(point: Option) => string[]} spoken */
function ends(points, spoken) {
  const words = [points[0], points[points.length - 1]].map((point) => {
    const [label, ...rest] = spoken(point);
    const number = points.length > 7 && label ? `${point.value} = ` : "";
    return element("span", {}, number, label, ...rest.map((text) => element("small", {}, text)));
  });
  // Each radio says these words itself.
  return element("div", { class: "kit-ends", "aria-hidden": "true" }, ...words);
}

/**
 * Make the radios of one question; they keep one name, and none is chosen before the person does.
 * @param {Desk} desk
 * @param {string} key
 */
function radios(desk, key) {
  /** @type {HTMLInputElement[]} */
  const inputs = [];
  const make = (/** @type {string} */ value) => {
    const id = inputs.length ? `${fieldId(desk, key)}:${value}` : fieldId(desk, key);
    const onchange = () => desk.answer(key, value);
    const name = fieldId(desk, key);
    const input = element("input", { type: "radio", id, name, value, autocomplete: "off", onchange });
    inputs.push(input);
    return input;
  };
  const refresh = () => {
    for (const input of inputs) input.checked = input.value === desk.value(key);
  };
  return { make, refresh };
}

/** @typedef {{make: (value: string) => HTMLInputElement}} Group */

/** @param {Group} group @param {Option} point @param {string[]} words */
function numbered(group, point, words) {
  return element(
    "label",
    { class: "kit-point" },
    group.make(point.id),
    element("span", { class: "kit-point-mark", "aria-hidden": words.length > 0 || null }, point.value),
    words.length > 0 && element("span", { class: "kit-hidden" }, [point.value, ...words].join(", ")),
  );
}

/**
 * @param {Group} group
 * @param {string} value
 * @param {string[]} words
 * @param {number} [number]  said where there are no words
 */
function worded(group, value, [label, ...rest], number) {
  const more = rest.map((text) => element("small", {}, text));
  const words = element("span", {}, label ?? number ?? value, ...more);
  return element("label", { class: "kit-option" }, group.make(value), words);
}

/** Choose one option. @param {Desk} desk @param {Item} item */
export function choosing(desk, item) {
  const group = radios(desk, item.id);
  const options = (item.options ?? []).map(({ id, label }) => worded(group, id, [desk.tell(label)]));
  const body = [element("div", { class: "kit-stack" }, ...options)];
  return framed(desk, item, { body, refresh: group.refresh });
}

/** Choose one option in little room; the first one stands for no answer. @param {Desk} desk @param {Item} item */
export function picking(desk, item) {
  const blank = element("option", { value: "" }, desk.say("Not answered"));
  const options = (item.options ?? []).map(({ id, label }) => element("option", { value: id }, desk.tell(label)));
  const onchange = () => desk.answer(item.id, list.value || undefined);
  const attributes = { id: fieldId(desk, item.id), autocomplete: "off", onchange };
  const list = /** @type {HTMLSelectElement} */ (element("select", attributes, blank, ...options));
  const refresh = () => {
    list.value = String(desk.value(item.id) ?? "");
  };
  return framed(desk, item, { single: true, body: [list], refresh });
}

/** Choose any number of options. @param {Desk} desk @param {Item} item */
export function ticking(desk, item) {
  /** @type {HTMLInputElement[]} */
  const inputs = [];
  const make = (/** @type {string} */ value) => {
    const id = inputs.length ? `${fieldId(desk, item.id)}:${value}` : fieldId(desk, item.id);
    const input = element("input", { type: "checkbox", id, value, autocomplete: "off" });
    input.addEventListener("change", () =>
      desk.answer(item.id, withChoice(item, desk.value(item.id), value, input.checked)),
    );
    inputs.push(input);
    return input;
  };
  const options = (item.options ?? []).map(({ id, label }) => worded({ make }, id, [desk.tell(label)]));
  const refresh = () => {
    const chosen = desk.value(item.id);
    for (const input of inputs) input.checked = Array.isArray(chosen) && chosen.includes(input.value);
  };
  const hint = element("p", { class: "kit-help" }, desk.say("You may choose several."));
  return framed(desk, item, { body: [hint, element("div", { class: "kit-stack" }, ...options)], refresh });
}
