"""What the pages of the desk ask. Everything goes through the policy: who may not see a file finds none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet

from lakay.access.models import Grant
from lakay.access.policy import ROLES, Permission
from lakay.access.visibility import visible
from lakay.kernel.actors import Actor
from lakay.kernel.purposes import Purpose
from lakay.protection.models import ConsentAnswer, ConsentEnd, Decision, Intake, Screening
from lakay.protection.pack import the_pack
from lakay.protection.pack.desk import NoSuchInstrument
from lakay.protection.rules.codes import Guardian, Informed, IntakeStatus, Method
from lakay.protection.rules.consents import Answered, Held, may_ask_at
from lakay.protection.rules.indicators import Assessment, MissingSource, Tested, assess, outcome_of

PROTECTION = Purpose.PROTECTION


def open_files(actor: Actor, purpose: Purpose) -> QuerySet[Intake]:
    """The open files of the actor's post and those in their hands, the most urgent first, then whose deadline is next."""
    return visible(actor, purpose, Intake).filter(closed_at=None).order_by("priority", "due_at", "pk")


@dataclass(frozen=True, slots=True)
class Load:
    """How many files are open, wait for somebody to receive them, and are past their deadline."""

    open: int
    waiting: int
    overdue: int


def load_of(actor: Actor, purpose: Purpose, at: datetime) -> Load:
    """The load of the desk, in one query."""
    found = visible(actor, purpose, Intake).filter(closed_at=None)
    waiting = Count("pk", filter=Q(status=IntakeStatus.WAITING))
    counted = found.aggregate(open=Count("pk"), waiting=waiting, overdue=Count("pk", filter=Q(due_at__lt=at)))
    return Load(counted["open"], counted["waiting"], counted["overdue"])


def overdue_files(actor: Actor, purpose: Purpose, at: datetime) -> QuerySet[Intake]:
    """The open files whose deadline has passed, the longest overdue first: these are the supervisor's too."""
    return visible(actor, purpose, Intake).filter(closed_at=None, due_at__lt=at).order_by("due_at", "pk")


def file_of_call(actor: Actor, purpose: Purpose, call: Any) -> Intake | None:
    """The file opened for a booth's call, if the actor may see it."""
    return visible(actor, purpose, Intake).filter(call=call).first()


def answered_of(row: ConsentAnswer) -> Answered:
    """An answer on record as the rules read it. Where its key is gone nothing was agreed to."""
    return Answered(
        answers=row.answers or {},
        version=row.version,
        language=row.language,
        method=Method(row.method),
        informed=tuple(Informed(code) for code in row.informed or ()),
        until=row.until,
        witness=row.witness,
        child=row.child,
        assent=row.assent,
        guardian=Guardian(row.guardian) if row.guardian else None,
        guardian_name=row.guardian_name,
    )


def may_ask(intake: Intake, at: datetime) -> bool:
    """Whether long questions may be asked: the newest answer about consent is a yes, not withdrawn, not run out."""
    return _may_ask(ConsentAnswer.objects.filter(intake=intake), ConsentEnd.objects.filter(intake=intake), at)


def _may_ask(answers: Iterable[ConsentAnswer], ends: Iterable[ConsentEnd], at: datetime) -> bool:
    ended = {end.consent_id: end.at for end in ends}
    newest_first = sorted(answers, key=lambda row: (row.at, row.pk), reverse=True)
    return may_ask_at((Held(row.at, answered_of(row).may_ask, row.until, ended.get(row.pk)) for row in newest_first), at)


@dataclass(frozen=True, slots=True)
class Story:
    """A file with everything in it that the actor may see."""

    intake: Intake
    screenings: tuple[Screening, ...]
    consents: tuple[ConsentAnswer, ...]
    decisions: tuple[Decision, ...]
    ended: frozenset[Any]
    may_ask: bool

    @property
    def newest(self) -> dict[str, Screening]:
        """The screening that counts for each instrument."""
        return {one.instrument: one for one in reversed(self.screenings)}

    @property
    def assessments(self) -> list[Assessment]:
        """What the answers say by each set of indicators that was asked."""
        return assessments_of(self.newest)

    @property
    def domesticity(self) -> Tested:
        """The test for a child in domesticity."""
        answers = {code: one.answers or {} for code, one in self.newest.items()}
        return outcome_of("domesticity", the_pack().criteria, answers)


def assessments_of(newest: Mapping[str, Screening]) -> list[Assessment]:
    """Read the newest answers by the sets of their instruments. An instrument that the pack has lost is passed over."""
    return [found for one in newest.values() if (found := _assessment(one)) is not None]


def _assessment(one: Screening) -> Assessment | None:
    pack = the_pack()
    try:
        of_set = pack.of_set(pack.instrument(one.instrument, one.version).of_set)
        return assess(of_set, pack.lines, pack.readings, one.answers or {}) if of_set else None
    except (NoSuchInstrument, MissingSource):
        return None


def story_of(actor: Actor, purpose: Purpose, intake: Intake, at: datetime) -> Story:
    """Everything of a file, in a fixed number of queries."""
    screenings = tuple(visible(actor, purpose, Screening).filter(intake=intake).order_by("-at", "-pk"))
    consents = tuple(visible(actor, purpose, ConsentAnswer).filter(intake=intake).order_by("-at", "-pk"))
    decisions = tuple(visible(actor, purpose, Decision).filter(intake=intake).order_by("-at", "-pk"))
    ends = tuple(visible(actor, purpose, ConsentEnd).filter(intake=intake))
    ended = frozenset(end.consent_id for end in ends)
    return Story(intake, screenings, consents, decisions, ended, _may_ask(consents, ends, at))


def who_can_take(post: str, at: datetime) -> list[tuple[Any, str]]:
    """Staff who may have a file of a post in their hands, (id, name), by name: its desk, and case workers of any agency."""
    roles = [role.code for role in ROLES.values() if Permission.INTAKE_FOLLOW in role.permissions]
    held = Grant.objects.live(at).filter(role__in=roles, post__in=("", post), staff__ended_at=None)
    return sorted(set(held.values_list("staff_id", "staff__full_name")), key=lambda found: (found[1], found[0]))
