import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";

import { download, take } from "../../kit/static/download.js";

/** What the browser was told to save. @type {{name: string, address: string, clicked: number}[]} */
let saved = [];
/** @type {Map<string, Blob>} */
const blobs = new Map();
const real = { create: URL.createObjectURL, revoke: URL.revokeObjectURL, document: globalThis.document };

beforeEach(() => {
  saved = [];
  blobs.clear();
  mock.timers.enable({ apis: ["setTimeout"] });
  URL.createObjectURL = (blob) => {
    const address = `blob:${blobs.size}`;
    blobs.set(address, blob);
    return address;
  };
  URL.revokeObjectURL = (address) => void blobs.delete(address);
  globalThis.document = /** @type {any} */ ({
    body: { append: () => undefined },
    createElement: () => ({
      click() {
        saved.push({ name: this.download, address: this.href });
      },
      remove: () => undefined,
    }),
  });
});

afterEach(() => {
  mock.timers.reset();
  Object.assign(URL, { createObjectURL: real.create, revokeObjectURL: real.revoke });
  globalThis.document = real.document;
});

test("a file is saved byte for byte under its name", async () => {
  const bytes = Buffer.from([0, 1, 128, 255, 80, 75]);
  download({ name: "plan.docx", type: "application/x", base64: bytes.toString("base64") });
  assert.equal(saved[0].name, "plan.docx");
  const blob = blobs.get(saved[0].address);
  assert.equal(blob.type, "application/x");
  assert.deepEqual(Buffer.from(await blob.arrayBuffer()), bytes);
});

test("the browser has time to save before the address goes", () => {
  download({ name: "a", type: "b", base64: "" });
  assert.equal(blobs.size, 1);
  mock.timers.tick(60_000);
  assert.equal(blobs.size, 0);
});

test("the kernel is asked for the document that is wished for", async () => {
  const asked = [];
  const request = async (type, content) => {
    asked.push([type, content]);
    return { name: "plan.ics", type: "text/calendar", base64: "QQ==", problem: "" };
  };
  assert.deepEqual(await take(request, { what: "plan" }), { name: "plan.ics", problem: "" });
  assert.deepEqual(asked, [["document", { what: "plan" }]]);
  assert.equal(saved.length, 1);
});

test("where there is no document, the sentence why comes back and nothing is saved", async () => {
  const request = async () => ({ problem: "Det saknas ett bibliotek." });
  assert.deepEqual(await take(request, {}), { name: "", problem: "Det saknas ett bibliotek." });
  assert.equal(saved.length, 0);
});
