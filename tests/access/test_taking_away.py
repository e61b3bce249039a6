"""What an administrator or the person takes away is gone at once."""

from __future__ import annotations

import pytest

from lakay.access import actions
from lakay.access.actions.credentials import LastFactor
from lakay.access.models import Totp
from lakay.kernel.actors import Actor
from tests.access.conftest import MORNING, Office
from tests.access.test_sessions import ELSEWHERE, enter, look


def test_the_administrator_ends_every_session_of_a_person_and_nobody_elses(office: Office) -> None:
    hers, his = enter("marie"), enter("jean", ELSEWHERE)
    assert look(hers) is not None
    actions.end_sessions(by=office.as_actor("rose", ""), at=MORNING, staff=office.marie)
    assert look(hers) is None
    assert look(his, device=ELSEWHERE) is not None


def own(office: Office) -> Actor:
    return Actor(office.marie.id, permissions=office.as_actor("marie").permissions)


def test_codes_may_go_once_there_is_a_passkey(office: Office) -> None:
    enter("marie")
    actions.offer_totp(by=own(office), at=MORNING, staff=office.marie.id, sealed_secret=b"sealed")
    actions.end_totp(by=own(office), at=MORNING, staff=office.marie.id)
    assert Totp.objects.get(staff=office.marie).ended_at == MORNING


def test_codes_stay_where_they_are_the_last_factor(office: Office) -> None:
    with pytest.raises(LastFactor):
        actions.end_totp(by=own(office), at=MORNING, staff=office.marie.id)
