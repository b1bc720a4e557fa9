// @ts-check
/**
 * A wire to one kernel: messages that each get one answer, or fail once patience has run out.
 *
 * @typedef {object} Model  what carries messages to one widget in a kernel
 * @property {(key: string) => any} get
 * @property {(content: object) => void} send
 * @property {(name: string, callback: (...args: any[]) => void) => void} on
 * @property {(name: string, callback: (...args: any[]) => void) => void} off
 * @typedef {{request: (type: Kind, content?: object) => Promise<any>, close: () => void}} Wire
 * @typedef {keyof typeof PATIENCE} Kind
 * @typedef {{type?: string, id?: string, content?: any, failed?: boolean, final?: boolean}} Message
 */

/** How long a kernel may take for an answer, in milliseconds. */
const PATIENCE = { ping: 10_000, ask: 120_000, change: 10_000, finish: 10_000, draw: 120_000, files: 120_000, gather: 120_000, package: 120_000, region: 120_000, document: 120_000, paper: 120_000 };

/**
 * Connect to the widget behind a model.
 * @param {Model} model
 * @param {(message: Message) => void} [told]  hears what the kernel says unasked
 * @returns {Wire}
 */
export function connect(model, told = () => undefined) {
  /** @type {Map<string, {resolve: (value: any) => void, reject: (error: Error) => void}>} */
  const waiting = new Map();
  let count = 0;

  /** @param {Message} message */
  const receive = (message) => {
    if (message.type !== "answer") return told(message);
    const asked = message.id ? waiting.get(message.id) : undefined;
    if (!asked) return;
    if (message.failed) asked.reject(new Error("the kernel could not answer"));
    else asked.resolve(message.content);
  };
  model.on("msg:custom", receive);

  /**
   * @param {Kind} type
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
