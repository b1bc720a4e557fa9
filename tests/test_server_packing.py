"""Packs: many plain modules in one file, each of them there once, and nothing guessed."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from node import NODE
from serving import ROOT
from test_language import spoken_in_javascript

from kit.language import words
from kit.server.packing import Module, PackingError, pack, pack_styles, shim, take_apart
from kit.server.states import Paper, States
from kit.server.statics import READY, ROOTS, SHEET, SHEETS, START, WORK, WORK_ROOTS, edition

STATIC = ROOT / "kit" / "static"
MODULES = {
    path.name: path.read_text(encoding="utf-8")
    for path in sorted(STATIC.glob("*.js"))
    if path.name not in READY
}
COMPARE = """
const [folder, names] = [process.argv[1], JSON.parse(process.argv[2])];
const told = {};
for (const [name, variable, packed] of names) {
  const pack = await import(`${folder}/${packed}`);
  const [own, shim] = [await import(`STATIC/${name}`), await import(`${folder}/${name}`)];
  told[name] = [Object.keys(own).sort(), Object.keys(shim).sort(),
    Object.keys(shim).every((key) => shim[key] === pack[variable][key])];
}
console.log(JSON.stringify(told));
""".replace("STATIC", STATIC.as_uri())


def run(folder: Path, script: str, *arguments: str) -> str:
    (folder / "package.json").write_text('{"type": "module"}')
    command = [NODE, "--input-type=module", "--eval", script, *arguments]
    ran = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


@pytest.mark.parametrize("name", MODULES)
def test_every_module_can_be_packed(name: str) -> None:
    module = take_apart(name, MODULES[name])
    assert set(module.needs) <= MODULES.keys()


def test_a_packed_module_gives_what_the_module_gives_and_is_there_once(tmp_path: Path) -> None:
    for name, asset in edition(STATIC).assets.items():
        (tmp_path / name).write_bytes(asset.body)
    _, order = pack(MODULES, ROOTS)
    _, later = pack(MODULES, WORK_ROOTS, order, START)
    places = [(one, START) for one in order] + [(one, WORK) for one in later]
    names = json.dumps([[one.name, one.variable, at] for one, at in places if one.name != START])
    told = json.loads(run(tmp_path, COMPARE, str(tmp_path), names))
    assert len(told) > 40
    for name, (own, shimmed, is_one) in told.items():
        assert (shimmed, is_one) == (own, True), name


def test_a_pack_runs_what_its_modules_would(tmp_path: Path) -> None:
    sources = {
        "start.js": 'import { twice as double, Two } from "./two.js";\n'
        'import * as all from "./two.js";\nimport "./three.js";\n'
        'export { three } from "./three.js";\n'
        "/** Says it. */\nexport const told = [double(4), new Two().two, Object.keys(all).sort()];"
        "\n"
        "const later = 5;\nexport { later as sooner };\n"
        "export const where = import.meta.url;\n"
        "export const others = async (name) => (await import(`./${name}.js`)).here;\n",
        "two.js": "// a comment\nexport function twice(it) { return 2 * it; }\n"
        "export class Two { two = `// 2`; }\nexport async function* many() {}\n",
        "three.js": "export const three = 3;\nglobalThis.ran = (globalThis.ran ?? 0) + 1;\n",
    }
    sources["two.js"] = sources["two.js"].replace("async function*", "async function")
    text, order = pack(sources, ["start.js"])
    (tmp_path / "start.js").write_text(text)
    for module in order[:-1]:
        (tmp_path / module.name).write_text(shim(module, "start.js"))
    (tmp_path / "four.js").write_text("export const here = 'here';\n")
    script = """
    const { $start: start } = await import(`${process.argv[1]}/start.js`);
    const { three } = await import(`${process.argv[1]}/three.js`);
    const { told, sooner, where } = start;
    const here = await start.others("four");
    console.log(JSON.stringify([told, sooner, start.three, three, ran, here, where]));
    """
    told = json.loads(run(tmp_path, script, str(tmp_path)))
    assert told[:-1] == [[8, "// 2", ["Two", "many", "twice"]], 5, 3, 3, 1, "here"]
    assert told[-1].endswith("/start.js")
    assert "a comment" not in text


def test_a_second_pack_takes_what_the_first_one_has(tmp_path: Path) -> None:
    sources = {
        "start.js": 'import { count } from "./count.js";\nexport const first = count();\n',
        "count.js": "let n = 0;\nexport const count = () => (n += 1);\n",
        "work.js": 'import { count } from "./count.js";\nimport { own } from "./own.js";\n'
        "export const second = [count(), own];\n",
        "own.js": "export const own = 'own';\n",
    }
    first, order = pack(sources, ["start.js"])
    second, later = pack(sources, ["work.js"], order, "start.js")
    assert [module.name for module in later] == ["own.js", "work.js"]
    (tmp_path / "start.js").write_text(first)
    (tmp_path / "later.js").write_text(second)
    script = """
    const { $start } = await import(`${process.argv[1]}/start.js`);
    const { $work } = await import(`${process.argv[1]}/later.js`);
    console.log(JSON.stringify([$start.first, $work.second]));
    """
    assert json.loads(run(tmp_path, script, str(tmp_path))) == [1, [2, "own"]]


@pytest.mark.parametrize(
    "source",
    [
        "export default function f() {}",
        "export let changing = 1;",
        "export const { a, b } = c;",
        "export * from './x.js';",
        'export * from "./x.js";',
        'import x from "./x.js";',
        "import { x } from './x.js';",
        'import { x } from "elsewhere";',
        'import { x } from "https://example.org/x.js";',
    ],
)
def test_what_is_not_understood_is_refused(source: str) -> None:
    with pytest.raises(PackingError, match=r"odd\.js"):
        take_apart("odd.js", f"const before = 1;\n{source}\n")


def test_circles_and_files_that_are_not_there_are_refused() -> None:
    circle = {"a.js": 'import { b } from "./b.js";', "b.js": 'import { a } from "./a.js";'}
    with pytest.raises(PackingError, match=r"a\.js imports b\.js imports a\.js"):
        pack(circle, ["a.js"])
    with pytest.raises(PackingError, match=r"a\.js imports b\.js: no such file"):
        pack({"a.js": circle["a.js"]}, ["a.js"])


def test_style_sheets_keep_their_order_and_name_no_other_file() -> None:
    sheets = {"a.css": "/* of a */\np { color: red }", "b.css": "p { color: blue }"}
    assert pack_styles(sheets, ["b.css", "a.css"]) == "p { color: blue }\np { color: red }\n"
    with pytest.raises(PackingError, match=r"c\.css"):
        pack_styles({"c.css": "p { background: url(x.png) }"}, ["c.css"])
    whole = edition(STATIC).assets[SHEET].body.decode()
    firsts = [rules(name)[:60] for name in SHEETS]
    assert [whole.index(first) for first in firsts] == sorted(map(whole.index, firsts))


def rules(sheet: str) -> str:
    return pack_styles({"it": (STATIC / f"{sheet}.css").read_text(encoding="utf-8")}, ["it"])


def test_a_change_in_any_file_gives_new_addresses(tmp_path: Path) -> None:
    for path in STATIC.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes() if path.name not in READY else b"1")
    before = edition(tmp_path).hash
    assert edition(tmp_path).hash == before
    (tmp_path / "vega.js").write_text("2")
    assert edition(tmp_path).hash != before


def test_scripts_that_cannot_be_packed_are_sent_as_they_are(tmp_path: Path) -> None:
    for path in STATIC.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes() if path.name not in READY else b"1")
    (tmp_path / "form.js").write_text("export let changing = 1;\n")
    assets = edition(tmp_path).assets
    assert assets["form.js"].body == b"export let changing = 1;\n"
    assert assets[START].body == (STATIC / START).read_bytes()


def test_the_page_brings_every_word_that_its_scripts_say() -> None:
    paper = Paper(ROOT / "questionnaires" / "bibliotek-24.yaml")
    made = edition(STATIC)
    _, order = pack(MODULES, ROOTS)
    _, later = pack(MODULES, WORK_ROOTS, order, START)
    _brings(States().read(paper, made.source), order)
    _brings(States().read(paper, made.source + made.work), [*order, *later])


def _brings(state: dict[str, Any] | None, order: list[Module]) -> None:
    assert state is not None
    said = {one for module in order for one in spoken_in_javascript(MODULES[module.name])}
    translated = words("sv")
    assert {one for one in said if one in translated} <= state["words"]["sv"].keys()
    assert len(state["words"]["sv"]) < len(translated) / 2
