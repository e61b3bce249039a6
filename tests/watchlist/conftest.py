"""People of these tests: an alert officer of the police, an approver of immigration, an inspector, and a wanted man who does not exist."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid5

import pytest

from lakay.access.policy import ROLES
from lakay.kernel.actors import Actor, system_actor
from lakay.kernel.partial_dates import PartialDate
from lakay.watchlist.actions import decide_change, propose_alert
from lakay.watchlist.actions.lists import ListSaid
from lakay.watchlist.models import Alert, Change
from lakay.watchlist.rules.contents import Contents, WantedDocument, WantedName
from lakay.watchlist.rules.states import ChangeStatus

NOW = datetime(2026, 11, 21, 14, 0, tzinfo=UTC)
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)

Listed = Callable[..., Alert]


def staff(name: str, role: str, agency: str, post: str = "") -> Actor:
    """Somebody at work."""
    permissions = frozenset(str(permission) for permission in ROLES[role].permissions)
    return Actor(uuid5(system_actor("tests").id, name), agency, post, frozenset({role}), permissions)


def wanted(**more: Any) -> Contents:
    """A man whom a court looks for."""
    contents = Contents(
        category="wanted",
        from_at=NOW,
        until_at=NOW + 100 * DAY,
        names=(WantedName("Saint-Fleur", "Jean Robert"),),
        birth=PartialDate(1984, 3, 7),
        sex="M",
        nationalities=("HTI",),
        legal_basis="Warrant of arrest",
        legal_reference="PAP-2026-118",
        authority="Court of first instance of Port-au-Prince",
        note="Said to carry two passports.",
    )
    return replace(contents, **more)


def lost(number: str = "RD7654321", **more: Any) -> Contents:
    """A passport that was stolen from its holder."""
    document = WantedDocument("HTI", number, "passport")
    return wanted(**{"category": "lost-document", "documents": (document,), "sex": "", "birth": PartialDate(), **more})


def missing_child(**more: Any) -> Contents:
    """A girl of nine who did not come home from school."""
    name, born = WantedName("Dorvil", "Widline"), PartialDate(2017, 5, 2)
    return wanted(**{"category": "missing-child", "names": (name,), "birth": born, "sex": "F", **more})


A_LIST = ListSaid(
    code="un-1267",
    title="List of the Security Council",
    owner="PNH",
    category="wanted",
    legal_basis="Decree of sanctions",
    legal_reference="D-2026-7",
    source="United Nations",
    instruction="Call the prosecutor.",
    review_on=date(2027, 6, 1),
)


def only_change() -> Change:
    """The one proposal that waits."""
    return Change.objects.get(status=ChangeStatus.WAITING)


@pytest.fixture
def kerline() -> Actor:
    """Kerline, alert officer of the police."""
    return staff("kerline", "alert_officer", "PNH")


@pytest.fixture
def gesner() -> Actor:
    """Gesner, approver at immigration."""
    return staff("gesner", "alert_approver", "DIE")


@pytest.fixture
def marie() -> Actor:
    """Marie, inspector at a booth."""
    return staff("marie", "inspector", "DIE", "HT-OUA")


@pytest.fixture
def mirlande() -> Actor:
    """Mirlande, of the child-protection brigade."""
    return staff("mirlande", "protection_officer", "BPM", "HT-OUA")


@pytest.fixture
def listed(db: None, kerline: Actor, gesner: Actor) -> Listed:
    """Puts an alert on the list: proposed by Kerline, approved by Gesner."""

    def one(contents: Contents | None = None, at: datetime = NOW) -> Alert:
        receipt = propose_alert(by=kerline, at=at, contents=contents or wanted(), reason="Warrant received today.")
        change = Change.objects.get(alert=receipt.id_of(Alert))
        decide_change(by=gesner, at=at, change=change, approve=True, reason="Seen the warrant.")
        return Alert.objects.get(pk=receipt.id_of(Alert))

    return one
