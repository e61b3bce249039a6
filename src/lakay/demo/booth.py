"""What an officer does with a traveller in the demo: the same actions as at the booth, without asking what is known anyway."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from lakay.border.actions import Reading, acknowledge_hit, check_minor, declare, open_encounter, record_crossing
from lakay.border.actions.second_line import Day, decide_second_look, send_to_second_line, take_second_look
from lakay.border.lookups import Known, asked_of, stay_of
from lakay.border.models import Crossing, Encounter, Hit, SecondLook
from lakay.border.queries import steps_open
from lakay.border.rules import Accompanied, Assessment, Channel, Decision, Problem, age_on, assess
from lakay.demo.crowd import Traveller
from lakay.demo.customs import inspect, sent_on
from lakay.demo.desk import Desk
from lakay.kernel.ids import uuid7
from lakay.people.models import Document, Person

HOME = "HTI"
PURPOSES = {"visit": 40, "trade": 35, "family": 20, "work": 5}
TO_SECOND_LINE = 0.6
"""Share of those whom the booth may not admit that are sent on where there is a second line; the others are refused."""


def pass_party(desk: Desk, traveller: Traveller, at: datetime) -> bool:
    """Let a traveller and the children with them through. Returns whether the traveller passed."""
    group = _new_group(desk, at) if traveller.children else None
    adult = _read(desk, traveller, at, group)
    passed = _decide(desk, traveller, adult, at, None)
    for number, child in enumerate(traveller.children, start=1):
        then = at + timedelta(seconds=12 * number)
        _decide(desk, child, _read(desk, child, then, group), then, adult)
    return passed


def _new_group(desk: Desk, at: datetime) -> UUID:
    return uuid7(int(at.timestamp() * 1000), desk.random.randbytes(10))


def _read(desk: Desk, traveller: Traveller, at: datetime, group: UUID | None) -> Encounter:
    """The document is read. Those whom an alert may mean are looked up; of the others everything is known here."""
    reading = Reading(traveller.shown, _channel(traveller), desk.day, HOME)
    known = None if traveller.watched else _known(desk, traveller)
    receipt = open_encounter(
        by=desk.booth, at=at, shift=desk.shift, reading=reading, group=group, holder=traveller.holder, known=known
    )
    if traveller.holder is None:
        traveller.holder = _holder(traveller, receipt.id_of(Person), receipt.id_of(Document))
    opened = receipt.id_of(Encounter)
    if known is None:
        return desk.loaded(opened)
    return _as_opened(desk, opened, traveller, at, known, group)


def _channel(traveller: Traveller) -> Channel:
    return Channel.READER if traveller.shown.lines else Channel.PASS


def _known(desk: Desk, traveller: Traveller) -> Known:
    """What the booth would have looked up, from memory."""
    shown, direction = traveller.shown, desk.shift.direction
    stay = stay_of(traveller.last, shown, direction=direction, today=desk.day)
    return Known(stay, (*stay.problems, *asked_of(shown, direction)), stranger=traveller.holder is None)


def _holder(traveller: Traveller, person: UUID, document: UUID) -> tuple[Person, Document]:
    """The records just written, as far as the booth needs them, without reading them back."""
    invented = traveller.invented
    holder = Person(id=person, sex=invented.sex, nationalities=[invented.country])
    return holder, Document(id=document, person=holder, status="valid")


def _as_opened(desk: Desk, encounter: UUID, traveller: Traveller, at: datetime, known: Known, group: UUID | None) -> Encounter:
    """The encounter as it was just written, without reading it back."""
    if traveller.holder is None:
        raise LookupError(encounter)
    person, document = traveller.holder
    problems = assess(
        traveller.shown, today=desk.day, home=HOME, direction=desk.shift.direction, document_status=document.status
    ).problems
    stay = known.stay
    return Encounter(
        id=encounter,
        shift=desk.shift,
        post=desk.shift.post,
        person=person,
        document=document,
        officer=desk.booth.id,
        at=at,
        group=group,
        problems=list(dict.fromkeys((*problems, *known.problems))),
        pairs_with=stay.pairs_with,
        overstay_days=stay.overstay_days,
        stay_rule=stay.rule,
        stay_until_on=stay.until_on,
    )


def _decide(desk: Desk, traveller: Traveller, encounter: Encounter, at: datetime, adult: Encounter | None) -> bool:
    """The steps that the booth asks, and the decision."""
    assessment = Assessment(tuple(Problem(code) for code in encounter.problems))
    _do_steps(desk, encounter, assessment, at, adult)
    later = at + timedelta(seconds=desk.random.randint(6, 40))
    clear = () if not traveller.watched else steps_open(encounter)
    if not assessment.may_admit or clear:
        _stop(desk, traveller, encounter, later)
        return False
    receipt = record_crossing(
        by=desk.booth,
        at=later,
        encounter=encounter,
        decision=Decision.ADMITTED,
        local_on=desk.day,
        age=age_on(traveller.invented.born_on, desk.day),
        effort=_effort(desk.random, assessment),
        still_open=(),
        watch=False,
    )
    desk.note_passed()
    traveller.last = Crossing(id=receipt.id_of(Crossing), direction=desk.shift.direction, stay_until_on=encounter.stay_until_on)
    if sent_on(desk):
        inspect(desk, encounter, later)
    return True


def _do_steps(desk: Desk, encounter: Encounter, assessment: Assessment, at: datetime, adult: Encounter | None) -> None:
    """What the officer asks before the decision: who comes with a child, what a foreigner declares, an alert that was read."""
    steps, later = assessment.steps, at + timedelta(seconds=3)
    if Problem.MINOR in steps:
        answer = Accompanied.PARENT if adult else Accompanied.AUTHORISED
        check_minor(by=desk.booth, at=later, encounter=encounter, answer=answer, companion=adult, watch=False)
    if {Problem.VISA_NEEDED, Problem.DECLARE} & set(steps):
        purpose = desk.random.choices(list(PURPOSES), list(PURPOSES.values()))[0]
        visa = True if Problem.VISA_NEEDED in steps else None
        declare(by=desk.booth, at=later, encounter=encounter, purpose=purpose, visa_shown=visa, watch=False)
    if Problem.ALERT_LOOK in assessment.problems or Problem.ALERT_STOP in assessment.problems:
        for hit in Hit.objects.filter(encounter=encounter, protective=False, silent=False, acknowledged_at=None):
            acknowledge_hit(by=desk.booth, at=later, encounter=encounter, hit=hit)


def _stop(desk: Desk, traveller: Traveller, encounter: Encounter, at: datetime) -> None:
    """The booth may not admit: to the second line where there is one, else refused."""
    age = age_on(traveller.invented.born_on, desk.day)
    if desk.supervisor is None or desk.random.random() > TO_SECOND_LINE:
        record_crossing(
            by=desk.booth,
            at=at,
            encounter=encounter,
            decision=Decision.REFUSED,
            reason=_reason(encounter),
            local_on=desk.day,
            age=age,
            effort={"read": [1200, 1], "decide": [desk.random.randint(8_000, 60_000), 3]},
        )
        return
    sent = send_to_second_line(by=desk.booth, at=at, encounter=encounter)
    look = SecondLook.objects.get(pk=sent.id_of(SecondLook))
    took = at + timedelta(minutes=desk.random.randint(2, 25))
    take_second_look(by=desk.supervisor, at=took, look=look)
    decide_second_look(
        by=desk.supervisor,
        at=took + timedelta(minutes=desk.random.randint(3, 30)),
        look=look,
        decision=Decision.REFUSED,
        day=Day(desk.day, age),
        reason=_reason(encounter),
    )


def _reason(encounter: Encounter) -> str:
    return "expired" if Problem.EXPIRED in encounter.problems else "in-doubt"


def _effort(random: Random, assessment: Assessment) -> dict[str, list[int]]:
    """What it cost: mostly a scan and a look; a step asks for some more keys."""
    effort = {"read": [random.randint(700, 2_400), 1], "decide": [random.randint(2_500, 9_000), 1]}
    if Problem.MINOR in assessment.steps:
        effort["minor"] = [random.randint(4_000, 20_000), 2]
    if Problem.DECLARE in assessment.steps:
        effort["declare"] = [random.randint(3_000, 15_000), random.randint(2, 30)]
    return effort
