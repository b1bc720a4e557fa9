// @ts-check
/**
 * Start Voila's own scripts in a page that has long been loaded, so that they show the widgets of
 * the notebook's cells.
 */

/** What Voila replaces with a widget once its scripts are there. */
const OUTPUT = "application/vnd.voila.cell-output+json";
/** How long a browser may be busy before the scripts come all the same, in milliseconds. */
const LONGEST_REST = 2_000;
/** What needs no script to be shown. */
const OWN = ["broken", "html"];

/** @param {string} type @param {unknown} content @returns {HTMLScriptElement} */
function data(type, content) {
  const script = document.createElement("script");
  script.type = type;
  script.textContent = JSON.stringify(content);
  return script;
}

/**
 * Lay out what a kernel's cells show, each in its own place.
 * @param {import("./turns.js").LivePart} part
 * @param {{widgets: boolean}} wish  widgets: those too that Voila's scripts have to show
 */
export function layOut({ config, cells }, { widgets }) {
  const told = data("application/json", config);
  told.id = "jupyter-config-data";
  if (widgets) document.body.append(told);
  for (const { index, outputs } of cells) {
    const cell = document.querySelector(`[data-cell="${index}"]`);
    for (const output of outputs) if (widgets || OWN.includes(output.output_type)) cell?.append(...placed(output));
  }
}

/** @param {import("./turns.js").Output} output @returns {Node[]} */
function placed({ output_type: type, html, ...output }) {
  if (type === "broken") return [/** @type {HTMLTemplateElement} */ (document.getElementById("kit-broken")).content.cloneNode(true)];
  if (type !== "html") return [data(OUTPUT, { output_type: type, ...output })];
  // Drawn by the server from the notebook's own cells; a parsed document runs no script.
  return [...new DOMParser().parseFromString(html ?? "", "text/html").body.childNodes];
}

/**
 * Fetch and start the scripts; fails when they cannot be had.
 * @param {string} address
 * @param {{isBusy: boolean}} wish  isBusy: the page is used already, so wait until the browser has
 *   nothing better to do
 */
export async function startVoila(address, { isBusy }) {
  if (isBusy) await atRest();
  answerLate();
  const script = document.createElement("script");
  const there = new Promise((resolve, reject) => ((script.onload = resolve), (script.onerror = reject)));
  script.src = address;
  document.body.append(script);
  await there;
}

async function atRest() {
  await loaded();
  // Safari knows no such rest.
  const rest = globalThis.requestIdleCallback ?? ((/** @type {() => void} */ act) => setTimeout(act));
  await new Promise((resolve) => rest(() => resolve(null), { timeout: LONGEST_REST }));
}

/** Wait until the page itself is loaded. */
function loaded() {
  if (document.readyState === "complete") return undefined;
  return new Promise((resolve) => addEventListener("load", () => resolve(null), { once: true }));
}

/** Voila waits for an event that has been here and gone: whoever waits for it from now on hears it at once. */
function answerLate() {
  const listen = globalThis.addEventListener;
  globalThis.addEventListener = (/** @type {string} */ kind, /** @type {any} */ listener, /** @type {any} */ options) => {
    if (kind !== "load" || document.readyState !== "complete") return listen.call(globalThis, kind, listener, options);
    queueMicrotask(() => (listener.handleEvent ?? listener).call(listener.handleEvent ? listener : globalThis, new Event("load")));
  };
}
