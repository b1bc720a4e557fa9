// @ts-check
/**
 * The thin adapter between Jupyter's widget models and the kit's windows.
 *
 * A window is a module with `mount(root, state, callbacks)`; it knows nothing of Jupyter. This
 * file gives it callbacks that travel over the widget's own channel to the visitor's kernel.
 */

/** How long a kernel may take before the page says that contact is lost. */
const PATIENCE = { ping: 10_000, ask: 120_000, change: 10_000, finish: 10_000, draw: 120_000, files: 120_000, gather: 120_000 };

/** Windows that are dressed by more than the sheet of their own name. @type {Record<string, string[]>} */
const SHEETS = { form: ["form", "form-keep"] };

/**
 * @typedef {object} Model
 * @property {(key: string) => any} get
 * @property {(content: object) => void} send
 * @property {(name: string, callback: (...args: any[]) => void) => void} on
 * @property {(name: string, callback: (...args: any[]) => void) => void} off
 */

/**
 * Draw the model's window into `el` and keep both in step.
 * @param {{model: Model, el: HTMLElement}} view
 * @returns {Promise<() => void>} takes the window down again
 */
export async function adapt({ model, el }) {
  const kind = model.get("kind");
  const [window_] = await Promise.all([import(`./${kind}.js`), dress(["tokens", "kit", ...(SHEETS[kind] ?? [kind])])]);
  el.classList.add("kit");
  const wire = connect(model);
  const mounted = window_.mount(el, model.get("state"), {
    ...callbacks(wire),
    /** @param {object} request */
    ask: (request) => wire.request("ask", { request }).then(answered),
  });
  const redraw = () => mounted.update(model.get("state"));
  /** @param {object} profile */
  function answered(profile) {
    mounted.update({ ...model.get("state"), profile });
    return profile;
  }
  model.on("change:state", redraw);
  return () => {
    model.off("change:state", redraw);
    wire.close();
    mounted.destroy();
  };
}

/** @param {ReturnType<typeof connect>} wire */
function callbacks(wire) {
  return {
    /** Ask the kernel for anything it knows. @param {keyof typeof PATIENCE} type @param {object} request */
    request: (type, request) => wire.request(type, { request }),
    /** @param {object} response */
    change: (response) => wire.request("change", { response }),
    /** @param {object} response */
    finish: (response) => wire.request("finish", { response }),
    alive: () => wire.request("ping").then(
      () => true,
      () => false,
    ),
  };
}

/**
 * Send messages that each get one answer, or fail once patience has run out.
 * @param {Model} model
 */
export function connect(model) {
  /** @type {Map<string, {resolve: (value: any) => void, reject: (error: Error) => void}>} */
  const waiting = new Map();
  let count = 0;

  /** @param {{type?: string, id?: string, content?: any, failed?: boolean}} message */
  const receive = (message) => {
    const asked = message.type === "answer" && message.id ? waiting.get(message.id) : undefined;
    if (!asked) return;
    if (message.failed) asked.reject(new Error("the kernel could not answer"));
    else asked.resolve(message.content);
  };
  model.on("msg:custom", receive);

  /**
   * @param {keyof typeof PATIENCE} type
   * @param {object} content
   */
  const request = (type, content = {}) => {
    const id = `${type}-${(count += 1)}`;
    /** @type {ReturnType<typeof setTimeout>} */
    let late;
    const answer = new Promise((resolve, reject) => {
      late = setTimeout(() => reject(new Error("the kernel does not answer")), PATIENCE[type]);
      waiting.set(id, { resolve, reject });
      model.send({ type, id, ...content });
    });
    return answer.finally(() => {
      clearTimeout(late);
      waiting.delete(id);
    });
  };
  return { request, close: () => model.off("msg:custom", receive) };
}

/**
 * Link the kit's style sheets once a page, and wait for them: nothing is shown undressed. Under the
 * kit's own template some are there already.
 * @param {string[]} names
 */
export function dress(names) {
  return Promise.all(names.map((name) => link(new URL(`./${name}.css`, import.meta.url).href)));
}

/** @param {string} href */
function link(href) {
  const linked = [...document.querySelectorAll('link[rel="stylesheet"]')];
  if (linked.some((one) => /** @type {HTMLLinkElement} */ (one).href === href)) return undefined;
  const sheet = document.createElement("link");
  sheet.rel = "stylesheet";
  sheet.href = href;
  // A sheet that cannot be had costs the page its looks, never its words.
  const there = new Promise((resolve) => (sheet.onload = sheet.onerror = resolve));
  document.head.append(sheet);
  return there;
}
