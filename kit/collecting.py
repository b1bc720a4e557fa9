"""Put many participants' files together, as a facilitator gets them: what counts, what does not.

One person counts once, whatever the number of files: the files of one person have the same
``person_key``, and copies of one response the same id; of copies the one with the highest ``seq``
is the newest. Of several rounds the latest finished response counts, or the latest of a chosen
half-year. Each file that does not count is named with its reason. The order of the files is of no
account.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, NamedTuple

from pydantic import TypeAdapter, ValidationError

from kit.answers import check_answers
from kit.errors import Problem, ProblemsFound
from kit.exchange.wide_reading import read_wide
from kit.language import msgid, say
from kit.questionnaire import Questionnaire
from kit.reasons import reason
from kit.records import RandomId, Response, read_participant

LATEST = "latest"
SUMMER = 7
"""The month that the second half of a year begins with."""

RESPONSES = TypeAdapter(list[Response])
PERSON: TypeAdapter[str] = TypeAdapter(RandomId)

REFUSALS: Final = {
    "empty": msgid("The file is empty. Ask for another copy of it."),
    "too_large": msgid("The file is larger than 5 MB, so it is no participant's file."),
    "unreadable": msgid(
        "The file is cut off, damaged or of another kind. Ask for another copy of it."
    ),
    "foreign": msgid("The file is no participant's file."),
    "newer": msgid("The file was saved by a newer version of the kit: update the kit here."),
    "changed": msgid(
        "The file has been changed or damaged since it was saved, so its figures cannot be "
        "trusted. Ask for another copy of it."
    ),
    "misshapen": msgid(
        "One part of the file is not as it should be: {place}. Ask for another copy of it."
    ),
}
"""Why a file is refused, in words for whoever collects other people's files."""


@dataclass(frozen=True, slots=True)
class Gathering:
    """Hold what of the files counts, one response a person, and what does not and why.

    ``refused`` are problems whose ``file`` is the file's name. ``files`` is how many were taken,
    ``copies`` how many responses stood in more than one of them. ``periods`` are the half-years
    that somebody finished in ("2026-2"), the latest first.
    """

    responses: tuple[Response, ...]
    refused: tuple[Problem, ...]
    files: int
    copies: int
    periods: tuple[str, ...]

    @property
    def marks(self) -> frozenset[tuple[str, int]]:
        """Return what tells this selection of answers from another one."""
        return frozenset((one.response_id, one.seq) for one in self.responses)


class Entry(NamedTuple):
    """Hold one response, whose it is and which file it came in."""

    file: str
    person: str
    response: Response


