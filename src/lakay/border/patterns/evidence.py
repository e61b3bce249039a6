"""What the register says for a pattern. Each first question is one look at an index for the newest few rows; the others are
asked only when that look alone would make the rule fire.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from lakay.border.models import Crossing, Declaration, Firing, MinorCheck
from lakay.border.patterns.parameters import NotReturned, Pattern, Shared, window
from lakay.border.patterns.rules import Came, Known, Link, Move, Said, concerned, parties, same_humans
from lakay.border.rules import ADULT_FROM, Decision, Direction
from lakay.journal.prepared import Prepared
from lakay.kernel.partial_dates import PartialDate
from lakay.people.models import Person, PersonToken, Relation
from lakay.people.rules.codes import RelationKind

MOST = 60
"""How many of the newest rows a first question looks at: enough for any threshold of a pack, and two crossings a day of a month."""

_CHECKS = Prepared(
    lambda companion: (
        MinorCheck.objects.filter(companion=companion)
        .order_by("-at")
        .values_list("person_id", "paper", "authorisation", "at")[:MOST]
    ),
    companion=UUID(int=1),
)
_SAID_COLUMNS = ("person_id", "encounter__group", "person__sex", "person__birth", "at", "purpose")
_ADDRESS = Prepared(
    lambda key: Declaration.objects.filter(address_key=key).order_by("-at").values_list(*_SAID_COLUMNS)[:MOST], key="sample"
)
_PHONE = Prepared(
    lambda key: Declaration.objects.filter(phone_key=key).order_by("-at").values_list(*_SAID_COLUMNS)[:MOST], key="sample"
)
_MOVES = Prepared(
    lambda person: (
        Crossing.objects.passed()
        .filter(person=person)
        .order_by("-at")
        .values_list("local_on", "direction", "document__type", "at")[:MOST]
    ),
    person=UUID(int=1),
)


def children_with(adult: UUID, since: datetime) -> list[Came]:
    """The children with whom an adult came, once for each time."""
    rows = _CHECKS.rows(companion=adult)
    return [Came(child, bool(paper or authorisation)) for child, paper, authorisation, at in rows if at >= since]


def said_the_same(pattern: Pattern, key: str, since: datetime, today: date, rule: Shared) -> list[Said]:
    """Who named this address or telephone, the newest first."""
    rows = (_ADDRESS if pattern is Pattern.SHARED_ADDRESS else _PHONE).rows(key=key)
    return [
        Said(person, group, concerned(sex, PartialDate.parse(birth), today, rule.concerns))
        for person, group, sex, birth, at, purpose in rows
        if at >= since and purpose not in rule.left_out_purposes
    ]


def moves_of(person: UUID, since: datetime) -> list[Move]:
    """The movements of somebody through the gates, the oldest first."""
    rows = _MOVES.rows(person=person)
    return [Move(on, direction, document or "") for on, direction, document, at in reversed(rows) if at >= since]


def known(people: Collection[UUID]) -> dict[UUID, Known]:
    """What tells whether records are one human being, in two queries."""
    words: dict[UUID, set[int]] = {}
    for person, token in PersonToken.objects.filter(person__in=people).values_list("person_id", "token"):
        words.setdefault(person, set()).update(() if token is None else (token,))
    rows = Person.objects.filter(pk__in=people).values_list("pk", "sex", "birth", "merged_into_id")
    return {
        person: Known(frozenset(words.get(person, ())), sex, PartialDate.parse(birth), merged)
        for person, sex, birth, merged in rows
    }


def related(people: Collection[UUID]) -> list[Link]:
    """Who is somehow a relative of whom, as declared and not ended."""
    rows = Relation.objects.filter(person__in=people, relative__in=people, ended_at=None)
    return list(rows.values_list("person_id", "relative_id"))


def own_children(adult: UUID, children: Collection[UUID], relations: Collection[str]) -> set[UUID]:
    """Those of the children who were verified to be this adult's."""
    proven = Relation.objects.filter(verified_at__isnull=False, ended_at=None)
    of_child = proven.filter(person__in=children, relative=adult, relation__in=relations).values_list("person_id", flat=True)
    of_adult = proven.filter(person=adult, relative__in=children, relation=RelationKind.CHILD).values_list(
        "relative_id", flat=True
    )
    return {*of_child, *of_adult}


def fired_since(pattern: Pattern, person: UUID, since: datetime) -> bool:
    """Whether a rule has fired for somebody already, so that it need not do so again."""
    return Firing.objects.filter(person=person, rule=pattern, at__gt=since).exists()


def desk_said_no(pattern: Pattern, people: Collection[UUID], since: datetime) -> bool:
    """Whether the desk closed a call of this rule about one of these people as needless: it need not hear of the same thing again."""
    said = Firing.objects.filter(person__in=people, rule=pattern, at__gt=since, call__agreed=False)
    return said.exists()


def not_returned(rule: NotReturned, today: date, post: str = "") -> QuerySet[Crossing]:
    """The departures of children who have not come back and for whom the rule has not fired since; one post's, or everywhere's."""
    first, last = today - window(rule.look_back_days), today - window(rule.days)
    later = Crossing.objects.passed().filter(person=OuterRef("person"), at__gt=OuterRef("at"))
    told = Firing.objects.filter(person=OuterRef("person"), rule=Pattern.CHILD_NOT_RETURNED, at__gt=OuterRef("at"))
    left = Crossing.objects.standing().filter(
        direction=Direction.EXIT,
        decision=Decision.ADMITTED,
        age__lt=ADULT_FROM,
        nationality__in=rule.nationalities,
        local_on__range=(first, last),
        **({"post": post} if post else {}),
    )
    return left.filter(~Exists(later), ~Exists(told)).select_related("person").order_by("at", "pk")


def came_back_as_another(crossing: Crossing) -> bool:
    """Whether somebody who is probably this person entered later: who has no document is entered anew each time they pass."""
    child = crossing.person_id
    word = PersonToken.objects.filter(person=child, token__isnull=False).order_by("token").values_list("token", flat=True).first()
    entries = Crossing.objects.passed().filter(direction=Direction.ENTRY, at__gt=crossing.at)
    namesakes = entries.filter(person__in=PersonToken.objects.filter(token=word).values("person"))
    found = set(namesakes.exclude(person=child).values_list("person_id", flat=True)) if word is not None else set()
    return bool(found) and any(child in members and members & found for members in _humans({child, *found}))


def _humans(people: Collection[UUID]) -> list[frozenset[UUID]]:
    return parties(people, same_humans(known(people)))
