"""What the pages of the second line show: who waits how long, and all that was seen of one traveller."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lakay.access.queries import staff_names
from lakay.border.models import Crossing, Encounter, Hit, SecondLook
from lakay.border.overdue import Overdue, dues_of
from lakay.border.queries import last_movements, steps_open
from lakay.border.queues import Seen, decision_on, hits_of, seen_of, stops_of
from lakay.border.rules import Problem, SecondLineStatus, is_minor
from lakay.kernel.actors import Actor
from lakay.people.models import Document, Person
from lakay.people.queries import names_to_show
from lakay.watchlist.categories import UnknownCategory, category_of
from lakay.web.second_line.words import BASES, CALLS, CHIPS, OUTCOMES, SEEN, STATUSES, reason_words, seal_words
from lakay.web.shell.ages import age_text, birth_words
from lakay.web.shell.country import country_name, document_name, purposes
from lakay.web.shell.likeness import why
from lakay.web.shell.place import Here
from lakay.web.shell.words import DECISIONS, DIRECTIONS, KINDS, SEXES

LONG = timedelta(minutes=15)
"""From when a wait is called long. A choice of this office; the clock of the post shows the minutes beside it."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A line of the queue."""

    look: SecondLook
    name: str
    document: str
    waits: str
    long: bool
    taken_by: str
    reasons: list[str]
    due_at: datetime | None = None
    late: bool = False

    @property
    def status(self) -> str | Promise:
        """Where the traveller stands, in words."""
        return STATUSES[self.look.status]

    @property
    def decision(self) -> str | Promise:
        """What was decided."""
        return DECISIONS.get(self.look.decision, "")


def waits_of(looks: Iterable[SecondLook], at: datetime) -> list[Waiting]:
    """Lines of the queue, with the names fetched at once."""
    listed = list(looks)
    names = names_to_show({look.person_id for look in listed})
    staff = staff_names(look.taken_by for look in listed if look.taken_by)
    dues = dues_of(listed)
    return [
        Waiting(
            look,
            names.get(look.person_id, "—"),
            document_kind(look.encounter.document),
            minutes(at - look.opened_at),
            at - look.opened_at >= LONG,
            staff.get(look.taken_by, "") if look.taken_by else "",
            [reason_words(code) for code in look.reasons],
            dues.get(look.encounter_id),
            look.encounter_id in dues and dues[look.encounter_id] <= at,
        )
        for look in listed
    ]


@dataclass(frozen=True, slots=True)
class Late:
    """A traveller whom an alert stops and whose time is over, for the supervisor."""

    overdue: Overdue
    name: str
    waits: str

    @property
    def lane(self) -> str:
        """Where the traveller was stopped."""
        return self.overdue.encounter.shift.lane


def late_ones(found: Iterable[Overdue], at: datetime) -> list[Late]:
    """Lines for the supervisor, with the names fetched at once."""
    listed = list(found)
    names = names_to_show({one.encounter.person_id for one in listed})
    return [Late(one, names.get(one.encounter.person_id, "—"), minutes(at - one.due_at)) for one in listed]


