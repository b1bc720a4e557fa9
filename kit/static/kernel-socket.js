// @ts-check
/**
 * A small way to a kernel of one's own, for windows that stand in the page already: it carries their
 * messages and nothing else. Jupyter's own scripts know only the kernel that they started with.
 *
 * @typedef {import("./wire.js").Model} Model
 * @typedef {{model: (id: string) => Model, close: () => void}} Kernel
 */

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
  const socket = new Socket(address.href.replace(/^http/, "ws"));
  /** @type {Map<string, Set<(message: any) => void>>} by widget */
  const listeners = new Map();
  /** @type {string[]} what was said before the way was open */
  const early = [];

  socket.addEventListener("open", () => early.splice(0).forEach((frame) => socket.send(frame)));
  socket.addEventListener("close", () => closed());
  socket.addEventListener("message", (/** @type {{data: unknown}} */ { data }) => {
    const said = customIn(data);
    for (const listener of said ? [...(listeners.get(said.id) ?? [])] : []) listener(said.message);
  });

  /** @param {string} id @returns {Model} */
  const model = (id) => {
    const own = listeners.get(id) ?? new Set();
    listeners.set(id, own);
    return {
      get: () => undefined,
      send: (content) => {
        const frame = JSON.stringify(custom(id, content, { session, msg_id: newId() }));
        if (socket.readyState === Socket.OPEN) socket.send(frame);
        else early.push(frame);
      },
      on: (_, listener) => own.add(listener),
      off: (_, listener) => own.delete(listener),
    };
  };
  return { model, close: () => ((closed = () => undefined), socket.close()) };
}

/** @param {string} id @param {object} content @param {{session: string, msg_id: string}} about */
function custom(id, content, about) {
  return {
    channel: "shell", parent_header: {}, metadata: {}, buffers: [],
    header: { ...about, username: "", version: "5.3", msg_type: "comm_msg", date: new Date().toISOString() },
    content: { comm_id: id, data: { method: "custom", content } },
  };
}

/** Return what a frame says to a widget's window, if that is what it does. @param {unknown} data */
function customIn(data) {
  if (typeof data !== "string") return null;
  const { msg_type, content } = JSON.parse(data);
  if (msg_type !== "comm_msg" || content?.data?.method !== "custom") return null;
  return { id: content.comm_id, message: content.data.content };
}
