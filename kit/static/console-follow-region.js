// @ts-check
/**
 * Hand the group's safe result on to the region, as a package that a person can read.
 *
 * @typedef {import("./console-part.js").Desk} Desk
 * @typedef {import("./console-part.js").Now} Now
 */

import { line, several } from "./console-fields.js";
import { longest } from "./console-plan-fields.js";
import { doer, explained, newsLine } from "./console-part.js";
import { download } from "./download.js";
import { day } from "./draft-storage.js";
import { button } from "./press.js";
import { element, msgid, told } from "./words.js";

const LONGEST_NAME = 80;
const LONGEST_CONTACT = 120;
const HOLDS = msgid("The package holds the tables that you see above, the plan without owners, and the settings. It holds no single answers, and nothing that the tables do not show.");
const OWNERS = msgid("Owners are left out unless you choose otherwise: initials are personal data.");

/** @param {Desk & {callbacks: any}} desk */
export function regionExport(desk) {
  const { say, language, view } = desk;
  const news = newsLine();
  const notes = element("ul", { class: "kit-help", hidden: true });
  const act = doer(desk, news);
  const fields = fieldsOf(desk);
  /** @type {Now | null} */
  let now = null;
  const save = () => act(async () => {
    notes.hidden = true;
    const made = await packed(desk, now, fields);
    if (made.problem) return made.problem;
    download(made);
    notes.replaceChildren(...(made.notes ?? []).map((/** @type {string} */ one) => element("li", {}, one)));
    notes.hidden = !made.notes?.length;
    return say("Your browser is saving {name}.", { name: made.name });
  });
  const competences = view.areas.flatMap((/** @type {any} */ one) => one.competences);
  const more = element("details", { class: "kit-explained", hidden: competences.length === 0 },
    element("summary", {}, say("Competences that you would like to work on with others")), fields.competences.node);
  const node = element("details", { class: "kit-explained kit-region-export" },
    element("summary", {}, say("Export to the region")),
    element("p", {}, say(HOLDS)),
    element("div", { class: "kit-fields" }, fields.name.node, fields.title.node, fields.contact.node, more,
      fields.owners.node, element("div", {}, button(say("Save the package"), save))), news.node, notes,
    explained(say("What happens with it?"), say("You send the file to whoever puts the municipalities together, as you like: nothing is sent from here. The region sees which needs you share with others, and what you have tried. Municipalities stand in alphabetical order, never ranked.")));
  return {
    node,
    /** @param {Now} next */
    refresh(next) {
      if (now === null) fields.name.node.querySelectorAll("input").forEach((/** @type {HTMLInputElement} */ one) => (one.value = next.name));
      now = next;
      node.hidden = next.release === 0;
    },
  };
}

/** @param {Desk} desk */
function fieldsOf({ say, language, view }) {
  const all = view.areas.flatMap((/** @type {any} */ one) => one.competences);
  const options = all.map((/** @type {any} */ one) => ({ value: one.id, label: told(one.label, language) }));
  return {
    name: longest(line("region-name", { label: say("Name of the municipality"), hint: say("As the region is to show it.") }, ""), LONGEST_NAME),
    title: longest(line("region-title", { label: say("What the round is called"), hint: say("For example “Autumn 2026”.") }, ""), LONGEST_NAME),
    contact: longest(line("region-contact", { label: say("Whom others can ask"), hint: say("May be left empty. The address of a role, not of a person.") }, ""), LONGEST_CONTACT),
    competences: several("region-competences", { label: say("We would like to work on these together with others") }, options, []),
    owners: several("region-owners", { label: say("Owners of actions"), hint: say(OWNERS) }, [{ value: "yes", label: say("Let the owners come along") }], []),
  };
}

/** @param {Desk & {callbacks: any}} desk @param {Now | null} now @param {Record<string, import("./console-fields.js").Field>} fields */
async function packed({ collector, callbacks, language, round }, now, fields) {
  const ask = (/** @type {string} */ part) => collector.get(collector.path(part));
  const [{ tables }, { settings }, plan] = await Promise.all([ask("tables"), ask("settings"), ask("plan").catch(() => null)]);
  const choices = {
    name: fields.name.value().trim(), title: fields.title.value().trim(), contact: fields.contact.value().trim(),
    competences: fields.competences.value(), owners: fields.owners.value().length > 0, weights: settings.weights,
  };
  return callbacks.request("package", { tables, plan: plan?.plan ?? null, day: day(new Date()), language, round, release: now?.release ?? 0, choices });
}
