"""Begin a Word file with nothing in it that the kit has not put there.

The library's own template brings along 160 styles, a picture of another document, and a mode for
files of an older Word.
"""

from __future__ import annotations

from collections.abc import Collection

import docx
from docx.document import Document as File
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

MODE = "http://schemas.microsoft.com/office/word"


def bare(styles: Collection[str]) -> File:
    """Return an empty file that has these styles, as far as the template knows them."""
    file = docx.Document()
    _keep(file, styles)
    _without_picture(file)
    _of_today(file)
    return file


def _keep(file: File, names: Collection[str]) -> None:
    kept = {one.style_id for one in file.styles if one.name in names or one.element.default}
    for style in file.styles.element.findall(qn("w:style")):
        if style.get(qn("w:styleId")) not in kept:
            file.styles.element.remove(style)
        for link in style.findall(qn("w:link")):
            style.remove(link)


def _without_picture(file: File) -> None:
    package = file.part.package
    for name, relation in list(package.rels.items()):
        if relation.reltype.endswith("/thumbnail"):
            del package.rels[name]


def _of_today(file: File) -> None:
    """Let Word open the file in its own mode, and not in one that lacks what it can do today."""
    modes = OxmlElement("w:compat")
    mode = OxmlElement("w:compatSetting")
    for name, value in (("name", "compatibilityMode"), ("uri", MODE), ("val", "15")):
        mode.set(qn(f"w:{name}"), value)
    modes.append(mode)
    settings = file.settings.element
    for old in settings.findall(qn("w:compat")):
        settings.replace(old, modes)
