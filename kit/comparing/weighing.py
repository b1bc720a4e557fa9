"""Say whether shares of the linked pairs tell of a few people beside what both rounds publish."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from kit.comparing.swapping import PAIRS, Person, When
from kit.comparing.worlds import Groups, is_in
from kit.disclosure.audit import Finding, Publication, audit
from kit.disclosure.rules import Rules


def shares_tell(
    people: Sequence[Person],
    groups: Groups,
    when: When,
    reaches: Mapping[int, bool],
    rules: Rules,
) -> bool:
    """Say whether how many of the linked reach the wanted level tells of a few people.

    ``reaches`` says by place in ``people`` who reaches it. The rows of all together, of roles and
    of units that show a share are laid out over the people by role, unit and link, and searched
    for what can be worked out with the linked people's share and could not be without it.
    """
    atoms: dict[str, list[int]] = {}
    for place, one in enumerate(people):
        below = atoms.setdefault(_atom(one, when), [0, 0])
        below[int(reaches[place])] += 1
    family = [_row(name, people, when, reaches) for name in _shown(groups)]
    linked = _published(
        repr(PAIRS), [one.linked for one in people], people, when, list(reaches.values())
    )
    if _is_alike(linked):
        return True
    before, after = (audit(some, rules, atoms) for some in (family, [*family, linked]))
    return bool({_key(one) for one in after} - {_key(one) for one in before})


def _is_alike(one: Publication) -> bool:
    return one.counts is not None and max(one.counts) >= one.n - 1


def _key(one: Finding) -> tuple[object, ...]:
    return one.kind, one.atoms, one.less


def _shown(groups: Groups) -> list[tuple[str, str]]:
    return [name for name, row in groups.items() if row["above"] is not None]


def _atom(one: Person, when: When) -> str:
    return repr((*one.cells[when], one.linked))


def _row(
    name: tuple[str, str], people: Sequence[Person], when: When, reaches: Mapping[int, bool]
) -> Publication:
    inside = [is_in(one.cells[when], name) for one in people]
    return _published(repr(name), inside, people, when, list(reaches.values()))


def _published(
    name: str, inside: Sequence[bool], people: Sequence[Person], when: When, reach: Sequence[bool]
) -> Publication:
    there = zip(people, reach, inside, strict=True)
    found = [(one, up) for one, up, is_inside in there if is_inside]
    counts = Counter(up for _, up in found)
    atoms = {_atom(one, when): 1 for one, _ in found}
    return Publication(name, atoms, len(found), (counts[False], counts[True]))
