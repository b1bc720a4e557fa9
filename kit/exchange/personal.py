"""Say what personal data an export holds, for whoever answers for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kit.exchange.answers import asked
from kit.exchange.wide import Row
from kit.language import say
from kit.questionnaire import Questionnaire


@dataclass(frozen=True, slots=True)
class Personal:
    """Count what can point at a person.

    ``people`` is the number of rows; ``alike`` how many of them share role and background with
    fewer than ``few`` - 1 others, ``by`` in words; ``texts`` how many free texts there are, given
    to the questions in ``free``.
    """

    people: int
    alike: int
    few: int
    by: tuple[str, ...]
    free: tuple[str, ...]
    texts: int
    keys: bool
    left_out: int

    def sentences(self, language: str) -> list[str]:
        """Say it in whole sentences."""
        told = [
            say(
                language,
                "These are personal data: the answers of {people} people, one by one. "
                "There are no names, but names are not needed to recognise a colleague.",
                people=self.people,
            )
        ]
        if self.alike:
            told.append(self._small(language))
        if self.free:
            told.append(self._words(language))
        if self.keys:
            told.append(
                say(
                    language,
                    "The participants' own keys go along, in the column response_id of {file}: "
                    "whoever has one can read, change and delete that response while the round is "
                    "stored.",
                    file="responses_wide.csv",
                )
            )
        if self.left_out:
            told.append(
                say(
                    language,
                    "{count} answers to questions that were not asked are left out.",
                    count=self.left_out,
                )
            )
        told.append(
            say(
                language,
                "Keep the folder where only those who need it can read it, share it with nobody "
                "else, and delete it no later than the round.",
            )
        )
        return told

    def _small(self, language: str) -> str:
        return say(
            language,
            "{alike} of them gave answers to {by} that, taken together, fewer than {few} people "
            "share.",
            alike=self.alike,
            few=self.few,
            by=", ".join(self.by),
        )

    def _words(self, language: str) -> str:
        return say(
            language,
            "Answers in people's own words to {questions} ({texts} in all): people may have named "
            "themselves or others.",
            texts=self.texts,
            questions=", ".join(self.free),
        )


def personal(
    questionnaire: Questionnaire, rows: Sequence[Row], language: str, *, keys: bool = False
) -> Personal:
    """Count what in these responses can point at a person; ``keys`` says that ids go along.

    ``language`` is that of the questions' words.
    """
    alike = Counter(_looks(questionnaire, row) for row in rows)
    few = questionnaire.privacy.min_group
    things = asked(questionnaire, language)
    free = [one for one in things if one.column.free]
    given = [one.given(row.response.answers).cell for row in rows for one in free]
    return Personal(
        people=len(rows),
        alike=sum(count for count in alike.values() if count < few),
        few=few,
        by=tuple(_about(questionnaire, language)),
        free=tuple(_quoted(one.column.title, language) for one in free),
        texts=sum(text is not None for text in given),
        keys=keys,
        left_out=sum(len(set(row.response.answers) - {one.key for one in things}) for row in rows),
    )


def _about(questionnaire: Questionnaire, language: str) -> Iterator[str]:
    """Yield the questions about the person, as they were put."""
    if questionnaire.roles:
        yield _quoted(say(language, "Role of the participant"), language)
    for question in questionnaire.background:
        yield _quoted(questionnaire.text(question.text, language), language)


def _quoted(words: str, language: str) -> str:
    return say(language, "“{words}”", words=words)


def _looks(questionnaire: Questionnaire, row: Row) -> tuple[str | None, ...]:
    background = row.response.background
    return row.response.role, *(background.get(one.id) for one in questionnaire.background)
