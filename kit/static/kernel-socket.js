// @ts-check
/**
 * A small way to a kernel, for windows that stand in the page already: it carries what they and their
 * widgets say to each other, and nothing else. Jupyter's own scripts are a thousand times as large,
 * and know only the kernel that they started with.
 *
 * @typedef {{model: (id: string) => Widget, close: () => void}} Kernel
 */

import { PROTOCOL, contentOf, packed } from "./kernel-frames.js";

const KIND = "comm_msg";

/**
 * Open the way to a kernel.
 * @param {{baseUrl: string, kernelId: string}} where
 * @param {{closed: () => void, WebSocket?: any, newId?: () => string}} wish  closed: hears when the
 *   other side has gone
 * @returns {Kernel}
 */
export function openKernel({ baseUrl, kernelId }, { closed, WebSocket: Socket = WebSocket, newId = () => crypto.randomUUID() }) {
  const session = newId();
  const address = new URL(`${baseUrl}api/kernels/${kernelId}/channels?session_id=${session}`, globalThis.location?.href ?? "http://kit/");
  const socket = new Socket(address.href.replace(/^http/, "ws"), [PROTOCOL]);
  socket.binaryType = "arraybuffer";
  /** @type {Map<string, Widget>} */
  const widgets = new Map();
  /** @type {Uint8Array[]} what was said before the way was open */
  const early = [];

  socket.addEventListener("open", () => early.splice(0).forEach((frame) => socket.send(frame)));
  socket.addEventListener("close", () => closed());
  socket.addEventListener("message", (/** @type {{data: unknown}} */ { data: frame }) => {
    const said = contentOf(frame, KIND);
    if (said?.data) widgets.get(said.comm_id)?.hear(said.data);
  });

  /** @param {string} id */
  const model = (id) => {
    const send = (/** @type {object} */ data) => {
      const header = { session, msg_id: newId(), username: "", version: "5.3", msg_type: KIND, date: new Date().toISOString() };
      const frame = packed("shell", header, { comm_id: id, data });
      if (socket.readyState > Socket.OPEN) throw new Error("the way to the kernel is closed");
      if (socket.readyState === Socket.OPEN) socket.send(frame);
      else early.push(frame);
    };
    const widget = widgets.get(id) ?? new Widget(send);
    widgets.set(id, widget);
    return widget;
  };
  return { model, close: () => ((closed = () => undefined), socket.close()) };
}

/** A widget as its window sees it: a model like those of Jupyter's scripts. */
class Widget {
  /** @type {Record<string, any>} what the kernel has told of */
  #state = {};
  /** @type {Map<string, Set<(message: any) => void>>} */
  #listeners = new Map();

  /** @param {(data: object) => void} say */
  constructor(say) {
    this.say = say;
  }

  /** @param {string} key */
  get(key) {
    return this.#state[key];
  }

  /** @param {object} content */
  send(content) {
    this.say({ method: "custom", content });
  }

  /** Ask for the whole state; whoever listens to a change hears of it. */
  ask() {
    this.say({ method: "request_state" });
  }

  /** @param {string} name @param {(message: any) => void} listener */
  on(name, listener) {
    const listeners = this.#listeners.get(name) ?? new Set();
    this.#listeners.set(name, listeners.add(listener));
  }

  /** @param {string} name @param {(message: any) => void} listener */
  off(name, listener) {
    this.#listeners.get(name)?.delete(listener);
  }

  /** @param {{method?: string, content?: any, state?: Record<string, any>}} data */
  hear({ method, content, state = {} }) {
    if (method === "custom") this.#tell("msg:custom", content);
    if (method !== "update") return;
    Object.assign(this.#state, state);
    for (const key of Object.keys(state)) this.#tell(`change:${key}`, state[key]);
  }

  /** @param {string} name @param {any} what */
  #tell(name, what) {
    for (const listener of [...(this.#listeners.get(name) ?? [])]) listener(what);
  }
}
