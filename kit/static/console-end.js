// @ts-check
/**
 * The end of a round: everything about it is deleted, after its name has been written.
 *
 * @typedef {import("./console-part.js").Desk} Desk
 * @typedef {import("./console-part.js").Part} Part
 */

import { line } from "./console-fields.js";
import { UNREACHED, folded } from "./console-part.js";
import { button } from "./press.js";
import { dayInWords, element } from "./words.js";

/** @param {Desk} desk @returns {Part} */
export function endPart(desk) {
  const { say, language, collector, stop } = desk;
  let name = "";
  const field = line("confirm", { label: say("Write the name of the round to delete it"), hint: "" }, "");
  const about = element("p");
  const remove = async () => {
    if (field.value().trim() !== name.trim()) {
      field.complain(say("That is not the name. It is “{name}”.", { name }));
      return field.focus();
    }
    try {
      await collector.delete(collector.path());
      stop("deleted");
    } catch (/** @type {any} */ refusal) {
      field.complain(refusal.detail || say(UNREACHED));
      field.focus();
    }
  };
  const onsubmit = (/** @type {Event} */ event) => (event.preventDefault(), remove());
  const form = element("form", { class: "kit-fields", novalidate: true, onsubmit }, field.node,
    element("div", {}, button(say("Delete everything"), () => {}, "kit-button-danger", { type: "submit" })));
  return {
    node: folded("end", say("Delete the round"), say("when you are done with it"), about, form),
    refresh(now) {
      name = now.name;
      about.textContent = say("The answers are deleted by themselves {day}. You can delete the round now: then all answers, results, codes and links are gone from the server, and cannot be brought back. The participants keep their own files.", { day: dayInWords(now.delete_after, language) });
    },
  };
}
