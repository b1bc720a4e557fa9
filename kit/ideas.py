"""Lay ideas out as cards, as the facilitator has sorted them, and find those that say the same."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from heapq import nsmallest
from itertools import combinations
from typing import Annotated, Final

from pydantic import Field

from kit.contributions import Card, Idea, Sorting
from kit.items import Id
from kit.records import RandomId, Record

ALIKE: Final = 0.55
"""Two cards at least so alike are suggested as doubles; below it mostly the subject is the same."""
MOST_DOUBLES: Final = 50
MOST_COMPARED: Final = 1_000
"""Cards that are held against each other, the first on the board: more take too long."""
GRAM: Final = 3
_WORD = re.compile(r"[^\W_]+")
# Words that tell nothing of what an idea is about, in Swedish and in English: small ones, and the
# forms that learning takes, for most ideas of a workshop on competence are a course in something.
_SMALL = frozenset(
    """
    alla allt att av behöver bli blir bör de den denna det detta dig din du där eller en er ett
    finns flera fler från få får för gör göra ha han har hon hos hur i in inte kan kunna lite man
    med mer mera mot ni nog nya när och om oss på ska skulle sig sin som så sätt till under upp ut
    vad var vara varje vi vid vill vår våra är åt över
    a about all an and are as at be by can could do for from have how in into is it more new not
    of on or our over should so some than that the their them there this to under up us we what
    when where which will with would you your
    genomgång kurs kurser kursen lära lär utbilda utbildning utbildningar workshop workshoppar
    course courses learn learning training workshops
    """.split()  # noqa: SIM905 - a hundred words read better as lines
)


class Original(Record):
    """An idea in its author's own words."""

    id: RandomId
    text: str


class BoardCard(Record):
    """A card as it lies on the board: what everybody reads, and the ideas it was made of.

    Area and competence are those of the first idea that names one, and so is the goal.
    """

    id: RandomId
    text: str
    ideas: Annotated[tuple[RandomId, ...], Field(strict=False)]
    originals: Annotated[tuple[Original, ...], Field(strict=False)] = ()
    area: Id | None = None
    competence: Id | None = None
    goal: Id | None = None
    hidden: bool = False
    chosen: bool = False


class Double(Record):
    """Two cards that likely say the same; ``likeness`` goes from 0 to 1, the same words."""

    one: RandomId
    other: RandomId
    likeness: Annotated[float, Field(ge=0, le=1)]


def board(ideas: Iterable[Idea], sorting: Sorting) -> list[BoardCard]:
    """Return all cards: the sorted ones in their order, then every other idea by its id.

    Every idea lies in exactly one card: the first that names it. A card all of whose ideas have
    been withdrawn is gone. Of ideas with the same id the first keeps it, and a card keeps its own;
    the others get new ones, so that nobody can lay their words over somebody else's.
    """
    free = _by_id(ideas)
    cards: dict[str, BoardCard] = {}
    for card in sorting.cards:
        inside = [free.pop(id_) for id_ in dict.fromkeys(card.ideas) if id_ in free]
        if inside:
            id_ = _untaken(card.id, inside[0].text, cards)
            cards[id_] = _card(id_, card, inside)
    for idea in sorted(free.values(), key=lambda idea: idea.id):
        id_ = _untaken(idea.id, idea.text, cards)
        cards[id_] = _card(id_, Card(id=id_, ideas=(idea.id,)), [idea])
    return list(cards.values())


def for_the_room(cards: Iterable[BoardCard]) -> list[BoardCard]:
    """Return what everybody may see: no hidden cards, and authors' words only where they differ."""
    return [
        card.model_copy(
            update={"originals": tuple(one for one in card.originals if one.text != card.text)}
        )
        for card in cards
        if not card.hidden
    ]


def doubles(cards: Iterable[BoardCard]) -> list[Double]:
    """Return the pairs of cards that likely say the same, the likeliest first.

    Compared are the words' runs of three letters, without the small words: so endings, compounds
    and slips of the pen matter little ("kurs i källkritik", "Källkritikkurser"). Hidden cards are
    left out. Nothing is put together by itself: people decide.
    """
    shown = [card for card in cards if not card.hidden][:MOST_COMPARED]
    found = nsmallest(MOST_DOUBLES, _alike(sorted(shown, key=lambda card: card.id)))
    return [Double(one=one, other=other, likeness=round(-least, 2)) for least, one, other in found]


def _alike(cards: Sequence[BoardCard]) -> Iterator[tuple[float, str, str]]:
    """Yield each pair that is alike enough; likeness is below zero, so the likeliest is least."""
    bits: dict[str, int] = {}
    told = [(card.id, _said(card.text), *_marked(_grams(card.text), bits)) for card in cards]
    for (one, text, some, few), (other, words, more, many) in combinations(told, 2):
        likeness = 1 if text == words else _likeness(some & more, few + many)
        if likeness >= ALIKE:
            yield -likeness, one, other


def _by_id(ideas: Iterable[Idea]) -> dict[str, Idea]:
    """Return the ideas by id; the first keeps its id, others with it and other words get one."""
    found: dict[str, Idea] = {}
    same: dict[tuple[str, str], Idea] = {}
    for idea in ideas:
        same.setdefault((idea.id, idea.text), idea)
    for idea in same.values():
        id_ = _untaken(idea.id, idea.text, found)
        found[id_] = idea.model_copy(update={"id": id_})
    return found


def _untaken(id_: str, text: str, taken: Iterable[str]) -> str:
    """Return the id, or while somebody else has it one that is made of it and of the words."""
    while id_ in taken:
        id_ = hashlib.sha256(f"{id_} {text}".encode()).hexdigest()[:32]
    return id_


def _card(id_: str, card: Card, inside: Sequence[Idea]) -> BoardCard:
    about = next((one for one in inside if one.area or one.competence), inside[0])
    return BoardCard(
        id=id_,
        text=card.text or inside[0].text,
        ideas=tuple(idea.id for idea in inside),
        originals=tuple(Original(id=idea.id, text=idea.text) for idea in inside),
        area=about.area,
        competence=about.competence,
        goal=next((idea.goal for idea in inside if idea.goal), None),
        hidden=card.hidden,
        chosen=card.chosen and not card.hidden,
    )


def _said(text: str) -> str:
    return " ".join(text.casefold().split())


def _grams(text: str) -> frozenset[str]:
    words = [word for word in _WORD.findall(text.casefold()) if word not in _SMALL]
    return frozenset(gram for word in words for gram in _runs(word))


def _runs(word: str) -> list[str]:
    return [word[at : at + GRAM] for at in range(max(1, len(word) - GRAM + 1))]


def _marked(grams: Iterable[str], bits: dict[str, int]) -> tuple[int, int]:
    """Return runs as the bits of a number, which are compared at once, and how many they are."""
    mark = 0
    for gram in grams:
        mark |= 1 << bits.setdefault(gram, len(bits))
    return mark, mark.bit_count()


def _likeness(common: int, both: int) -> float:
    """Return the share of the runs that both have (Dice)."""
    return 2 * common.bit_count() / both if both else 0
