"""Where crossings are watched: at the end of what the booth writes, in the same event."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from functools import cache
from uuid import UUID
from zoneinfo import ZoneInfo

from lakay.border.models import Call, Crossing, Declaration, Encounter, Firing, MinorCheck
from lakay.border.pack import pack
from lakay.border.patterns import evidence
from lakay.border.patterns.pack import patterns
from lakay.border.patterns.parameters import Concern, Pattern, QuickReturns, Shared, window
from lakay.border.patterns.rules import Figures, Move, concerned, many_children, quick_returns, same_humans, shared
from lakay.border.rules import ADULT_FROM, CallSource, CallStatus, Decision, Direction, Source
from lakay.journal.writing import Act
from lakay.kernel.actors import Actor
from lakay.kernel.partial_dates import PartialDate
from lakay.names.folding import search_tokens
from lakay.people.blind import text_key
from lakay.people.models import Person

WATCHED = frozenset({Source.BOOTH, Source.LATE})
"""What comes from another system is history: it counts in the windows, and fires nothing while it is brought in."""


def watch_minor(act: Act, by: Actor, at: datetime, encounter: Encounter, check: MinorCheck) -> None:
    """A child stands there, perhaps with an adult: has this adult come with too many, has the child gone and come too often?

    The child's own returns are looked at here and not only at the decision, so that the desk comes before they walk on.
    """
    if encounter.source not in WATCHED:
        return
    _watch_adult(act, by, at, encounter, check.companion_id)
    rule = patterns().quick_returns
    if rule is not None and Concern.MINORS in rule.concerns and encounter.shift.direction == Direction.ENTRY:
        moves = evidence.moves_of(encounter.person_id, at - window(rule.days))
        back = Move(_local_day(encounter.post, at), Direction.ENTRY, "")
        figures = quick_returns([*moves, back], rule)
        if figures is not None and not _shows_one_of(encounter, rule.left_out_documents):
            _fire_returns(act, by, at, encounter, rule, figures)


def _watch_adult(act: Act, by: Actor, at: datetime, encounter: Encounter, adult: UUID | None) -> None:
    rule = patterns().many_children
    if rule is None or adult is None:
        return
    since = at - window(rule.days)
    came = evidence.children_with(adult, since)
    children = {each.child for each in came}
    if len(children) < rule.at_least or evidence.fired_since(Pattern.ADULT_MANY_CHILDREN, adult, since):
        return
    own = evidence.own_children(adult, children, rule.own)
    figures = many_children(came, same_humans(evidence.known(children)), own, rule)
    if figures is not None:
        fire_at(act, by, at, encounter, Pattern.ADULT_MANY_CHILDREN, Person.objects.get(pk=adult), figures, children)


def _local_day(post: str, at: datetime) -> date:
    zones = (row.time_zone for row in pack().posts if row.code == post)
    return at.astimezone(ZoneInfo(next(zones, "UTC"))).date()


def _shows_one_of(encounter: Encounter, documents: Collection[str]) -> bool:
    return encounter.document is not None and encounter.document.type in documents


def watch_declaration(act: Act, by: Actor, at: datetime, encounter: Encounter, said: Declaration) -> None:
    """An address and a telephone were named: have too many others named them who have nothing to do with this traveller?"""
    found = patterns()
    if encounter.source not in WATCHED:
        return
    for pattern, rule, text, key in (
        (Pattern.SHARED_ADDRESS, found.address, said.address, said.address_key),
        (Pattern.SHARED_PHONE, found.phone, said.phone, said.phone_key),
    ):
        if rule is not None and key and says_where(pattern, text, key, rule) and said.purpose not in rule.left_out_purposes:
            _watch_shared(act, by, at, encounter, pattern, rule, key)


def says_where(pattern: Pattern, text: str, key: str, rule: Shared) -> bool:
    """Whether an address or telephone leads to a place: not a town alone, not one that the pack leaves out."""
    index = "address" if pattern is Pattern.SHARED_ADDRESS else "phone"
    words = [*search_tokens(text), *(part for part in text.split() if any(sign.isdigit() for sign in part))]
    return len(words) >= rule.least_words and key not in _keys(index, rule.left_out)


@cache
def _keys(index: str, texts: tuple[str, ...]) -> frozenset[str]:
    """The keys of what the pack leaves out."""
    return frozenset(text_key(index, each) for each in texts)


def _watch_shared(act: Act, by: Actor, at: datetime, encounter: Encounter, pattern: Pattern, rule: Shared, key: str) -> None:
    since, present = at - window(rule.days), encounter.person_id
    said = evidence.said_the_same(pattern, key, since, at.date(), rule)
    people = {each.person for each in said}
    if shared(said, (), present, rule) is None or evidence.fired_since(pattern, present, since):
        return
    if evidence.desk_said_no(pattern, people, since):
        return
    links = [*same_humans(evidence.known(people)), *evidence.related(people)]
    figures = shared(said, links, present, rule)
    if figures is not None:
        fire_at(act, by, at, encounter, pattern, encounter.person, figures, people)


def watch_crossing(act: Act, by: Actor, at: datetime, encounter: Encounter, crossing: Crossing) -> None:
    """Somebody came in: has this person gone out and come back too often?"""
    rule = patterns().quick_returns
    entered = crossing.direction == Direction.ENTRY and crossing.decision == Decision.ADMITTED
    if rule is None or not entered or crossing.source not in WATCHED or not _looks_for(rule, encounter.person, crossing):
        return
    figures = quick_returns(evidence.moves_of(crossing.person_id, at - window(rule.days)), rule)
    if figures is not None:
        _fire_returns(act, by, at, encounter, rule, figures)


def _fire_returns(act: Act, by: Actor, at: datetime, encounter: Encounter, rule: QuickReturns, figures: Figures) -> None:
    if not evidence.fired_since(Pattern.QUICK_RETURNS, encounter.person_id, at - window(rule.days)):
        fire_at(act, by, at, encounter, Pattern.QUICK_RETURNS, encounter.person, figures)


def _looks_for(rule: QuickReturns, person: Person, crossing: Crossing) -> bool:
    if crossing.age is not None and crossing.age < ADULT_FROM and Concern.MINORS in rule.concerns:
        return True
    return concerned(person.sex, PartialDate.parse(person.birth), crossing.local_on, rule.concerns)


def fire_at(
    act: Act,
    by: Actor,
    at: datetime,
    encounter: Encounter,
    pattern: Pattern,
    person: Person,
    figures: Figures,
    others: Collection[UUID] = (),
) -> None:
    """A rule fires while a traveller stands there. The call names that traveller, as any call does; the firing whom it is about."""
    call = _call(act, by, at, pattern, encounter.person_id, encounter.post, encounter.pk)
    _write_down(act, at, call, pattern, person, figures, others)


def fire_later(act: Act, by: Actor, at: datetime, crossing: Crossing, pattern: Pattern, figures: Figures) -> None:
    """A rule fires about somebody who went long ago: nobody stands there, so no booth has anything to do with it."""
    call = _call(act, by, at, pattern, crossing.person_id, crossing.post, None)
    _write_down(act, at, call, pattern, crossing.person, figures, ())


def _call(act: Act, by: Actor, at: datetime, pattern: Pattern, person: UUID, post: str, encounter: UUID | None) -> Call:
    act.subject(person)
    return act.create(
        Call,
        encounter=encounter,
        person_id=person,
        post=post,
        at=at,
        called_by=by.id,
        source=CallSource.PATTERN,
        reason=pattern,
        status=CallStatus.WAITING,
    )


def _write_down(
    act: Act, at: datetime, call: Call, pattern: Pattern, person: Person, figures: Figures, others: Collection[UUID]
) -> None:
    act.subject(person.pk)
    act.create(
        Firing,
        person=person,
        call=call,
        at=at,
        post=call.post,
        rule=pattern,
        values=figures,
        others=sorted(map(str, set(others) - {person.pk})),
        sex=person.sex,
        nationality=(person.nationalities or [""])[0],
        pack_version=patterns().version,
    )
