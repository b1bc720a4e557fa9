// @ts-check
/**
 * Questions that are written or arranged: a number, a text, an order, a sum to spread; and notes.
 *
 * @typedef {import("./form-rules.js").Item} Item
 * @typedef {import("./form-choose.js").Desk} Desk
 */

import { fieldId, framed } from "./form-choose.js";
import { charactersLeft, keptNumber, left, moved, withPoints } from "./form-rules.js";
import { button } from "./press.js";
import { element } from "./words.js";

/** Make a box of one line. @param {Record<string, any>} attributes */
const box = (attributes) => element("input", { type: "text", autocomplete: "off", ...attributes });

/** Make a small button with a sign and a name. @param {string} sign @param {string} name @param {() => void} act */
const square = (sign, name, act) =>
  button(sign, act, "kit-button-quiet kit-square", { "aria-label": name });

/** Split a text at its empty lines. @param {string} text @param {string} [kind]  class of each paragraph */
export function paragraphs(text, kind) {
  return text.split(/\n\s*\n/).map((part) => element("p", { class: kind }, part.trim()));
}

/** Words only. @param {Desk} desk @param {Item} item */
export function note(desk, item) {
  return element("div", { class: "kit-note" }, ...paragraphs(desk.tell(item.text)));
}

/** Write a number; only one within the item's bounds is kept. @param {Desk} desk @param {Item} item */
export function number(desk, item) {
  const id = fieldId(desk, item.id);
  const oninput = () => {
    desk.typed.set(item.id, input.value);
    desk.answer(item.id, keptNumber(item, input.value));
  };
  const input = box({ inputmode: "decimal", id, class: "kit-number", oninput });
  const unit = item.unit ? element("span", { id: `${id}:unit` }, desk.tell(item.unit)) : null;
  const refresh = () => {
    const kept = /** @type {number | undefined} */ (desk.value(item.id));
    const typed = desk.typed.get(item.id) ?? "";
    if (keptNumber(item, typed) !== kept) desk.typed.delete(item.id);
    const written = kept?.toLocaleString(desk.language, { useGrouping: false, maximumFractionDigits: 10 });
    const shown = desk.typed.get(item.id) ?? written ?? "";
    if (input.value !== shown) input.value = shown;
  };
  const body = [element("div", { class: "kit-measure" }, input, unit)];
  return framed(desk, item, { single: true, body, refresh });
}

/** Write a text; what is too long is kept, and complained about. @param {Desk} desk @param {Item} item */
export function text(desk, item) {
  const id = fieldId(desk, item.id);
  const most = item.max_length ?? 2000;
  const count = element("p", { class: "kit-help kit-count", id: `${id}:count` });
  /** @type {boolean | null} */
  let near = null;
  const recount = () => {
    const rest = charactersLeft(item, area.value);
    count.textContent =
      rest < 0
        ? desk.say("Too many characters: {over}", { over: (-rest).toLocaleString(desk.language) })
        : desk.say("Characters left: {rest}", { rest: rest.toLocaleString(desk.language) });
    count.classList.toggle("kit-over", rest < 0);
    const nearNow = rest < most / 10;
    if (nearNow && near === false) desk.announce(count.textContent ?? "");
    near = nearNow;
  };
  const oninput = () => {
    desk.answer(item.id, area.value === "" ? undefined : area.value);
    recount();
  };
  const area = element("textarea", { id, rows: item.lines ?? 3, autocomplete: "off", oninput });
  const refresh = () => {
    const kept = String(desk.value(item.id) ?? "");
    if (area.value !== kept) area.value = kept;
    recount();
  };
  return framed(desk, item, { single: true, body: [area, count], refresh });
}

