"""Show what many files say together, through the same protection as a round's result."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from kit.collecting import LATEST, Collection, Gathering, period_in_words
from kit.comparing import Earlier, leaves_few
from kit.disclosure import SafeTable
from kit.errors import Problem
from kit.group_report import group_state
from kit.groups import tally_of
from kit.language import say
from kit.questionnaire import Questionnaire
from kit.records import Response
from kit.release import make_release

Message = dict[str, Any]
Marks = frozenset[tuple[str, int]]


def safe_table_of(
    questionnaire: Questionnaire, responses: Sequence[Response], earlier: Earlier | None = None
) -> SafeTable | None:
    """Return the protected figures of these people, None when there is nothing to show.

    They are what a round of the same people would release once it is closed, compared with an
    earlier one where there is one.
    """
    if not responses:
        return None
    tally, people = tally_of(questionnaire, responses), len(responses)
    safe = make_release(
        questionnaire, tally, responses, status="closed", people=people, earlier=earlier
    )
    if safe is None or not any(row["status"] == "shown" for row in safe["rows"]):
        return None
    return safe


class FileDesk:
    """Take files in portions and draw what they show together; answers a group window.

    Two selections that differ by a few people would tell of just those, so a second one is drawn
    only when it is the same or differs from each before it by nobody or by enough.

    Where the files hold two rounds, the later half-year is shown beside the one before, and what
    each person's key links of them is compared.
    """

    def __init__(self, questionnaire: Questionnaire) -> None:
        self.questionnaire = questionnaire
        self._collection = Collection(questionnaire)
        self._shown: list[Marks] = []
        self._pairs: list[Marks] = []
        self._changes: list[Mapping[str, Any]] = []

    def files(self, request: Mapping[str, Any]) -> Message:
        """Take a portion of files: ``files`` as ``kit.collecting`` takes them, and ``language``."""
        self._collection.language = str(request["language"])
        for told in request["files"]:
            self._collection.take_told(told)
        return {"files": self._collection.files}

    def gather(self, request: Mapping[str, Any]) -> Message:
        """Return what all files so far show, or why they show nothing new.

        ``unread`` is how many files the browser itself could not read.

        Keys: state (of ``kit.group_report``, None when there is nothing new to show), said
        (sentences), refused (name and reason), periods (id and label) and the chosen period.
        """
        language = str(request["language"])
        self._collection.language = language
        least = self.questionnaire.privacy.min_group
        period = str(request["period"] or self._usual(least))
        gathered = self._collection.gather(period)
        unread = int(request.get("unread", 0))
        said = counted(replace(gathered, files=gathered.files + unread), language)
        state = None
        if not may_follow(self._shown, gathered.marks, least):
            said.append(_too_alike(language, least))
        elif safe := self._safe(gathered, period, least):
            state = group_state(self.questionnaire, safe, language, list(request["views"]))
        else:
            said.append(nothing_safe(language, least))
        return {
            "state": state,
            "said": said,
            "refused": [{"name": one.file, "reason": reason(one)} for one in gathered.refused],
            "periods": _periods(gathered, language),
            "period": period,
        }

    def _usual(self, least: int) -> str:
        """Return what is counted when nobody has chosen: the later of two rounds, or all."""
        periods = self._collection.gather().periods
        return periods[0] if self._collection.two_rounds(periods, least) else LATEST

    def _safe(self, gathered: Gathering, period: str, least: int) -> SafeTable | None:
        """Return what may be shown, with what has changed where that may be shown as well."""
        earlier, marks = self._earlier(gathered, period, least)
        safe = safe_table_of(self.questionnaire, gathered.responses, earlier)
        if safe is None or leaves_few(safe["rows"], self._changes, "now", least):
            return None
        self._shown.append(gathered.marks)
        if earlier is not None and "change" in safe:
            self._shown.append(marks_of(earlier.then))
            self._pairs.append(marks)
            self._changes.append(safe["change"])
        return safe

    def _earlier(
        self, gathered: Gathering, period: str, least: int
    ) -> tuple[Earlier | None, Marks]:
        """Return the half-year before a chosen one, and what tells its pairs from other pairs."""
        before = next((one for one in gathered.periods if one < period), None)
        if period == LATEST or before is None:
            return None, frozenset()
        then, now = self._collection.by_person(before), self._collection.by_person(period)
        links = {now[one].response_id: then[one].response_id for one in then.keys() & now.keys()}
        tables = safe_table_of(self.questionnaire, list(then.values()))
        pairs = [(then[one], now[one]) for one in then.keys() & now.keys()]
        marks = frozenset((a.response_id + b.response_id, a.seq + b.seq) for a, b in pairs)
        told = [*self._shown, gathered.marks]
        may = may_follow(told, marks_of(then.values()), least)
        if tables is None or not may or not may_follow(self._pairs, marks, least):
            return None, marks
        if leaves_few(tables["rows"], self._changes, "then", least):
            return None, marks
        people = list(then.values()), list(gathered.responses)
        name = period_in_words(before, self._collection.language)
        return Earlier(self.questionnaire, tables, *people, links, name), marks


def marks_of(responses: Iterable[Response]) -> Marks:
    """Return what tells a selection of answers from another one."""
    return frozenset((one.response_id, one.seq) for one in responses)


def may_follow(shown: Sequence[Marks], marks: Marks, least: int) -> bool:
    """Say whether answers may be shown after others: it differs by nobody or by enough."""
    return all(_apart(marks, before, least) for before in shown)


def _apart(one: Marks, other: Marks, least: int) -> bool:
    both = one & other
    return not both or all(
        len(side - both) == 0 or len(side - both) >= least for side in (one, other)
    )


def counted(gathered: Gathering, language: str) -> list[str]:
    """Say how many people and files count."""
    said = [
        say(
            language,
            "People whose answers count: {people}. Files: {files}.",
            people=len(gathered.responses),
            files=gathered.files,
        )
    ]
    if gathered.copies:
        copies = say(
            language,
            "Answers that stand in several files are counted once: {count}.",
            count=gathered.copies,
        )
        said.append(copies)
    return said


def reason(problem: Problem) -> str:
    """Say why a file does not count, and what to do where there is something."""
    return f"{problem.what} {problem.remedy}".rstrip()


def nothing_safe(language: str, least: int) -> str:
    """Say that no figure may be shown yet."""
    return say(
        language,
        "There is nothing to show yet: it takes at least {least} people, and answers that differ "
        "enough for nobody to be found out.",
        least=least,
    )


def _too_alike(language: str, least: int) -> str:
    return say(
        language,
        "The pictures are not drawn anew: these answers differ from those already shown by fewer "
        "than {least} people, whose answers could then be worked out. Add more files, or reload "
        "the page to begin from the start.",
        least=least,
    )


def _periods(gathered: Gathering, language: str) -> list[dict[str, str]]:
    latest = {"id": LATEST, "label": say(language, "Everyone's latest answers")}
    halves = [
        {"id": period, "label": period_in_words(period, language)} for period in gathered.periods
    ]
    return [latest, *halves] if len(halves) > 1 else []
