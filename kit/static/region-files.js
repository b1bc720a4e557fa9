// @ts-check
/**
 * The packages that municipalities have handed over: chosen or dropped, held in the page, and told.
 *
 * What is in them is read by the visitor's own kernel, which remembers nothing: all files go there
 * each time, so that more can be added, and nothing is lost when the kernel ends.
 *
 * @typedef {import("./words.js").Say} Say
 * @typedef {{name: string, base64: string}} Held
 * @typedef {{name: string, reasons: string[], remedy: string}} Refused
 * @typedef {{file: string, name: string, title: string, day: string, answers: string, questionnaire: string}} Municipality
 */

import { button } from "./press.js";
import { element } from "./words.js";

/** Largest package, and largest number of bytes that go to the kernel at a time. */
export const MOST_BYTES = 2_000_000;
export const MOST_TOGETHER = 6_000_000;

/**
 * Return a file's content as the wire carries it.
 * @param {File} file
 * @returns {Promise<string>}
 */
export async function asBase64(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = "";
  for (let start = 0; start < bytes.length; start += 0x8000) text += String.fromCharCode(...bytes.subarray(start, start + 0x8000));
  return btoa(text);
}

/**
 * Add files to those that are held: the same content under the same name counts once.
 * @param {Held[]} held
 * @param {Held[]} more
 */
export function added(held, more) {
  const known = new Set(held.map(({ name, base64 }) => `${name}\n${base64}`));
  return [...held, ...more.filter(({ name, base64 }) => !known.has(`${name}\n${base64}`) && known.add(`${name}\n${base64}`))];
}

/**
 * Read files, or say of each why not.
 * @param {File[]} files
 * @param {number} room  bytes that there is still room for
 * @param {Say} say
 * @returns {Promise<{read: Held[], refused: Refused[]}>}
 */
export async function readAll(files, room, say) {
  /** @type {Held[]} */
  const read = [];
  /** @type {Refused[]} */
  const refused = [];
  const refuse = (/** @type {File} */ file, /** @type {string} */ reason, remedy = "") => refused.push({ name: file.name, reasons: [reason], remedy });
  for (const file of files) {
    if (file.size > MOST_BYTES) {
      refuse(file, say("The file is larger than 2 MB, so it is no municipality's package."));
    } else if (file.size > room) {
      refuse(file, say("There is no room for more files at once."), say("Begin again with fewer files."));
    } else {
      try {
        read.push({ name: file.name, base64: await asBase64(file) });
        room -= file.size;
      } catch {
        refuse(file, say("The file cannot be opened."));
      }
    }
  }
  return { read, refused };
}

/** How many bytes a text in base64 stands for. @param {Held} held */
export const sizeOf = ({ base64 }) => Math.floor((base64.length * 3) / 4);

/**
 * The place where files are chosen or dropped.
 * @param {HTMLElement} root  where they may be dropped
 * @param {Say} say
 * @param {(files: File[]) => void} take
 * @returns {{node: HTMLElement, destroy: () => void}}
 */
export function dropPart(root, say, take) {
  const chooser = element("input", { type: "file", multiple: true, accept: ".zip,application/zip", hidden: true, onchange: chosen });
  const node = element("div", { class: "kit-region-drop" },
    button(say("Choose packages"), () => chooser.click()),
    element("span", { class: "kit-help kit-region-hint" }, say("or drop them here, many at once")), chooser);

  function chosen() {
    const files = [...chooser.files];
    chooser.value = "";
    take(files);
  }
  const over = (/** @type {DragEvent} */ event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    root.classList.add("kit-region-over");
  };
  const out = () => root.classList.remove("kit-region-over");
  const dropped = (/** @type {DragEvent} */ event) => {
    event.preventDefault();
    out();
    take([...(event.dataTransfer?.files ?? [])]);
  };
  root.addEventListener("dragover", over);
  root.addEventListener("dragleave", out);
  root.addEventListener("drop", dropped);
  const destroy = () => {
    root.removeEventListener("dragover", over);
    root.removeEventListener("dragleave", out);
    root.removeEventListener("drop", dropped);
  };
  return { node, destroy };
}

/**
 * What was read: the municipalities that count, and each file that does not, with the reason.
 * @param {{municipalities: Municipality[], refused: Refused[], older: Refused[]}} state
 * @param {Say} say
 */
export function readPart({ municipalities, refused, older }, say) {
  return [
    municipalities.length > 0 && countedTable(municipalities, say),
    refused.length > 0 && reasons(say("Files that cannot be read: {count}.", { count: refused.length }), refused),
    older.length > 0 && reasons(say("Files that a newer one stands for: {count}.", { count: older.length }), older),
  ].filter(Boolean);
}

/** @param {Municipality[]} municipalities @param {Say} say */
function countedTable(municipalities, say) {
  const caption = say("Whose figures these are");
  const head = [say("Municipality"), say("Round"), say("Day"), say("Answers"), say("Questionnaire"), say("File")];
  const rows = municipalities.map((one) => element("tr", {}, element("th", { scope: "row" }, one.name),
    ...[one.title, one.day, one.answers, one.questionnaire, one.file].map((text) => element("td", {}, text))));
  const table = element("table", {}, element("caption", {}, caption),
    element("thead", {}, element("tr", {}, ...head.map((text) => element("th", { scope: "col" }, text)))),
    element("tbody", {}, ...rows));
  return element("div", { class: "kit-table", tabindex: 0, role: "region", "aria-label": caption }, table);
}

/** @param {string} title @param {Refused[]} files */
function reasons(title, files) {
  const list = files.map(({ name, reasons: told, remedy }) => element("li", {}, element("strong", {}, name), told.length > 1
    ? element("ul", {}, ...told.map((reason) => element("li", {}, reason)))
    : `: ${told[0]}`, remedy && ` ${remedy}`));
  return element("details", { open: files.length <= 10 }, element("summary", {}, title), element("ul", { class: "kit-region-refused" }, ...list));
}
