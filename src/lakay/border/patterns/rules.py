"""What the patterns decide, in plain values: who is one human being, which people belong together, from when a rule fires."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations, pairwise
from uuid import UUID

from lakay.border.patterns.parameters import Concern, ManyChildren, QuickReturns, Shared
from lakay.border.rules import Direction, is_minor
from lakay.kernel.partial_dates import PartialDate

Link = tuple[UUID, UUID]
Figures = dict[str, int]


@dataclass(frozen=True, slots=True)
class Known:
    """What tells whether two records are one human being: the words of the name as digests, sex, birth, and who absorbed the record."""

    words: frozenset[int]
    sex: str
    birth: PartialDate
    merged_into: UUID | None = None


def same_humans(people: Mapping[UUID, Known]) -> list[Link]:
    """Pairs of records that are probably one human being.

    Somebody without a document is entered anew each time they pass. The same words of the name with a sex and a birth that
    can be the same count as one: a rule would rather miss than accuse a mother of travelling with her own child seven times.
    """
    links = [(person, known.merged_into) for person, known in people.items() if known.merged_into is not None]
    by_name: dict[frozenset[int], list[UUID]] = {}
    for person, known in people.items():
        if known.words:
            by_name.setdefault(known.words, []).append(person)
    pairs = (pair for same in by_name.values() for pair in combinations(same, 2))
    return links + [(one, two) for one, two in pairs if _can_be_one(people[one], people[two])]


def _can_be_one(one: Known, two: Known) -> bool:
    sexes = {one.sex, two.sex} - {"", "X"}
    return len(sexes) < 2 and one.birth.compatible(two.birth)


def parties(people: Iterable[UUID], links: Iterable[Link]) -> list[frozenset[UUID]]:
    """People who belong together, directly or through others; each person stands in one party."""
    party: dict[UUID, set[UUID]] = {person: {person} for person in people}
    for one, two in links:
        joined = party.setdefault(one, {one}) | party.setdefault(two, {two})
        for person in joined:
            party[person] = joined
    return [frozenset(members) for members in {id(members): members for members in party.values()}.values()]


def concerned(sex: str, birth: PartialDate, today: date, concerns: Collection[str]) -> bool:
    """Whether a rule looks for such a person."""
    if Concern.ANYBODY in concerns or (Concern.WOMEN in concerns and sex == "F"):
        return True
    return Concern.MINORS in concerns and is_minor(birth, today)


@dataclass(frozen=True, slots=True)
class Came:
    """A child came with an adult; `paper`: something was shown for it."""

    child: UUID
    paper: bool


def many_children(came: Iterable[Came], links: Iterable[Link], own: Collection[UUID], rule: ManyChildren) -> Figures | None:
    """The figures, if an adult came with too many children who are not proven their own; None if not."""
    papers: dict[UUID, bool] = {}
    for each in came:
        papers[each.child] = papers.get(each.child, False) or each.paper
    children = [members & papers.keys() for members in parties(papers, links)]
    counted = [members for members in children if members and not members & set(own)]
    without = [members for members in counted if not any(papers[child] for child in members)]
    if len(without) < rule.at_least and len(counted) < rule.at_least_with_papers:
        return None
    return {
        "children": len(counted),
        "without_paper": len(without),
        "days": rule.days,
        "at_least": rule.at_least,
        "at_least_with_papers": rule.at_least_with_papers,
    }


@dataclass(frozen=True, slots=True)
class Said:
    """Somebody named an address or telephone. `group`: those who travelled together; `counts`: the rule looks for such a person."""

    person: UUID
    group: UUID | None
    counts: bool


def group_links(said: Iterable[Said]) -> list[Link]:
    """Those who travelled in one group belong together: each is tied to the first."""
    first: dict[UUID, UUID] = {}
    return [(first.setdefault(each.group, each.person), each.person) for each in said if each.group is not None]


def shared(said: Collection[Said], links: Iterable[Link], present: UUID, rule: Shared) -> Figures | None:
    """The figures, if too many parties without a tie named the same; None if not, or if the one at the booth is of none that counts."""
    counting = {each.person for each in said if each.counts}
    found = parties((each.person for each in said), [*group_links(said), *links])
    counted = [members for members in found if members & counting]
    if len(counted) < rule.at_least or not any(present in members for members in counted):
        return None
    return {"parties": len(counted), "days": rule.days, "at_least": rule.at_least}


@dataclass(frozen=True, slots=True)
class Move:
    """A movement through a gate."""

    on: date
    direction: str
    document: str


def quick_returns(moves: Iterable[Move], rule: QuickReturns) -> Figures | None:
    """The figures, if the last of these movements (oldest first) is one quick return too many; None if not."""
    counting = [move for move in moves if move.document not in rule.left_out_documents]
    returns = 0
    last_is_one = False
    for before, after in pairwise(counting):
        last_is_one = _is_quick_return(before, after, rule)
        returns += last_is_one
    if returns < rule.at_least or not last_is_one:
        return None
    return {"returns": returns, "days": rule.days, "within_days": rule.within_days, "at_least": rule.at_least}


def _is_quick_return(out: Move, back: Move, rule: QuickReturns) -> bool:
    away = (back.on - out.on).days
    least = 0 if rule.same_day else 1
    return out.direction == Direction.EXIT and back.direction == Direction.ENTRY and least <= away <= rule.within_days
