// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";

import { contentOf, packed } from "../../kit/static/kernel-frames.js";
import { openKernel } from "../../kit/static/kernel-socket.js";

class Socket extends EventTarget {
  static OPEN = 1;
  readyState = 0;
  /** @type {any[]} */
  sent = [];

  /** @param {string} address */
  constructor(address) {
    super();
    this.address = address;
    Socket.last = this;
  }

  /** @param {Uint8Array} frame */
  send(frame) {
    this.sent.push(parts(frame));
  }

  close() {
    this.dispatchEvent(new Event("close"));
  }

  opens() {
    this.readyState = 1;
    this.dispatchEvent(new Event("open"));
  }

  /** @param {any} message */
  hears({ msg_type, content }) {
    const { buffer } = packed("iopub", { msg_type }, content);
    this.dispatchEvent(new MessageEvent("message", { data: buffer }));
  }
}

/** A frame taken apart by its table, as a server does. @param {Uint8Array} frame */
function parts(frame) {
  const table = new DataView(frame.buffer);
  const words = Array.from({ length: 1 + Number(table.getBigUint64(0, true)) }, (_, place) => Number(table.getBigUint64(8 * place, true)));
  const texts = words.slice(1, -1).map((from, place) => new TextDecoder().decode(frame.slice(from, words[place + 2])));
  const [channel, header, parent, metadata, content] = [texts[0], ...texts.slice(1).map((text) => JSON.parse(text))];
  return { channel, header, parent, metadata, content };
}
/** @type {any} */
Socket.last = null;

const WHERE = { baseUrl: "/w1/", kernelId: "k1" };

function opened() {
  const lost = [];
  let count = 0;
  const kernel = openKernel(WHERE, { closed: () => lost.push(true), WebSocket: Socket, newId: () => `id${(count += 1)}` });
  return { kernel, lost, socket: Socket.last };
}

test("a message comes out of its frame as it went in", () => {
  const content = { comm_id: "å", data: { method: "custom", content: { words: "Räksmörgås 🦐" } } };
  const frame = packed("iopub", { msg_type: "comm_msg" }, content);
  assert.deepEqual(parts(frame), { channel: "iopub", header: { msg_type: "comm_msg" }, parent: {}, metadata: {}, content });
  assert.deepEqual(contentOf(frame.buffer, "comm_msg"), content);
  assert.equal(contentOf(frame.buffer, "status"), null);
  for (const other of ["text", null, new ArrayBuffer(0), new ArrayBuffer(8)]) assert.equal(contentOf(other, "comm_msg"), null);
});

test("messages to a widget wait until the way is open, and go as Jupyter wants them", () => {
  const { kernel, socket } = opened();
  kernel.model("w1").send({ type: "ping", id: "ping-1" });
  assert.deepEqual(socket.sent, []);
  socket.opens();
  const [{ channel, header, content }] = socket.sent;
  assert.equal(socket.address, "ws://kit/w1/api/kernels/k1/channels?session_id=id1");
  assert.equal(channel, "shell");
  assert.deepEqual([header.msg_type, header.session], ["comm_msg", "id1"]);
  assert.deepEqual(content, { comm_id: "w1", data: { method: "custom", content: { type: "ping", id: "ping-1" } } });
});

test("each window hears its own widget only, and nothing but what is meant for it", () => {
  const { kernel, socket } = opened();
  const heard = { w1: [], w2: [] };
  for (const id of /** @type {const} */ (["w1", "w2"])) kernel.model(id).on("msg:custom", (message) => heard[id].push(message));
  const says = (/** @type {string} */ id, /** @type {any} */ data) => socket.hears({ msg_type: "comm_msg", content: { comm_id: id, data } });
  says("w1", { method: "custom", content: { type: "answer", id: "a" } });
  says("w1", { method: "update", state: {} });
  says("w3", { method: "custom", content: { type: "answer", id: "b" } });
  socket.hears({ msg_type: "status", content: { execution_state: "idle" } });
  socket.dispatchEvent(new MessageEvent("message", { data: new ArrayBuffer(8) }));
  assert.deepEqual(heard, { w1: [{ type: "answer", id: "a" }], w2: [] });
});

test("what a widget tells of its state is known to its window", () => {
  const { kernel, socket } = opened();
  const widget = kernel.model("w1");
  const heard = [];
  widget.on("change:state", (state) => heard.push(state));
  socket.opens();
  widget.ask();
  assert.deepEqual(socket.sent[0].content.data, { method: "request_state" });
  socket.hears({ msg_type: "comm_msg", content: { comm_id: "w1", data: { method: "update", state: { kind: "form", state: { a: 1 } } } } });
  assert.deepEqual([heard, widget.get("kind"), widget.get("state")], [[{ a: 1 }], "form", { a: 1 }]);
});

test("nothing is said into a way that is closed", () => {
  const { kernel, socket } = opened();
  socket.readyState = 3;
  assert.throws(() => kernel.model("w1").send({ type: "ping" }), /closed/);
});

test("that the other side has gone is told, that one has closed oneself is not", () => {
  const one = opened();
  one.socket.close();
  assert.equal(one.lost.length, 1);
  const other = opened();
  other.kernel.close();
  assert.equal(other.lost.length, 0);
});
