"""Windows for facilitators: change a questionnaire's words and see the form at once."""

from __future__ import annotations

from base64 import b64encode
from html import escape
from pathlib import Path
from typing import Any

import ipywidgets
import traitlets

from kit.editing import Manuscript, Wording, is_file_name, save_questionnaire
from kit.errors import KitError, Problem
from kit.language import msgid, say
from kit.opening import window_state
from kit.questionnaire import Questionnaire
from kit.reading import check_text
from kit.widgets.form import Form

WHOLE_FILE = "whole file"
SECTIONS = {
    "title": msgid("Title"),
    "intro": msgid("Introduction"),
    "scales": msgid("Scales"),
    "levels": msgid("Levels"),
    "areas": msgid("Areas, competences and next steps"),
    "tags": msgid("Themes across areas"),
    "roles": msgid("Roles"),
    "goals": msgid("Goals"),
    "background": msgid("Background questions"),
    "pages": msgid("Pages and statements"),
    "reflection": msgid("Reflection prompts"),
    WHOLE_FILE: msgid("The whole file (YAML)"),
}
HEADS = (msgid("Line"), msgid("Problem"), msgid("Remedy"))
STEP = " › "
LISTS = {*SECTIONS, "items", "points", "other", "options", "competences", "credit"} - {
    "title",
    "intro",
}
KINDS = {
    "title": msgid("title"),
    "intro": msgid("introduction"),
    "text": msgid("text"),
    "help": msgid("explanation"),
    "label": msgid("name"),
    "recommend": msgid("next step at level"),
}
# Not 100%: a box's margins come on top of that, and its right edge would be cut off.
WIDE = ipywidgets.Layout(width="auto")


