import assert from "node:assert/strict";
import { test } from "node:test";

import { dayInWords, languageName, say, speaker, told } from "../../kit/static/words.js";

const words = { sv: { "Page {page} of {pages}": "Sida {page} av {pages}", "Only {this}": "" }, en: {} };

test("a sentence is said in the language asked for, else in English", () => {
  const page = { page: 2, pages: 5 };
  assert.equal(say(words, "sv", "Page {page} of {pages}", page), "Sida 2 av 5");
  assert.equal(say(words, "en", "Page {page} of {pages}", page), "Page 2 of 5");
  assert.equal(say(words, "fi", "Page {page} of {pages}", page), "Page 2 of 5");
  assert.equal(say(words, "sv", "Only {this}", { this: 1 }), "Only 1");
  assert.equal(say(undefined, "sv", "Next"), "Next");
  assert.equal(speaker(words, "sv")("Page {page} of {pages}", page), "Sida 2 av 5");
});

test("what is filled in is not read again, and inherited names fill nothing", () => {
  assert.equal(say(words, "en", "{a} and {b}", { a: "{b}", b: "$&<b>" }), "{b} and $&<b>");
  assert.equal(say(words, "en", "{constructor}", {}), "{constructor}");
});

test("a questionnaire's text falls back to the first language that it has", () => {
  assert.equal(told({ sv: "Hej", en: "Hello" }, "en"), "Hello");
  assert.equal(told({ sv: "Hej" }, "en"), "Hej");
  assert.equal(told("Hej", "en"), "Hej");
  assert.equal(told(null, "en"), "");
});

test("days are written in words, whatever the clock's zone", () => {
  assert.equal(dayInWords("2026-12-22", "sv"), "22 december 2026");
  assert.equal(dayInWords("2026-12-22", "sv", false), "22 december");
  assert.equal(dayInWords("2026-12-22", "en"), "22 December 2026");
  assert.equal(dayInWords("not a day", "sv"), "not a day");
});

test("languages have their own names", () => {
  assert.equal(languageName("sv"), "Svenska");
  assert.equal(languageName("en"), "English");
});
