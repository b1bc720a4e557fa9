import assert from "node:assert/strict";
import { mock, test } from "node:test";

import { connect } from "../../kit/static/wire.js";

/** A widget model whose kernel answers when the test says so. */
function kernel() {
  const listeners = new Set();
  const sent = [];
  return {
    sent,
    get: () => undefined,
    send: (message) => sent.push(message),
    on: (_, listener) => listeners.add(listener),
    off: (_, listener) => listeners.delete(listener),
    says: (message) => listeners.forEach((listener) => listener(message)),
  };
}

test("each request gets the answer that carries its id", async () => {
  const model = kernel();
  const wire = connect(model);
  const [first, second] = [wire.request("ask", { request: 1 }), wire.request("ask", { request: 2 })];
  model.says({ type: "answer", id: model.sent[1].id, content: "two" });
  model.says({ type: "answer", id: model.sent[0].id, content: "one" });
  assert.deepEqual(await Promise.all([first, second]), ["one", "two"]);
  assert.deepEqual(model.sent.map(({ type, request }) => [type, request]), [["ask", 1], ["ask", 2]]);
});

test("what nobody asked for is passed over", async () => {
  const model = kernel();
  const asked = connect(model).request("ping");
  model.says({ type: "answer", id: "ping-99", content: "late" });
  model.says({ type: "update" });
  model.says({ type: "answer", id: model.sent[0].id, content: "now" });
  assert.equal(await asked, "now");
});

test("a kernel that fails, or says nothing, is told apart from one that answers", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const model = kernel();
  const wire = connect(model);
  const failed = wire.request("ask");
  model.says({ type: "answer", id: model.sent[0].id, failed: true });
  await assert.rejects(failed, /could not answer/);
  const silent = wire.request("ping");
  mock.timers.tick(10_000);
  await assert.rejects(silent, /does not answer/);
  mock.timers.reset();
});

test("a window that is taken down hears nothing more", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const model = kernel();
  const wire = connect(model);
  const asked = wire.request("ping");
  wire.close();
  model.says({ type: "answer", id: model.sent[0].id, content: "unheard" });
  mock.timers.tick(10_000);
  await assert.rejects(asked);
  mock.timers.reset();
});
