"""Two hands at the same door at the same moment."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pyotp
import pytest
from django.db import connections

from lakay.access import account, login, sessions
from lakay.access.models import RecoveryCode, Session, UsedStep
from lakay.journal.writer import writer
from tests.access.conftest import MORNING, PASSWORD, agency, person

pytestmark = pytest.mark.django_db(transaction=True)
DESK = "desk"
LATER = MORNING + timedelta(minutes=5)


@pytest.fixture
def secret(password_hash: str) -> Iterator[str]:
    """Marie's authenticator."""
    person("marie", "Marie Desir", agency("DIE"), password_hash, ("inspector", "HT-WAN"))
    made = login.with_password(username="marie", password=PASSWORD, device=DESK, at=MORNING)
    state = sessions.resolve(made.token, DESK, MORNING)
    assert state is not None
    offer = account.begin_totp(state=state, at=MORNING)
    account.confirm_totp(state=state, code=pyotp.TOTP(offer.secret).at(MORNING), at=MORNING)
    yield offer.secret
    writer.stop()


def at_once(attempt: Callable[[int], object], times: int) -> int:
    """Try from several threads. Returns how many were let in."""

    def one(number: int) -> bool:
        try:
            attempt(number)
        except login.LoginRefused:
            return False
        finally:
            connections.close_all()
        return True

    with ThreadPoolExecutor(times) as pool:
        return sum(pool.map(one, range(times)))


def test_one_code_sent_four_times_at_once_opens_one_session(secret: str) -> None:
    code = pyotp.TOTP(secret).at(LATER)
    let_in = at_once(
        lambda number: login.with_password(username="marie", password=PASSWORD, code=code, device=f"{number}", at=LATER), 4
    )
    assert let_in == 1
    assert Session.objects.filter(created_at=LATER).count() == 1
    assert UsedStep.objects.count() == 2


def test_one_recovery_code_sent_four_times_at_once_opens_one_session(secret: str) -> None:
    state = sessions.resolve(
        login.with_password(username="marie", password=PASSWORD, code=pyotp.TOTP(secret).at(LATER), device=DESK, at=LATER).token,
        DESK,
        LATER,
    )
    assert state is not None
    code = account.make_recovery_codes(state=state, at=LATER)[0]
    let_in = at_once(
        lambda number: login.with_password(username="marie", password=PASSWORD, code=code, device=f"{number}", at=LATER), 4
    )
    assert let_in == 1
    assert RecoveryCode.objects.filter(ended_at=None).count() == 9
