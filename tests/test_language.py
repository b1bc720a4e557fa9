from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from kit.language import LOCALE, PLACEHOLDER, say, words

KIT = LOCALE.parent
LITERAL = re.compile(r'"((?:[^"\\]|\\.)*)"' + "|" + r"'((?:[^'\\]|\\.)*)'")
SPOKEN = re.compile(r"(?<!function )\b(?:say|msgid)\(")
KEPT = re.compile(r"\bmsgid:\s*(?:" + LITERAL.pattern + ")")
COMMENT = re.compile(r"/\*.*?\*/|^\s*//[^\n]*$", re.DOTALL | re.MULTILINE)


def literals(node: ast.AST) -> Iterator[str]:
    """Yield the strings that stand under a node, keys in square brackets left out."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    for child in ast.iter_child_nodes(node):
        if not (isinstance(node, ast.Subscript) and child is node.slice):
            yield from literals(child)


def spoken_in_python(text: str) -> Iterator[str]:
    """Yield the sentences of say(language, sentence, ...) and of methods x.say(sentence, ...)."""
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Name) and node.func.id == "say":
            yield from (text for said in node.args[1:2] for text in literals(said))
        if isinstance(node.func, ast.Attribute) and node.func.attr == "say":
            yield from (text for said in node.args[:1] for text in literals(said))


def arguments(source: str, start: int) -> Iterator[str]:
    """Yield the top-level arguments of the call whose bracket opens just before ``start``."""
    depth, begin, at = 0, start, start
    while at < len(source):
        literal = LITERAL.match(source, at)
        if literal:
            at = literal.end()
            continue
        mark = source[at]
        if mark in "([{":
            depth += 1
        elif mark in ")]}" and depth == 0:
            yield source[begin:at]
            return
        elif mark in ")]}":
            depth -= 1
        elif mark == "," and depth == 0:
            yield source[begin:at]
            begin = at + 1
        at += 1


def spoken_in_javascript(source: str) -> Iterator[str]:
    """Yield the sentences of say(...) and msgid(...), and of properties ``msgid: "..."``."""
    source = COMMENT.sub("", source)
    for call in SPOKEN.finditer(source):
        for argument in arguments(source, call.end()):
            found = [a or b for a, b in LITERAL.findall(argument)]
            if found and not argument.strip().startswith("{"):
                yield from (text.replace('\\"', '"') for text in found)
                break
    yield from (a or b for a, b in KEPT.findall(source))


def files(pattern: str) -> Iterator[tuple[str, str]]:
    """Yield the name and the text of every file of ours of a kind."""
    for path in sorted(KIT.rglob(pattern)):
        if path.name != "vega.js":
            yield path.name, path.read_text(encoding="utf-8")


def spoken() -> dict[str, str]:
    """Return sentence -> a file that says it, over the whole kit."""
    python = {said: name for name, text in files("*.py") for said in spoken_in_python(text)}
    return python | {
        said: name for name, text in files("*.js") for said in spoken_in_javascript(text)
    }


def written() -> set[str]:
    """Return every string in the kit: sentences may be kept in tables and said later."""
    python = {said for _, text in files("*.py") for said in literals(ast.parse(text))}
    javascript = {said for _, text in files("*.js") for said in spoken_in_javascript(text)}
    return python | javascript


def test_the_scan_reads_the_ways_in_which_the_kit_speaks() -> None:
    python = 'say(language, "a" if x else "b", n=1); self.say("c", n="d"); say(language, T["e"])'
    assert sorted(spoken_in_python(python)) == ["a", "b", "c"]
    source = """
    // say("not this")
    say(words, language, done ? "One, {n}" : "Two", { n: f("x") });
    say("Three"); const t = { msgid: "Four" }; msgid("Five"); say(problem.msgid, problem.params);
    export function say(words) {}
    """
    assert sorted(spoken_in_javascript(source)) == ["Five", "Four", "One, {n}", "Three", "Two"]


def test_everything_that_is_said_has_swedish_words() -> None:
    missing = {msgid: file for msgid, file in spoken().items() if not words("sv").get(msgid)}
    assert missing == {}


def test_no_swedish_words_are_left_over() -> None:
    known = written()
    assert [msgid for msgid in words("sv") if msgid not in known] == []


def test_placeholders_survive_translation() -> None:
    for msgid, sentence in words("sv").items():
        assert sorted(set(PLACEHOLDER.findall(msgid))) == sorted(set(PLACEHOLDER.findall(sentence)))


def test_no_sentence_is_translated_twice() -> None:
    texts = [file.read_text(encoding="utf-8") for file in LOCALE.glob("sv/*.po")]
    ids = [id_ for text in texts for id_ in re.findall(r'^msgid "(.+)"$', text, re.MULTILINE)]
    assert sorted(ids) == sorted(set(ids))


@pytest.mark.parametrize("file", sorted(LOCALE.glob("*/*.po")), ids=lambda file: file.stem)
def test_the_files_of_words_are_in_order(file: Path) -> None:
    with file.open("rb") as lines:
        catalogue = read_po(lines, locale=file.parent.name, abort_invalid=True)
    assert [entry.id for entry in catalogue if entry.id and (not entry.string or entry.fuzzy)] == []


def test_a_sentence_is_said_in_the_language_asked_for() -> None:
    assert say("sv", "Page {page} of {pages}", page=2, pages=5) == "Sida 2 av 5"
    assert say("en", "Page {page} of {pages}", page=2, pages=5) == "Page 2 of 5"
    assert say("xx", "Page {page} of {pages}", page=2, pages=5) == "Page 2 of 5"


def test_what_is_filled_in_is_not_read_again() -> None:
    assert say("sv", "Page {page} of {pages}", page="{pages}", pages="<b>") == "Sida {pages} av <b>"
    with pytest.raises(KeyError):
        say("sv", "Page {page} of {pages}", page=1)


@pytest.mark.parametrize("language", ["en", "xx", "../sv", ""])
def test_a_language_without_a_file_has_no_words(language: str) -> None:
    assert words(language) == {}


def test_nobody_can_change_the_words_of_others() -> None:
    words("sv")["Page {page} of {pages}"] = "mine"
    assert say("sv", "Page {page} of {pages}", page=2, pages=5) == "Sida 2 av 5"