class Adaptation(traitlets.HasTraits):
    """Hold a questionnaire that is being changed, and show it in windows that follow each other.

    ``source`` is the whole file as text; every window watches it. Nothing is written before
    ``save`` is pressed.
    """

    source = traitlets.Unicode()
    problems_found = traitlets.Any(())
    path = traitlets.Instance(Path)

    def __init__(self, path: Path, language: str = "sv") -> None:
        """Open the questionnaire at ``path``; ``language`` is the language of the windows."""
        super().__init__()
        self._language = language
        self.folder = path.parent
        self._questionnaire: Questionnaire | None = None
        self._open(path)
        self.observe(self._check, "source")

    def choose(self) -> ipywidgets.Widget:
        """Pick which questionnaire to change."""
        paths = sorted(self.folder.glob("*.yaml"))
        picker = ipywidgets.Dropdown(
            options=[(path.stem, path) for path in paths],
            value=self.path,
            description=self._say("Questionnaire"),
            style={"description_width": "initial"},
        )
        picker.observe(lambda change: self._open(change["new"]), "value")
        return picker

    def words(self) -> ipywidgets.Widget:
        """Change the words, one part of the questionnaire at a time."""
        part = ipywidgets.Dropdown(
            options=[(self._say(label), key) for key, label in SECTIONS.items()],
            value="title",
            description=self._say("Part"),
            style={"description_width": "initial"},
        )
        fields = ipywidgets.VBox(layout=WIDE)

        def show(_: object = None) -> None:
            fields.children = self._fields(part.value)

        part.observe(show, "value")
        self.observe(show, "path")
        show()
        return ipywidgets.VBox([part, fields])

    def problems(self) -> ipywidgets.Widget:
        """Show what has to be put right, with lines."""
        table = ipywidgets.HTML()

        def show(_: object = None) -> None:
            table.value = problem_table(self.problems_found, self._language)

        self.observe(show, "problems_found")
        show()
        return table

    def preview(self) -> ipywidgets.Widget:
        """Show the form as participants will see it; nothing that is answered here is kept."""
        place = ipywidgets.VBox(layout=WIDE)

        def show(_: object = None) -> None:
            if self._questionnaire is None:
                return
            state = window_state(self._questionnaire)
            if place.children:
                # The same form, so that it stays on the page whose words are being changed.
                place.children[0].state = state | {"keep": False}
            else:
                place.children = (Form(state, keep=False),)

        self.observe(show, "problems_found")
        self.observe(show, "source")
        show()
        return place

    def save(self) -> ipywidgets.Widget:
        """Save among the questionnaires, or download where nothing can be kept."""
        name = ipywidgets.Text(self.path.stem, description=self._say("File name"))
        replace = ipywidgets.Checkbox(description=self._say("Replace the file that is there"))
        button = ipywidgets.Button(description=self._say("Save"), button_style="primary")
        said = ipywidgets.HTML()
        link = ipywidgets.HTML()

        def press(_: object) -> None:
            said.value = escape(self._save(name.value, replace=replace.value))

        def offer(_: object = None) -> None:
            named = name.value if is_file_name(name.value) else self.path.stem
            link.value = download_link(self._named(named), f"{named}.yaml", self._say("Download"))

        button.on_click(press)
        self.observe(offer, "source")
        name.observe(offer, "value")
        self.observe(lambda _: setattr(name, "value", self.path.stem), "path")
        offer()
        return ipywidgets.VBox([name, replace, ipywidgets.HBox([button, link]), said])

    def _say(self, msgid: str, **params: object) -> str:
        return say(self._language, msgid, **params)

    def _open(self, path: Path) -> None:
        self.source = path.read_text(encoding="utf-8")
        self.path = path
        self._check()

    def _check(self, _: object = None) -> None:
        questionnaire, problems = check_text(self.source, self.path.name)
        if questionnaire is not None:
            self._questionnaire = questionnaire
        self.problems_found = tuple(problems)

    def _save(self, name: str, *, replace: bool) -> str:
        if self.problems_found:
            return self._say("Not saved. Put the problems right first; they are listed above.")
        try:
            path = save_questionnaire(
                self.folder, name, self._named(name), replace=replace, language=self._language
            )
        except KitError as error:
            return str(error)
        return self._say("Saved as {path}.", path=f"{path.parent.name}/{path.name}")

    def _named(self, name: str) -> str:
        try:
            manuscript = Manuscript(self.source)
        except ValueError:
            return self.source
        manuscript.rename(name)
        return manuscript.source

    def _fields(self, section: str) -> tuple[ipywidgets.Widget, ...]:
        if section == WHOLE_FILE:
            return (self._whole_file(),)
        try:
            wordings = Manuscript(self.source).wordings()
        except ValueError:
            return (
                ipywidgets.Label(self._say("Put the file right first: choose the whole file.")),
            )
        return tuple(self._field(wording) for wording in wordings if wording.section == section)

    def _field(self, wording: Wording) -> ipywidgets.Widget:
        areas = [self._text(wording, language) for language in wording.words]
        place = ipywidgets.Label(place_in_words(wording.place, self._language))
        return ipywidgets.VBox([place, *areas], layout=WIDE)

    def _text(self, wording: Wording, language: str) -> ipywidgets.Widget:
        area = ipywidgets.Textarea(
            wording.words[language], description=language, continuous_update=False, layout=WIDE
        )

        def put(change: dict[str, Any]) -> None:
            manuscript = Manuscript(self.source)
            manuscript.change(wording.path, language, change["new"])
            self.source = manuscript.source

        area.observe(put, "value")
        return area

    def _whole_file(self) -> ipywidgets.Widget:
        layout = ipywidgets.Layout(width="auto", height="30rem")
        area = ipywidgets.Textarea(self.source, continuous_update=False, layout=layout)
        area.observe(lambda change: setattr(self, "source", change["new"]), "value")
        return area


def place_in_words(place: str, language: str) -> str:
    """Say where a text stands as a facilitator would: its id, and what kind of text it is."""
    parts = place.split(STEP)
    named = [part for part in parts if part not in LISTS] or parts
    return STEP.join(say(language, KINDS[part]) if part in KINDS else part for part in named)


def problem_table(problems: tuple[Problem, ...], language: str) -> str:
    """Return the problems as an HTML table; every word of a file is escaped."""
    if not problems:
        return escape(say(language, "No problems found."))
    head = "".join(f'<th scope="col">{say(language, h)}</th>' for h in HEADS)
    rows = "".join(
        f"<tr><td>{problem.line or ''}</td><td>{escape(problem.what)}</td>"
        f"<td>{escape(problem.remedy)}</td></tr>"
        for problem in problems
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def download_link(text: str, name: str, words: str) -> str:
    """Return a link that hands ``text`` over as a file, without a server or a script."""
    data = b64encode(text.encode()).decode()
    href = f"data:application/yaml;base64,{data}"
    look = "jupyter-button widget-button"
    return f'<a class="{look}" download="{escape(name)}" href="{href}">{escape(words)}</a>'