def minutes(wait: timedelta) -> str:
    """“12 min”, “1 h 05”."""
    whole = max(int(wait.total_seconds() // 60), 0)
    if whole < 60:
        return _("%(minutes)d min") % {"minutes": whole}
    return _("%(hours)d h %(minutes)02d") % {"hours": whole // 60, "minutes": whole % 60}


def purpose_name(code: str) -> str:
    """Why somebody travels, in words."""
    return str(dict(purposes()).get(code, code))


def document_kind(document: Document | None) -> str:
    """What kind of document it is, without its number."""
    if document is None:
        return _("no document")
    return str(KINDS.get(document.type) or document_name(document.type))


@dataclass(frozen=True, slots=True)
class ShownHit:
    """An alert that met the traveller, in words."""

    hit: Hit
    label: str
    todo: str

    @property
    def basis(self) -> str | Promise:
        """By what it was found."""
        return BASES.get(self.hit.basis, self.hit.basis)

    @property
    def evidence(self) -> str:
        """What agreed and what did not."""
        return ", ".join(why(self.hit.evidence or ()))

    @property
    def outcome(self) -> str | Promise:
        """What the second line found."""
        return OUTCOMES.get(self.hit.outcome, "")


@dataclass(frozen=True, slots=True)
class File:
    """A traveller in the second line, as the page shows them."""

    look: SecondLook
    name: str
    here: Here
    actor: Actor
    hits: list[ShownHit]
    stops: tuple[Problem, ...]
    steps: tuple[Problem, ...]
    seen: Seen
    movements: list[Crossing]
    staff: dict[UUID, str]
    crossing: Crossing | None
    due_at: datetime | None

    @property
    def late(self) -> bool:
        """Whether the time for the alerts is over."""
        return self.due_at is not None and self.due_at <= self.here.at

    @property
    def encounter(self) -> Encounter:
        """What happened at the booth."""
        return self.look.encounter

    @property
    def person(self) -> Person:
        """Who it is."""
        return self.look.person

    @property
    def pairs(self) -> list[tuple[str, object]]:
        """What is known of the traveller, line by line."""
        return [pair for pair in (*self._who(), *self._paper(), *self._stay()) if pair[1]]

    def _who(self) -> list[tuple[str, object]]:
        person, said = self.person, self.seen.identification
        return [
            (_("Sex"), SEXES.get(person.sex, SEXES[""])),
            (_("Born"), " · ".join(part for part in (birth_words(person.born), age_text(person, self.here.today)) if part)),
            (_("Nationality"), ", ".join(country_name(code) or code for code in person.nationalities or ())),
            (_("Community"), said.community if said else ""),
            (_("Mother"), said.mother if said else ""),
            (_("Father"), said.father if said else ""),
            (_("Known by"), said.vouched_by if said else ""),
        ]

    def _paper(self) -> list[tuple[str, object]]:
        document = self.encounter.document
        number = f"{document.issuing_state} {document.number}" if document else ""
        return [
            (_("Document"), f"{document_kind(document)} {number}".strip()),
            (_("Expires"), document.expires_on if document else ""),
            (_("Chip"), ", ".join(str(CHIPS.get(chip.verdict, chip.verdict)) for chip in self.seen.chips)),
            (_("Seal"), " ".join(seal_words(seal.verdict, elsewhere=seal.elsewhere) for seal in self.seen.seals)),
        ]

    def _stay(self) -> list[tuple[str, object]]:
        encounter, said = self.encounter, self.seen.declaration
        return [
            (_("Direction"), DIRECTIONS[encounter.shift.direction]),
            (_("May stay until"), encounter.stay_until_on or ""),
            (_("Stayed too long"), _("%(days)d days") % {"days": encounter.overstay_days} if encounter.overstay_days else ""),
            (_("Declared"), purpose_name(said.purpose) if said else ""),  # the address is whereabouts: not here
        ]

    @property
    def problems(self) -> list[str | Promise]:
        """What else spoke against the traveller at the booth, beside why they were handed over."""
        handed_over = set(self.look.reasons)
        return [SEEN.get(Problem(code), code) for code in self.encounter.problems if code not in handed_over]

    @property
    def stop_words(self) -> list[str | Promise]:
        """What stops the traveller still."""
        return [SEEN.get(code, code) for code in self.stops]

    @property
    def step_words(self) -> list[str | Promise]:
        """What must still be done."""
        return [SEEN.get(code, code) for code in self.steps]

    @property
    def call_words(self) -> list[str | Promise]:
        """Where the calls to the protection desk stand."""
        return [CALLS[status] for status in self.seen.calls]

    @property
    def reasons(self) -> list[str]:
        """Why the booth handed the traveller over."""
        return [reason_words(code) for code in self.look.reasons]

    @property
    def status(self) -> str | Promise:
        """Where it stands, in words."""
        return STATUSES[self.look.status]

    @property
    def waits(self) -> str:
        """How long ago the booth handed the traveller over."""
        return minutes(self.here.at - self.look.opened_at)

    @property
    def may_take(self) -> bool:
        """Whether this person can take the traveller now."""
        return self.look.status == SecondLineStatus.WAITING and self.actor.may("border:second_look:decide")

    @property
    def mine(self) -> bool:
        """Whether this person decides."""
        return self.look.status == SecondLineStatus.TAKEN and self.look.taken_by == self.actor.id

    @property
    def i_asked(self) -> bool:
        """Whether this person waits for the second one."""
        return self.look.status == SecondLineStatus.PROPOSED and self.look.proposed_by == self.actor.id

    @property
    def i_am_asked(self) -> bool:
        """Whether this person can be the second one."""
        asked = self.look.status == SecondLineStatus.PROPOSED and self.look.proposed_by != self.actor.id
        return asked and self.actor.may("border:second_look:confirm")

    @property
    def asks_child(self) -> bool:
        """Whether it must be said with whom the child travels."""
        return Problem.MINOR in self.steps and is_minor(self.person.born, self.here.today)

    @property
    def asks_declaration(self) -> bool:
        """Whether purpose or visa must still be asked; it is asked once."""
        return self.seen.declaration is None and bool({Problem.DECLARE, Problem.VISA_NEEDED} & set(self.steps))

    @property
    def decides(self) -> bool:
        """Whether this person works in the second line."""
        return self.actor.may("border:second_look:decide")

    def name_of(self, staff: UUID | None) -> str:
        """The name of a colleague."""
        return self.staff.get(staff, "") if staff else ""

    @property
    def taker(self) -> str:
        """Who has taken the traveller."""
        return self.name_of(self.look.taken_by)

    @property
    def opener(self) -> str:
        """Who handed the traveller over."""
        return self.name_of(self.look.opened_by)

    @property
    def proposer(self) -> str:
        """Who asks for the admission."""
        return self.name_of(self.look.proposed_by)

    @property
    def decider(self) -> str:
        """Who decided."""
        return self.name_of(self.look.decided_by)


def file_of(look: SecondLook, actor: Actor, here: Here) -> File:
    """All that was seen of a traveller."""
    encounter = look.encounter
    people = {look.opened_by, look.taken_by, look.proposed_by, look.decided_by} - {None}
    return File(
        look,
        names_to_show([look.person_id]).get(look.person_id, "—"),
        here,
        actor,
        [_hit(hit) for hit in hits_of(encounter.pk)],
        stops_of(encounter),
        steps_open(encounter),
        seen_of(encounter.pk),
        last_movements(encounter.person_id),
        staff_names(person for person in people if person),
        decision_on(encounter.pk),
        dues_of([look]).get(encounter.pk),
    )


def _hit(hit: Hit) -> ShownHit:
    try:
        category = category_of(hit.category)
    except UnknownCategory:
        return ShownHit(hit, hit.category, "")
    language = get_language() or "fr"
    return ShownHit(hit, category.labels.in_language(language), category.todo.in_language(language))
