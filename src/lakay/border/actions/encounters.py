"""A traveller stands before the officer: a document is read, or a name is taken."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from lakay.border.actions.hits import raise_alerts
from lakay.border.lookups import Known, look_up, look_up_name
from lakay.border.models import Encounter, Identification, Shift
from lakay.border.permissions import ENCOUNTER_OPEN, check_own_open_shift
from lakay.border.rules import (
    Assessment,
    Channel,
    Level,
    Shown,
    Source,
    assess,
    assess_without_document,
    from_zone,
)
from lakay.journal.writing import Act, action
from lakay.kernel.actors import Actor
from lakay.kernel.partial_dates import PartialDate
from lakay.kernel.purposes import Purpose
from lakay.people.actions import add_named, add_traveller
from lakay.people.models import Document, Person
from lakay.people.queries import find_document, surviving
from lakay.people.rules.given import NameGiven, Particulars
from lakay.traveldocs.mrz import Mrz, Verdict


class NothingRead(ValueError):
    """What came in is not the machine-readable zone of a travel document."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A document as it came in at the booth, and the day and country in which it is judged.

    `happened_at` is the instant on the paper, where records are entered late; empty at the booth.
    """

    shown: Shown
    channel: Channel
    today: date
    home: str
    happened_at: datetime | None = None
    source: Source = Source.BOOTH

    @classmethod
    def of_zone(cls, mrz: Mrz, channel: Channel, today: date, home: str) -> Reading:
        """A machine-readable zone. Raises NothingRead for what is no travel document."""
        if mrz.verdict is Verdict.REJECT or not mrz.document_number:
            raise NothingRead
        return cls(from_zone(mrz), channel, today, home)


@action("border.encounter.open", Purpose.BORDER_CONTROL)
def open_encounter(
    act: Act,
    *,
    by: Actor,
    at: datetime,
    shift: Shift,
    reading: Reading,
    group: UUID | None = None,
    holder: tuple[Person, Document] | None = None,
    known: Known | None = None,
    command: UUID | None = None,
) -> None:
    """A document is read: its holder is found by the exact document, or entered, and the officer looks at their file.

    This event is at once the search, the look and its reason. Bulk work hands in the `holder` and what is `known` of them.
    """
    check_own_open_shift(by, shift, ENCOUNTER_OPEN)
    new_encounter(act, by, at, shift, reading, group=group, holder=holder, known=known)


def new_encounter(
    act: Act,
    by: Actor,
    at: datetime,
    shift: Shift,
    reading: Reading,
    *,
    group: UUID | None = None,
    holder: tuple[Person, Document] | None = None,
    known: Known | None = None,
) -> Encounter:
    """The records of a traveller with a document, inside an action that has checked who may."""
    shown = reading.shown
    found = None if known and known.stranger else holder or _find(shown)
    person, document = found or _enter(act, by, at, shown)
    act.subject(person.pk)
    if known is None:
        known = look_up(person.pk if found else None, shown, direction=shift.direction, today=reading.today, at=at)
    assessment = assess(shown, today=reading.today, home=reading.home, direction=shift.direction, document_status=document.status)
    encounter = _create(
        act,
        shift,
        by,
        at=reading.happened_at or at,
        person=person,
        document=document,
        level=Level.DOCUMENTED,
        source=reading.source,
        group=group,
        channel=reading.channel,
        verdict=shown.verdict,
        failed=list(shown.failed),
        mrz="\n".join(shown.lines),
        assessment=assessment,
        known=known,
    )
    raise_alerts(act, by, at, encounter, known.hits)
    return encounter


@dataclass(frozen=True, slots=True)
class Spoken:
    """What somebody without a document says of themselves."""

    name: NameGiven
    sex: str
    birth: PartialDate
    nationality: str
    community: str = ""
    mother: str = ""
    father: str = ""
    vouched_by: str = ""


@action("border.encounter.identify", Purpose.BORDER_CONTROL)
def identify_traveller(
    act: Act,
    *,
    by: Actor,
    at: datetime,
    shift: Shift,
    spoken: Spoken,
    today: date,
    home: str,
    group: UUID | None = None,
    source: Source = Source.BOOTH,
    happened_at: datetime | None = None,
    command: UUID | None = None,
) -> None:
    """Somebody without a document says who they are; a photo may follow. They become a person of their own."""
    check_own_open_shift(by, shift, ENCOUNTER_OPEN)
    new_identified(act, by, at, shift, spoken, today=today, home=home, group=group, source=source, happened_at=happened_at)


def new_identified(
    act: Act,
    by: Actor,
    at: datetime,
    shift: Shift,
    spoken: Spoken,
    *,
    today: date,
    home: str,
    group: UUID | None = None,
    source: Source = Source.BOOTH,
    happened_at: datetime | None = None,
    channel: Channel = Channel.SPOKEN,
    known: Known | None = None,
) -> Encounter:
    """The records of somebody without a document, inside an action that has checked who may. From paper, they are not looked up."""
    nationalities = (spoken.nationality,) if spoken.nationality else ()
    person = add_named(act, Particulars(spoken.sex, spoken.birth, nationalities), [spoken.name])
    act.subject(person.pk)
    assessment = assess_without_document(
        nationality=spoken.nationality, birth=spoken.birth, today=today, home=home, direction=shift.direction
    )
    name = spoken.name
    known = known or look_up_name(
        name.family or name.whole, name.given, spoken.birth, spoken.sex, spoken.nationality, direction=shift.direction, at=at
    )
    encounter = _create(
        act,
        shift,
        by,
        at=happened_at or at,
        person=person,
        document=None,
        level=Level.IDENTIFIED,
        source=source,
        group=group,
        channel=channel,
        assessment=assessment,
        known=known,
    )
    raise_alerts(act, by, at, encounter, known.hits)
    said = {"community": spoken.community, "mother": spoken.mother, "father": spoken.father, "vouched_by": spoken.vouched_by}
    act.create(Identification, encounter=encounter, person=person, at=encounter.at, **said)
    return encounter


def _create(act: Act, shift: Shift, by: Actor, *, at: datetime, assessment: Assessment, known: Known, **values: Any) -> Encounter:
    stay = known.stay
    problems = dict.fromkeys((*assessment.problems, *known.problems))
    return act.create(
        Encounter,
        shift=shift,
        post=shift.post,
        officer=by.id,
        at=at,
        problems=list(problems),
        pairs_with=stay.pairs_with,
        overstay_days=stay.overstay_days,
        stay_rule=stay.rule,
        stay_until_on=stay.until_on,
        **values,
    )


def _find(shown: Shown) -> tuple[Person, Document] | None:
    known = find_document(shown.issuing_state, shown.number, shown.kind)
    return (surviving(known.person), known) if known is not None else None


def _enter(act: Act, by: Actor, at: datetime, shown: Shown) -> tuple[Person, Document]:
    return add_traveller(
        act,
        by=by,
        at=at,
        surname=shown.surname,
        given_names=shown.given_names,
        sex=shown.sex,
        birth=shown.birth,
        nationality=shown.nationality,
        document_type=shown.kind,
        issuing_state=shown.issuing_state,
        number=shown.number,
        expiry=shown.expires_on,
        mrz="\n".join(shown.lines),
    )
