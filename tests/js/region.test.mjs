import assert from "node:assert/strict";
import { test } from "node:test";

import { chosen } from "../../kit/static/region-actions.js";
import { MOST_BYTES, added, asBase64, readAll, sizeOf } from "../../kit/static/region-files.js";

const say = (msgid) => msgid;
const file = (name, bytes) => ({ name, size: bytes.length, arrayBuffer: async () => Uint8Array.from(bytes).buffer });

test("a file's bytes travel unchanged, also many of them", async () => {
  const bytes = Array.from({ length: 100_000 }, (_, n) => (n * 7) % 256);
  const text = await asBase64(file("a.zip", bytes));
  assert.deepEqual([...Buffer.from(text, "base64")], bytes);
  assert.equal(sizeOf({ name: "a", base64: await asBase64(file("a", [1, 2, 3])) }), 3);
  assert.equal(await asBase64(file("tom", [])), "");
});

test("the same file counts once, whatever it comes in with", () => {
  const one = { name: "a.zip", base64: "AA==" };
  const other = { name: "b.zip", base64: "AA==" };
  assert.deepEqual(added([one], [{ ...one }, other, { ...other }]), [one, other]);
});

test("what is too large, has no room or cannot be opened is named, and the others are read", async () => {
  const broken = { name: "borta.zip", size: 1, arrayBuffer: async () => { throw new Error("gone"); } };
  const large = { name: "stor.zip", size: MOST_BYTES + 1, arrayBuffer: async () => new ArrayBuffer(0) };
  const { read, refused } = await readAll([large, file("a.zip", [1, 2]), broken, file("b.zip", [1, 2, 3])], 4, say);
  assert.deepEqual(read.map(({ name }) => name), ["a.zip"]);
  assert.deepEqual(refused.map(({ name }) => name), ["stor.zip", "borta.zip", "b.zip"]);
  assert.ok(refused.every(({ reasons }) => reasons.length === 1));
});

test("actions are chosen by competence and by how they went", () => {
  const actions = [
    { text: "one", competences: ["c11", "c12"], mark: "done" },
    { text: "two", competences: [], mark: "planned" },
    { text: "three", competences: ["c12"], mark: "dropped" },
  ];
  const texts = (competence, mark) => chosen(actions, competence, mark).map(({ text }) => text);
  assert.deepEqual(texts("", ""), ["one", "two", "three"]);
  assert.deepEqual(texts("c12", ""), ["one", "three"]);
  assert.deepEqual(texts("c12", "dropped"), ["three"]);
  assert.deepEqual(texts("c11", "dropped"), []);
});