@dataclass
class Collection:
    """Take files, one after the other, in any order; reasons are given in ``language``."""

    questionnaire: Questionnaire
    language: str = "sv"
    files: int = 0
    _entries: list[Entry] = field(default_factory=list)
    _refused: list[Problem] = field(default_factory=list)

    def read(self, path: Path) -> None:
        """Take a file from a disk, or all of a folder's; one that cannot be opened is refused."""
        try:
            data = path.read_bytes()
        except IsADirectoryError:
            self._read_folder(path)
            return
        except OSError as error:
            self.files += 1
            why = reason(error, self.language)
            self._refuse(path.name, "The file cannot be opened: {why}.", why=why)
            return
        if path.suffix.lower() == ".csv":
            self.take_table(data, path.name)
        else:
            self.take(data, path.name)

    def _read_folder(self, folder: Path) -> None:
        found = (one for one in folder.rglob("*") if one.suffix in {".json", ".csv"})
        files = sorted(one for one in found if not one.is_dir())
        for one in files:
            self.read(one)
        if not files:
            what = (
                "There are no participants' files in {folder}: they end with .json, and tables of "
                "exports with .csv."
            )
            self._refuse(folder.name or str(folder), what, folder=folder)

    def take(self, data: bytes, name: str) -> None:
        """Take a file's content; what is damaged or of another kind is refused by name."""
        try:
            file = read_participant(data, name, self.language, REFUSALS)
        except ProblemsFound as found:
            self.files += 1
            self._refused += found.problems
            return
        self._add(name, file.person_key, file.responses)

    def take_table(self, data: bytes, name: str) -> None:
        """Take the wide table of an export, each row as a person; a damaged one is refused.

        Rows exported without their day count as answered today.
        """
        self.files += 1
        today = datetime.now(UTC).date().isoformat()
        try:
            rows = read_wide(data, name, self.questionnaire, day=today, language=self.language)
        except ProblemsFound as found:
            self._refused += found.problems
            return
        faults = [fault for response in rows for fault in self._faults(response)]
        if faults:
            self._refuse_faulty(name, faults[0])
        else:
            self._entries += [Entry(name, response.response_id, response) for response in rows]

    def take_told(self, told: Mapping[str, Any]) -> None:
        """Take what a browser has read of a file: its ``name``, ``person`` and ``responses``."""
        name = str(told.get("name", ""))[:300]
        try:
            person = PERSON.validate_python(told.get("person"))
            responses = RESPONSES.validate_python(told.get("responses"))
        except ValidationError:
            self.files += 1
            self._refuse(name, "The answers in it are not as they should be.")
            return
        self._add(name, person, responses)

    def gather(self, period: str = LATEST) -> Gathering:
        """Return what counts: each person's latest finished response, of all or of a half-year."""
        entries = newest(self._entries)
        people: dict[str, list[Entry]] = {}
        for entry in entries:
            people.setdefault(entry.person, []).append(entry)
        refused = list(self._refused)
        chosen = []
        for own in people.values():
            counted = latest(own, period)
            if counted is not None:
                chosen.append(counted)
            else:
                refused.append(self._left_out(own))
        finished = [one.response for one in entries if one.response.status == "finished"]
        return Gathering(
            responses=tuple(sorted(chosen, key=lambda one: one.response_id)),
            refused=tuple(sorted(refused, key=lambda problem: problem.file)),
            files=self.files,
            copies=len(self._entries) - len(entries),
            periods=tuple(sorted({period_of(one) for one in finished}, reverse=True)),
        )

    def by_person(self, period: str) -> dict[str, Response]:
        """Return each person's latest finished response of a half-year, by the person's key."""
        people: dict[str, list[Entry]] = {}
        for entry in newest(self._entries):
            people.setdefault(entry.person, []).append(entry)
        found = {person: latest(own, period) for person, own in people.items()}
        return {person: one for person, one in found.items() if one is not None}

    def two_rounds(self, periods: Sequence[str], least: int) -> bool:
        """Say whether the latest half-year is a round of its own, answered once more by enough.

        When a round has only gone on past the end of June nobody has answered in both.
        """
        if len(periods) < 2:  # noqa: PLR2004 - a round and one before it
            return False
        now, then = (self.by_person(period).keys() for period in periods[:2])
        return len(now & then) >= least

    def _add(self, name: str, person: str, responses: Sequence[Response]) -> None:
        """Keep the responses to this questionnaire; a file without one is refused."""
        self.files += 1
        ours = [one for one in responses if _identity(one) == self._asked]
        if not ours:
            self._refuse_foreign(name, responses)
            return
        sound = [one for one in map(self._cleaned, ours) if not self._faults(one)]
        if not sound:
            self._refuse_faulty(name, self._faults(self._cleaned(ours[-1]))[0])
            return
        self._entries += [Entry(name, person, one) for one in sound]

    @property
    def _asked(self) -> tuple[str, str]:
        return self.questionnaire.id, self.questionnaire.version

    def _cleaned(self, response: Response) -> Response:
        """Leave out what cannot count: answers to hidden questions, a round's own units and roles.

        A participant's own file keeps what was answered before a question was hidden. Odd answers
        to rated items stay, to be found.
        """
        asked = {question.id for question in self.questionnaire.background}
        background = {key: value for key, value in response.background.items() if key in asked}
        roles = {role.id for role in self.questionnaire.roles}
        role = response.role if response.role in roles else None
        about = {"background": background, "role": role}
        return response.model_copy(update=about | {"answers": self._counting(response)})

    def _counting(self, response: Response) -> dict[str, Any]:
        """Return the answers to rated items that are shown, odd ones among them."""
        odd = {problem.file for problem in self._faults(response)}
        sound = {key: value for key, value in response.answers.items() if key not in odd}
        rated = {item.id for item in self.questionnaire.rated()}
        shown = rated & set(self.questionnaire.visible(sound))
        return {key: value for key, value in response.answers.items() if key.split(".")[0] in shown}

    def _faults(self, response: Response) -> list[Problem]:
        return check_answers(self.questionnaire, response, self.language)

    def _refuse_faulty(self, name: str, fault: Problem) -> None:
        self._refused.append(Problem(name, None, f"{fault.file}: {fault.what}", fault.remedy))

    def _refuse_foreign(self, name: str, responses: Sequence[Response]) -> None:
        if not responses:
            self._refuse(name, "There are no answers in the file.")
            return
        given = ", ".join(dict.fromkeys(" ".join(_identity(one)) for one in responses))
        asked = " ".join(self._asked)
        self._refuse(
            name, "The answers belong to {given}, not to {asked}.", given=given, asked=asked
        )

    def _left_out(self, own: Sequence[Entry]) -> Problem:
        """Say why none of a person's responses counts."""
        finished = [one.response for one in own if one.response.status == "finished"]
        if not finished:
            what = say(self.language, "The answers in it are begun but not finished.")
        else:
            named = ", ".join(
                dict.fromkeys(period_in_words(period_of(one), self.language) for one in finished)
            )
            what = say(
                self.language, "The answers in it are from another time: {when}.", when=named
            )
        return Problem(own[0].file, None, what, "")

    def _refuse(self, name: str, sentence: str, **params: object) -> None:
        self._refused.append(Problem(name, None, say(self.language, sentence, **params), ""))


def newest(entries: Iterable[Entry]) -> list[Entry]:
    """Return the newest copy of each response, by its ``seq``."""
    best: dict[str, Entry] = {}
    for entry in entries:
        before = best.get(entry.response.response_id)
        if before is None or _age(entry) > _age(before):
            best[entry.response.response_id] = entry
    return [best[key] for key in sorted(best)]


def latest(own: Sequence[Entry], period: str = LATEST) -> Response | None:
    """Return a person's latest finished response of a period, None when there is none."""
    finished = [one.response for one in own if one.response.status == "finished"]
    among = [one for one in finished if period in {LATEST, period_of(one)}]
    return max(among, key=lambda one: (one.day, one.seq, one.response_id), default=None)


def period_of(response: Response) -> str:
    """Return the half-year that a response is from: "2026-2" for July to December."""
    year, month, _ = response.day.split("-")
    return f"{year}-{1 + (int(month) >= SUMMER)}"


def period_in_words(period: str, language: str) -> str:
    """Name a half-year: "juli–december 2026"."""
    year, half = period.split("-")
    if half == "1":
        return say(language, "January–June {year}", year=year)
    return say(language, "July–December {year}", year=year)


def _identity(response: Response) -> tuple[str, str]:
    return response.questionnaire.id, response.questionnaire.version


def _age(entry: Entry) -> tuple[int, str, str, str]:
    """Return a key by which the newest copy comes last; equals are told apart all the same."""
    content = entry.response.model_dump_json()
    return entry.response.seq, content, entry.person, entry.file
