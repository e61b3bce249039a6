"""Alerts and proposals as the pages show them, with names for every code and a fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from lakay.access.queries import staff_names
from lakay.watchlist.models import Alert, Change
from lakay.watchlist.rules.contents import Contents, WantedDocument, WantedName, contents_of, instant
from lakay.watchlist.rules.states import AlertStatus, What
from lakay.web.shell.ages import birth_words
from lakay.web.shell.tags import instant as instant_words
from lakay.web.watchlist.forms import last_day_of
from lakay.web.watchlist.words import (
    CHANGE_STATUSES,
    SEXES,
    STATUS_KINDS,
    STATUSES,
    WHATS,
    category_label,
    document_label,
)


@dataclass(frozen=True, slots=True)
class Line:
    """An alert in a list."""

    id: UUID
    reference: str
    category: str
    about: str
    agency: str
    last_day: date
    status: str
    kind: str
    at_once: bool


def status_of(alert: Alert, at: datetime) -> AlertStatus:
    """Where an alert stands now: one past its end counts as expired before anybody has taken it off."""
    status = AlertStatus(alert.status)
    return AlertStatus.EXPIRED if status is AlertStatus.ACTIVE and alert.until_at <= at else status


def line_of(alert: Alert, at: datetime) -> Line:
    """One alert as a line."""
    status = status_of(alert, at)
    return Line(
        id=alert.id,
        reference=alert.reference,
        category=category_label(alert.category),
        about=about(alert.contents),
        agency=alert.agency,
        last_day=last_day_of(alert.until_at),
        status=str(STATUSES[status]),
        kind=STATUS_KINDS.get(status.value, ""),
        at_once=alert.at_once,
    )


def about(contents: Contents) -> str:
    """Whom or what it means, in a few words; nothing once it was erased."""
    names = [written(name) for name in contents.names[:1]]
    documents = [document_short(document) for document in contents.documents[:1]]
    return " · ".join([*names, *documents]) or _("erased")


def written(name: WantedName) -> str:
    """A name as registers write it, the family name first and a comma behind it: “Pierre, Louis” is not “Louis, Pierre”."""
    return ", ".join(part for part in (name.family, name.given) if part)


def document_short(document: WantedDocument) -> str:
    """A document in a few words."""
    return f"{document_label(document.type)} {document.issuing_state} {document.number}"


def pairs_of(contents: Contents) -> list[tuple[str, object]]:
    """All that an alert says, name by value, without what is empty."""
    found: list[tuple[str, object]] = [
        (_("Category"), category_label(contents.category)),
        (_("Names"), "; ".join(written(name) for name in contents.names)),
        (_("Date of birth"), birth_words(contents.birth)),
        (_("Sex"), SEXES[contents.sex] if contents.sex else ""),
        (_("Nationalities"), " ".join(contents.nationalities)),
        (_("Documents"), "; ".join(document_short(document) for document in contents.documents)),
        (_("Legal basis"), contents.legal_basis),
        (_("Reference of the act"), contents.legal_reference),
        (_("Authority that ordered it"), contents.authority),
        (_("For the desk that takes over"), contents.note),
    ]
    return [(name, value) for name, value in found if value]


def sheet_of(alert: Alert) -> list[tuple[str, object]]:
    """The same, with who asked for it and how long it stands."""
    period = [(_("Agency"), alert.agency), (_("From"), instant_words(alert.from_at))]
    return [*pairs_of(alert.contents), *period, (_("Until"), instant_words(alert.until_at))]


@dataclass(frozen=True, slots=True)
class Proposal:
    """Something proposed about an alert, as the pages show it."""

    id: UUID
    what: str
    status: str
    alert: UUID
    reference: str
    about: str
    category: str
    reason: str
    who: str
    agency: str
    at: datetime
    decided_who: str
    decided_at: datetime | None
    decision_reason: str


def proposals_of(changes: Iterable[Change]) -> list[Proposal]:
    """One query more for the names of staff, however many proposals. They come with their alerts."""
    changes = list(changes)
    names = staff_names({who for change in changes for who in (change.proposed_by, change.decided_by) if who})
    return [_proposal(change, names) for change in changes]


def _proposal(change: Change, names: dict[UUID, str]) -> Proposal:
    return Proposal(
        id=change.id,
        what=str(WHATS[change.what]),
        status=str(CHANGE_STATUSES[change.status]),
        alert=change.alert_id,
        reference=change.alert.reference,
        about=about(change.alert.contents),
        category=category_label(change.alert.category),
        reason=change.reason,
        who=names.get(change.proposed_by, ""),
        agency=change.agency,
        at=change.proposed_at,
        decided_who=names.get(change.decided_by, "") if change.decided_by else "",
        decided_at=change.decided_at,
        decision_reason=change.decision_reason,
    )


@dataclass(frozen=True, slots=True)
class Difference:
    """A value of an alert as it stands and as it would be."""

    name: str
    before: object
    after: object


def differences(change: Change) -> list[Difference]:
    """What a proposal would change, value by value."""
    values: dict[str, Any] = change.values or {}
    if change.what == What.CHANGE and values:
        now, then = dict(pairs_of(change.alert.contents)), dict(pairs_of(contents_of(values)))
        then |= {str(_("Last day")): last_day_of(instant(values["until_at"]))}
        now |= {str(_("Last day")): last_day_of(change.alert.until_at)}
        names = [*now, *(name for name in then if name not in now)]
        return [Difference(name, now.get(name, ""), then.get(name, "")) for name in names if now.get(name) != then.get(name)]
    if "until_at" in values:
        return [Difference(_("Last day"), last_day_of(change.alert.until_at), last_day_of(instant(values["until_at"])))]
    return []
