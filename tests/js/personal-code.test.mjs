import assert from "node:assert/strict";
import { test } from "node:test";

import { personalCode, readPersonal } from "../../kit/static/personal-code.js";
import { dice } from "./fake-collector.mjs";

const ROUND = "abcdefghijkm";
const ID = "0123456789abcdef".repeat(2);

test("a personal code comes back as round and id, however it is written", () => {
  const code = personalCode(ROUND, ID);
  assert.match(code, /^([0-9A-HJKMNP-TV-Z]{4}-){9}[0-9A-HJKMNP-TV-Z]{4}$/);
  for (const typed of [code, code.toLowerCase(), code.replaceAll("-", " "), ` ${code.replaceAll("-", "")}\n`,
    code.replaceAll("0", "O").replaceAll("1", "l")]) {
    assert.deepEqual(readPersonal(typed), { round: ROUND, id: ID });
  }
});

test("the personal link is read too", () => {
  const link = `https://kit.example/01-sjalvskattning?round=${ROUND}#mine=${ID}`;
  assert.deepEqual(readPersonal(link), { round: ROUND, id: ID });
});

test("every random code comes back, and no code with one wrong character does", () => {
  const random = dice(7);
  const of = (signs, length) => Array.from({ length }, () => signs[Math.floor(random() * signs.length)]).join("");
  for (let n = 0; n < 300; n += 1) {
    const [round, id] = [of("abcdefghijkmnpqrstuvwxyz23456789", 12), of("0123456789abcdef", 32)];
    const code = personalCode(round, id).replaceAll("-", "");
    assert.deepEqual(readPersonal(code), { round, id });
    const at = Math.floor(random() * code.length);
    const wrong = code.slice(0, at) + (code[at] === "7" ? "8" : "7") + code.slice(at + 1);
    assert.equal(readPersonal(wrong), null);
    const swapped = code.slice(0, 10) + code[11] + code[10] + code.slice(12);
    if (swapped !== code) assert.equal(readPersonal(swapped), null);
  }
});

test("what is no personal code is none", () => {
  for (const typed of ["", "ABC", "K7RX2M", "x".repeat(5000), `#mine=${ID}`, "U".repeat(40), "Z".repeat(40)]) {
    assert.equal(readPersonal(typed), null);
  }
});
