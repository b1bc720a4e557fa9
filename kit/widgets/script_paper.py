"""Answer a page that wants a workshop's script on paper."""

from __future__ import annotations

import re

from kit.errors import KitError
from kit.shelf import QUESTIONNAIRE_PATTERN
from kit.widgets.window import Message, Window


def answer_papers(window: Window) -> None:
    """Let a window's kernel write a script of the kit's own on paper, by its id.

    The answer is the file's ``name``, ``type`` and ``base64``, or the ``problem`` in a sentence.
    """
    window.answer("paper", _paper)


def _paper(message: Message) -> Message:
    # The reader comes with the first paper that is asked for.
    from kit.reading.scripts import read_script  # noqa: PLC0415 - see above
    from kit.script_paper import paper_file  # noqa: PLC0415 - likewise
    from kit.script_shelf import find_script  # noqa: PLC0415 - likewise

    request = message["request"]
    name, language = str(request["script"]), str(request["language"])
    # An id names a script of the kit's; a path would name any file of the server's.
    known = name if re.fullmatch(QUESTIONNAIRE_PATTERN, name) else ""
    try:
        path = find_script(known, language=language)
        return dict(paper_file(read_script(path, language=language), language))
    except KitError as error:
        return {"problem": str(error)}
