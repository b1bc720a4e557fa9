// Draws a form as the browser does, for holding what the server draws against it.
import { mount } from "/static/form.js";
import { questionPage } from "/static/form-pages.js";
import { neighbour, shownPages } from "/static/form-rules.js";
import { speaker, told } from "/static/words.js";

/** Write an element down so that only what matters counts: not the order of attributes. */
function written(node) {
  if (node.nodeType === Node.TEXT_NODE) return JSON.stringify(node.data.replaceAll(/\bkit\d+-/g, "kit1-"));
  const attributes = [...node.attributes]
    .filter(({ name }) => name !== "data-place")
    .map(({ name, value }) => `${name}=${JSON.stringify(value.replaceAll(/\bkit\d+-/g, "kit1-"))}`)
    .sort();
  node.normalize();
  const children = [...node.childNodes].flatMap((child) => written(child));
  return [`<${[node.localName, ...attributes].join(" ")}>`, ...children.map((line) => `  ${line}`)];
}

/** A page of questions that nobody has answered. */
function pageOf(state, page) {
  const { questionnaire: view, words, language } = state;
  const desk = {
    language, scales: view.scales, prefix: "kit1-", typed: new Map(),
    say: speaker(words, language), tell: (text) => told(text, language),
    value: () => undefined, answer: () => undefined, announce: () => undefined,
  };
  const nothing = () => undefined;
  const toCheck = () => neighbour(view, {}, page.id, 1) === "check:";
  return questionPage(desk, view, page, { level: 1, answers: () => ({}), next: nothing, back: nothing, toCheck }).node;
}

/** Return both drawings, line by line: the start as it stands before anything else happens, and each page. */
window.drawings = (state, html) => {
  localStorage.clear();
  const served = Object.assign(document.createElement("template"), { innerHTML: html }).content.firstElementChild;
  const room = document.body.appendChild(document.createElement("div"));
  const form = mount(room, state, {});
  const here = [written(room.firstElementChild), room.lang, room.className];
  const there = [written(served.firstElementChild), served.lang, served.className];
  form.destroy();
  room.remove();
  const shown = shownPages(state.questionnaire, {}).map(({ id }) => state.questionnaire.pages.find((one) => one.id === id));
  const pages = shown.map((page) => written(pageOf(state, page)));
  const sections = [...served.querySelectorAll("[data-place]")].map((node) => written(node));
  return [[...here, ...pages], [...there, ...sections]];
};
document.documentElement.dataset.ready = "yes";
