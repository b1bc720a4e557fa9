// @ts-check
/**
 * The result as one page to read and print: no script, no address but its own, all words as text.
 *
 * @typedef {import("./words.js").Say} Say
 * @typedef {import("./draft.js").Draft} Draft
 * @typedef {{questionnaire: any, words: import("./words.js").Words, language: string}} State
 * @typedef {object} Desk
 * @property {Say} say
 * @property {any} view
 * @property {string} language
 * @property {Draft} draft
 * @property {(text: any) => string} tell
 * @property {(iso: string) => string} day
 */

import { drawProfile } from "./profile-page.js";
import { labelOf } from "./reflection-grow.js";
import { chosenIn, noteText } from "./reflection-kept.js";
import { dayInWords, element, speaker, told } from "./words.js";

const STYLES = ["tokens", "kit", "profile", "page"];
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";
/** Room for the pictures, in pixels: little more than their wide form needs, so that it stays large on paper. */
const WIDTH = 572;

/**
 * Make the page; returns its HTML.
 * @param {State} state language: the one to write it in
 * @param {Draft} draft
 * @param {any} profile as it was last drawn, or null
 * @returns {Promise<string>}
 */
export async function buildPage({ questionnaire: view, words, language }, draft, profile) {
  const say = speaker(words, language);
  /** @type {Desk} */
  const desk = {
    say, view, language, draft,
    tell: (text) => told(text, language),
    day: (iso) => dayInWords(iso, language),
  };
  const drawn = profile ? await drawnProfile(profile, say) : null;
  const main = element("main", { class: "kit" }, beginning(desk), drawn, plans(desk), notes(desk), end(desk));
  return wholePage(desk.tell(view.title), language, STYLES, main);
}

/**
 * Make a page that stands on its own: no script, no address.
 * @param {string} title @param {string} language @param {string[]} sheets @param {HTMLElement} main
 */
export async function wholePage(title, language, sheets, main) {
  const css = await styles(sheets);
  const head = [
    element("meta", { charset: "utf-8" }),
    element("meta", { "http-equiv": "Content-Security-Policy", content: POLICY }),
    element("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }),
    element("meta", { name: "referrer", content: "no-referrer" }),
    element("title", {}, title),
  ];
  const start = `<!doctype html>\n${element("html", { lang: language }).outerHTML.replace("</html>", "")}`;
  const style = `<style>\n${css.replaceAll("</", "<\\/")}</style>`;
  const body = element("body", { class: "kit-page kit-saved" }, main);
  return `${start}<head>${head.map((one) => one.outerHTML).join("\n")}\n${style}</head>\n${body.outerHTML}\n</html>\n`;
}

/** The kit's own style sheets as one text; without them the page is plain but whole. @param {string[]} sheets */
async function styles(sheets) {
  const fetched = sheets.map(async (name) => {
    const answer = await fetch(new URL(`./${name}.css`, import.meta.url), { cache: "force-cache" });
    return answer.ok ? answer.text() : "";
  });
  const texts = await Promise.allSettled(fetched);
  return texts.map((one) => (one.status === "fulfilled" ? one.value : "")).join("\n");
}

/** @param {any} profile @param {Say} say */
async function drawnProfile(profile, say) {
  const room = element("div", { class: "kit-profile" });
  const drawing = drawProfile(room, profile, say, { width: WIDTH, open: true });
  await drawing.drawn;
  for (const box of room.querySelectorAll("details")) box.open = false;
  for (const button of room.querySelectorAll("button")) button.remove();
  drawing.destroy();
  return room;
}

/** @param {Desk} desk */
function beginning({ say, tell, day, view, draft }) {
  const response = draft.file.responses.find((one) => one.response_id === draft.current);
  const role = view.roles.find((/** @type {any} */ one) => one.id === response?.role);
  const answered = response?.status === "finished" ? say("Answered {day}", { day: day(response.day) }) : say("Not finished yet");
  return element("header", {},
    element("h1", {}, tell(view.title)),
    element("p", { class: "kit-help" }, [answered, role && tell(role.label)].filter(Boolean).join(" · ")));
}

/** @param {string} heading @param {...(Node | null | false)} parts */
const section = (heading, ...parts) => element("section", { class: "kit-card" }, element("h2", {}, heading), ...parts);

/** What the person is going to do; the two stand side by side where there is room. @param {Desk} desk */
function plans(desk) {
  const parts = [growing(desk), steps(desk)].filter((part) => part !== null);
  return parts.length > 0 && element("div", { class: "kit-saved-plans" }, ...parts);
}

/** @param {Desk} desk */
function growing({ say, tell, view, draft }) {
  const chosen = chosenIn(draft);
  if (chosen.length === 0) return null;
  const lines = chosen.map((id) => element("li", {}, labelOf(view, id, tell)));
  return section(say("What I want to grow in"), element("ul", {}, ...lines));
}

/** @param {Desk} desk */
function steps({ say, draft }) {
  const { steps: all } = draft.file;
  if (all.length === 0) return null;
  const lines = all.map(({ text, done }) =>
    element("li", {}, element("span", { "aria-hidden": "true" }, done ? "☑ " : "☐ "), text, done && ` (${say("done")})`));
  return section(say("My steps"), element("ul", { class: "kit-saved-steps" }, ...lines));
}

/** @param {Desk} desk */
function notes({ say, tell, view, draft }) {
  const written = view.reflection
    .map((/** @type {any} */ prompt) => ({ prompt, text: noteText(draft, prompt.id) }))
    .filter((/** @type {{text: string}} */ one) => one.text);
  if (written.length === 0) return null;
  const parts = written.flatMap((/** @type {{prompt: any, text: string}} */ { prompt, text }) => [
    element("h3", {}, tell(prompt.text)), element("p", { class: "kit-own-words" }, text),
  ]);
  return section(say("My notes"), ...parts);
}

/** @param {Desk} desk */
function end({ say, day, draft }) {
  const words = say("Saved {day}. This page is for reading and printing. To go on, open your file (.json) where you did the self-assessment.", { day: day(draft.changed) });
  return element("footer", {}, element("p", { class: "kit-help" }, words));
}