/** Put options in order with buttons; the order first shown is no answer. @param {Desk} desk @param {Item} item */
export function ranking(desk, item) {
  const { say } = desk;
  const options = item.options ?? [];
  const unsorted = options.map((option) => option.id);
  const order = () => /** @type {string[]} */ (desk.value(item.id) ?? unsorted);
  const rows = new Map(options.map((option) => [option.id, row(option)]));
  const list = element("ol", {
    class: "kit-rank",
    id: fieldId(desk, item.id),
    tabindex: -1,
    "aria-label": desk.tell(item.text),
  });
  const keepIt = () => {
    desk.answer(item.id, order());
    list.focus();
  };
  const keep = button(say("Keep this order"), keepIt, "kit-button-quiet");
  const hint = element(
    "p",
    { class: "kit-help" },
    say("This order is not your answer yet. Move something, or keep it as it is."),
  );

  /** @param {import("./form-rules.js").Option} option */
  function row({ id, label }) {
    const words = desk.tell(label);
    const up = square("↑", say("Move up: {option}", { option: words }), () => move(id, -1));
    const down = square("↓", say("Move down: {option}", { option: words }), () => move(id, 1));
    const node = element("li", {}, element("span", { class: "kit-rank-words" }, words), up, down);
    return { words, up, down, node };
  }

  /** @param {string} id @param {1 | -1} step */
  function move(id, step) {
    const next = moved(order(), id, step);
    if (next === order()) return;
    desk.answer(item.id, next);
    const { up, down, words } = /** @type {ReturnType<typeof row>} */ (rows.get(id));
    (step < 0 ? up : down).focus();
    const place = next.indexOf(id) + 1;
    desk.announce(say("{option}: place {place} of {places}", { option: words, place, places: next.length }));
  }

  const refresh = () => {
    const now = order();
    const nodes = now.map((id) => /** @type {ReturnType<typeof row>} */ (rows.get(id)));
    const same = nodes.every(({ node }, place) => list.children[place] === node);
    if (!same) list.replaceChildren(...nodes.map(({ node }) => node));
    for (const [place, { up, down }] of nodes.entries()) {
      up.setAttribute("aria-disabled", String(place === 0));
      down.setAttribute("aria-disabled", String(place === nodes.length - 1));
    }
    hint.hidden = keep.hidden = desk.value(item.id) !== undefined;
  };
  return framed(desk, item, { body: [hint, list], foot: keep, refresh });
}

/** Spread a sum over options. @param {Desk} desk @param {Item} item */
export function spreading(desk, item) {
  const { say } = desk;
  const rest = element("p", { class: "kit-rest" });
  const kept = () => /** @type {Record<string, number>} */ (desk.value(item.id) ?? {});
  const given = (/** @type {string} */ id) => kept()[id] ?? 0;
  const rows = (item.options ?? []).map(row);

  function restInWords() {
    const points = left(item, desk.value(item.id));
    if (points < 0) return say("Too many points: {over}", { over: -points });
    return say("Points left: {rest} of {total}", { rest: points, total: item.total ?? 0 });
  }

  /** @param {string} id @param {number} points */
  function give(id, points) {
    desk.answer(item.id, withPoints(item, desk.value(item.id), id, points));
    desk.announce(restInWords());
  }

  /** @param {import("./form-rules.js").Option} option @param {number} place */
  function row({ id, label }, place) {
    const words = desk.tell(label);
    const field = place === 0 ? fieldId(desk, item.id) : `${fieldId(desk, item.id)}:${id}`;
    const oninput = () => give(id, /^\d{1,6}$/.test(input.value.trim()) ? Number(input.value) : 0);
    const input = box({ inputmode: "numeric", id: field, class: "kit-points-box", oninput, onblur: refresh });
    const step = (/** @type {1 | -1} */ by) => {
      const next = given(id) + by;
      if (next >= 0 && (by < 0 || left(item, desk.value(item.id)) > 0)) give(id, next);
    };
    const less = square("−", say("One point less: {option}", { option: words }), () => step(-1));
    const more = square("+", say("One point more: {option}", { option: words }), () => step(1));
    const stepper = element("span", { class: "kit-stepper" }, less, input, more);
    const node = element("div", { class: "kit-spread" }, element("label", { for: field }, words), stepper);
    return { id, input, less, more, node };
  }

  function refresh() {
    const nothingLeft = left(item, desk.value(item.id)) <= 0;
    for (const { id, input, less, more } of rows) {
      const shown = desk.value(item.id) === undefined ? "" : String(given(id));
      if (document.activeElement !== input && input.value !== shown) input.value = shown;
      less.setAttribute("aria-disabled", String(given(id) === 0));
      more.setAttribute("aria-disabled", String(nothingLeft));
    }
    rest.textContent = restInWords();
    rest.classList.toggle("kit-over", left(item, desk.value(item.id)) < 0);
  }
  return framed(desk, item, { body: [rest, ...rows.map(({ node }) => node)], refresh });
}
