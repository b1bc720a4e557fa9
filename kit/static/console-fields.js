// @ts-check
/**
 * Fields of the facilitator's page: a label, a hint, and the complaint beside what is wrong.
 *
 * Each field is known by its name. A complaint stands in the field itself, is read with it, and is
 * listed above the form with a link that leads there.
 *
 * @typedef {import("./words.js").Say} Say
 * @typedef {object} Field
 * @property {HTMLElement} node
 * @property {() => any} value
 * @property {(complaint: string) => void} complain  "" takes it away
 * @property {() => void} focus
 * @property {(locked: boolean) => void} lock
 */

import { element } from "./words.js";

/** Prefix of every id in the page. */
const PREFIX = "kit-console-";
/** @param {string} name */
export const idOf = (name) => PREFIX + name;

/**
 * @param {string} name
 * @param {{label: string, hint?: string}} words
 * @param {HTMLElement} control
 * @param {HTMLInputElement[]} [inputs]  a group of them, under one legend
 */
function framed(name, { label, hint = "" }, control, inputs) {
  const error = element("p", { class: "kit-field-error", id: idOf(`${name}-error`) });
  const about = hint && element("p", { class: "kit-help kit-field-hint", id: idOf(`${name}-hint`) }, hint);
  const described = [about && about.id, error.id].filter(Boolean).join(" ");
  const node = inputs
    ? element("fieldset", { class: "kit-field", "aria-describedby": described, "data-field": name },
        element("legend", { class: "kit-label" }, label), about, error, control)
    : element("div", { class: "kit-field", "data-field": name },
        element("label", { class: "kit-label", for: control.id }, label), about, error, control);
  if (!inputs) control.setAttribute("aria-describedby", described);
  const all = inputs ?? [/** @type {HTMLInputElement} */ (control)];
  return {
    node,
    /** @param {string} complaint */
    complain(complaint) {
      error.textContent = complaint;
      node.classList.toggle("kit-field-wrong", complaint !== "");
      for (const input of all) {
        if (complaint) input.setAttribute("aria-invalid", "true");
        else input.removeAttribute("aria-invalid");
      }
    },
    focus: () => all[0].focus(),
    /** @param {boolean} locked */
    lock: (locked) => all.forEach((input) => (input.disabled = locked)),
  };
}

/**
 * A line of text, a number or a day.
 * @param {string} name @param {{label: string, hint?: string}} words @param {string} value @param {Record<string, any>} [more]
 * @returns {Field}
 */
export function line(name, words, value, more = {}) {
  const input = element("input", { type: "text", id: idOf(name), name, autocomplete: "off", ...more });
  input.value = value;
  return { ...framed(name, words, input), value: () => input.value };
}

/**
 * Several lines of text.
 * @param {string} name @param {{label: string, hint?: string}} words @param {string} value @param {number} rows
 * @returns {Field}
 */
export function area(name, words, value, rows) {
  const input = element("textarea", { id: idOf(name), name, rows, autocomplete: "off" });
  input.value = value;
  return { ...framed(name, words, input), value: () => input.value };
}

/**
 * One of several.
 * @param {string} name @param {{label: string, hint?: string}} words @param {{value: string, label: string}[]} options
 * @param {string} value @param {(value: string) => void} [chosen]
 * @returns {Field}
 */
export function choice(name, words, options, value, chosen = () => {}) {
  const all = options.map((one) => element("option", { value: one.value }, one.label));
  const input = element("select", { id: idOf(name), name, onchange: () => chosen(input.value) }, ...all);
  input.value = value;
  return { ...framed(name, words, input), value: () => input.value };
}

/**
 * Any of several.
 * @param {string} name @param {{label: string, hint?: string}} words @param {{value: string, label: string, lang?: string}[]} options
 * @param {string[]} values
 * @returns {Field}
 */
export function several(name, words, options, values) {
  const inputs = options.map((one) => element("input", { type: "checkbox", name, value: one.value }));
  inputs.forEach((input) => (input.checked = values.includes(input.value)));
  const labels = options.map((one, place) =>
    element("label", { class: "kit-option" }, inputs[place], element("span", { lang: one.lang }, one.label)));
  const made = framed(name, words, element("div", { class: "kit-stack" }, ...labels), inputs);
  return { ...made, value: () => inputs.filter((input) => input.checked).map((input) => input.value) };
}

/**
 * List what is wrong above a form, by GOV.UK's rules: it takes the focus, and leads to the fields.
 * @param {Say} say
 * @param {{words: string, open: () => void}[]} complaints
 */
export function errorSummary(say, complaints) {
  const heading = element("h3", { id: idOf("problem") }, say("There is a problem"));
  const items = complaints.map(({ words, open }) => {
    const onclick = (/** @type {Event} */ event) => (event.preventDefault(), open());
    return element("li", {}, element("a", { href: "#", onclick }, words));
  });
  return element("div", { class: "kit-banner kit-banner-error kit-notice", role: "alert", tabindex: -1, "aria-labelledby": heading.id },
    heading, element("ul", {}, ...items));
}
