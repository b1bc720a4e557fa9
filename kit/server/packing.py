"""Put the browser's plain modules and style sheets into packs: one file instead of forty.

Authors write plain modules, which browsers, Binder and the tests load one by one. Served by the
kit, those that a participant needs travel in one file. Each module is a function in it; what
stays at the module's own address is a shim that hands on what the pack holds, so that every
module is there once, however it was asked for. A form of import or export that is not understood
here raises ``PackingError``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

NAME = r'"\./(?P<name>[\w-]+\.js)"'
IMPORT = re.compile(
    rf"^import\s+(?:(?:\*\s+as\s+(?P<all>\w+)|\{{(?P<named>[^}}]*)\}})\s*from\s+)?{NAME};",
    re.MULTILINE,
)
HANDED_ON = re.compile(rf"^export\s+\{{(?P<named>[^}}]*)\}}\s*from\s+{NAME};", re.MULTILINE)
LISTED = re.compile(r"^export\s+\{(?P<named>[^}]*)\};", re.MULTILINE)
DECLARED = re.compile(
    r"^export\s+(?P<kind>(?:async\s+)?function\*?|class|const)\s+(?P<name>[\w$]+)", re.MULTILINE
)
ELSE = re.compile(r"^(?:import\s*[^\s(.]|export\b).*", re.MULTILINE)
COMMENT = re.compile(r"^[ \t]*(?:/\*(?:[^*]|\*(?!/))*\*/[ \t]*|//.*)$", re.MULTILINE)
TYPE = re.compile(r"/\*\* ?@[^*\n]*\*/ ?")
EMPTY = re.compile(r"\n\s*\n+")
STYLE_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


class PackingError(ValueError):
    """Say which line of which file cannot be packed."""


@dataclass(frozen=True, slots=True)
class Module:
    """Hold one module taken apart: its body as a function's, what it needs, what it gives."""

    name: str
    body: str
    needs: tuple[str, ...]
    gives: Mapping[str, str]
    """What others call it -> what it is called inside."""

    @property
    def variable(self) -> str:
        """Return what the module is called in a pack."""
        return variable(self.name)


def variable(name: str) -> str:
    """Return what a module is called in a pack: form-rules.js is $form_rules."""
    return "$" + name.removesuffix(".js").replace("-", "_")


def take_apart(name: str, source: str) -> Module:
    """Read a module's imports and exports, and leave its comments out."""
    needs: list[str] = []
    gives: dict[str, str] = {}

    def imported(found: re.Match[str]) -> str:
        needs.append(found["name"])
        if found["all"]:
            return f"const {found['all']} = {variable(found['name'])};"
        pairs = ", ".join(
            one if one == to else f"{one}: {to}" for one, to in _pairs(found["named"])
        )
        return f"const {{ {pairs} }} = {variable(found['name'])};" if pairs else ""

    def handed_on(found: re.Match[str]) -> str:
        needs.append(found["name"])
        gives.update({to: f"{variable(found['name'])}.{one}" for one, to in _pairs(found["named"])})
        return ""

    def listed(found: re.Match[str]) -> str:
        gives.update({to: one for one, to in _pairs(found["named"])})
        return ""

    def declared(found: re.Match[str]) -> str:
        gives[found["name"]] = found["name"]
        return f"{found['kind']} {found['name']}"

    body = EMPTY.sub("\n", TYPE.sub("", COMMENT.sub("", source)))
    for pattern, change in (
        (IMPORT, imported),
        (HANDED_ON, handed_on),
        (LISTED, listed),
        (DECLARED, declared),
    ):
        body = pattern.sub(change, body)
    odd = ELSE.search(body)
    if odd:
        raise PackingError(f"{name}: cannot be packed: {odd[0][:80]}")
    return Module(name, body.strip(), tuple(dict.fromkeys(needs)), gives)


def _pairs(named: str | None) -> Iterator[tuple[str, str]]:
    """Read "a, b as c" as pairs of the name there and the name here."""
    for one in (named or "").split(","):
        words = one.split()
        if words:
            yield words[0], words[-1]


def pack(
    sources: Mapping[str, str],
    roots: Iterable[str],
    above: Sequence[Module] = (),
    packed: str = "",
) -> tuple[str, list[Module]]:
    """Return one file with the roots and all that they import, and its modules in their order.

    ``sources`` holds the modules' texts by file name. What is imported only when it is needed,
    by ``import()``, stays outside unless it is a root. The modules ``above`` are in another pack
    already, the file ``packed``, and are taken from there.
    """
    known = list(above)
    for root in roots:
        _add(root, sources, known, ())
    order = known[len(above) :]
    names = ", ".join(module.variable for module in order)
    parts = [*map(_as_function, order), f"export {{ {names} }};\n"]
    return "\n".join([*_taken(order, above, packed), *parts]), order


def _taken(order: Iterable[Module], above: Iterable[Module], packed: str) -> list[str]:
    """Return the line that takes what is needed from another pack."""
    needed = {need for module in order for need in module.needs}
    names = [module.variable for module in above if module.name in needed]
    return [f'import {{ {", ".join(names)} }} from "./{packed}";'] if names else []


def _add(
    name: str, sources: Mapping[str, str], order: list[Module], above: tuple[str, ...]
) -> None:
    if name in above:
        raise PackingError(f"{' imports '.join((*above, name))}: a circle cannot be packed")
    if any(module.name == name for module in order):
        return
    if name not in sources:
        raise PackingError(f"{above[-1] if above else 'the pack'} imports {name}: no such file")
    module = take_apart(name, sources[name])
    for need in module.needs:
        _add(need, sources, order, (*above, name))
    order.append(module)


def _as_function(module: Module) -> str:
    given = ", ".join(to if one == to else f"{to}: {one}" for to, one in module.gives.items())
    lines = f"const {module.variable} = (() => {{", module.body, f"return {{ {given} }};", "})();"
    return "\n".join(lines)


def shim(module: Module, packed: str) -> str:
    """Return what stands at a packed module's own address; ``packed`` is the pack's file name.

    A page that is older than the pack may find a module without something: it is undefined then,
    where a plain import would stop the whole page.
    """
    lines = [f'import * as pack from "./{packed}";', f"const its = pack.{module.variable} ?? {{}};"]
    return "\n".join([*lines, *(f"export const {one} = its.{one};" for one in module.gives), ""])


def pack_styles(sources: Mapping[str, str], names: Iterable[str]) -> str:
    """Return one style sheet with several, in the order given, without their comments."""
    texts = []
    for name in names:
        text = STYLE_COMMENT.sub("", sources[name])
        if "@import" in text or "url(" in text:
            raise PackingError(f"{name}: names another file, and would look for it elsewhere")
        texts.append(EMPTY.sub("\n", text).strip())
    return "\n".join([*texts, ""])
