"""The doctor finds what is wrong with a machine and says what to do."""

from __future__ import annotations

import shutil
from collections import namedtuple
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from django.db import connection
from pytest_django.fixtures import Settings

from lakay.journal import doctor
from lakay.journal.doctor import Result, State, examine
from lakay.journal.keys import SIGNING, WRAPPING
from lakay.journal.models import Head
from lakay.kernel.clock import milliseconds

pytestmark = pytest.mark.django_db


def found(code: str) -> Result:
    """One result of the examination."""
    return next(result for result in examine() if result.code == code)


def test_every_check_answers_and_a_fault_always_says_what_to_do() -> None:
    results = examine()
    assert len({result.code for result in results}) == len(doctor.CHECKS)
    assert all(result.todo for result in results if result.state is not State.GOOD)


def test_it_names_the_versions() -> None:
    assert "SQLite 3.5" in found("versions").found or "PostgreSQL" in found("versions").found


def test_a_clock_before_the_program_was_made_is_wrong() -> None:
    with time_machine.travel(datetime(2019, 1, 1, tzinfo=UTC), tick=False):
        assert found("clock").state is State.BAD


def test_a_clock_behind_the_journal_is_wrong() -> None:
    now = datetime.now(UTC)
    Head.objects.create(id=1, node="n", epoch="e", seq=1, hlc=milliseconds(now + timedelta(days=2)) << 16)
    assert found("clock").state is State.BAD
    Head.objects.update(hlc=milliseconds(now) << 16)
    assert found("clock").state is State.GOOD


def test_missing_keys_are_found(settings: Settings, tmp_path: Path) -> None:
    settings.KEYS = tmp_path / "nowhere"
    assert found("keys").state is State.BAD


def test_keys_that_others_can_read_are_found(settings: Settings, tmp_path: Path) -> None:
    for name in (SIGNING, WRAPPING):
        (tmp_path / name).write_bytes(b"x" * 32)
        (tmp_path / name).chmod(0o644)
    settings.KEYS = tmp_path
    assert found("keys").state is State.BAD
    for name in (SIGNING, WRAPPING):
        (tmp_path / name).chmod(0o600)
    assert found("keys").state is State.GOOD


def test_keys_beside_the_data_of_a_real_node_need_a_look(settings: Settings, tmp_path: Path) -> None:
    settings.MODE, settings.DATA, settings.KEYS, settings.ENCRYPTED = "node", tmp_path, tmp_path / "keys", False
    settings.KEYS.mkdir()
    for name in (SIGNING, WRAPPING):
        (settings.KEYS / name).write_bytes(b"x" * 32)
        (settings.KEYS / name).chmod(0o600)
    assert found("keys").state is State.LOOK


def test_a_real_node_that_is_not_encrypted_needs_a_look(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.MODE, settings.ENCRYPTED = "node", False
    assert found("vault").state is (State.LOOK if connection.vendor == "sqlite" else State.GOOD)
    settings.ENCRYPTED = True
    for swaps, state in ((False, State.GOOD), (True, State.LOOK)):
        monkeypatch.setattr(doctor, "_swaps", lambda swaps=swaps: swaps)
        assert found("vault").state is state


def test_a_full_disk_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage(10**12, 10**12, 10**6))
    assert found("space").state is State.BAD


@pytest.mark.parametrize(("ms", "state"), [(0.01, State.LOOK), (4.0, State.GOOD), (80.0, State.LOOK)])
def test_a_disk_that_is_too_fast_or_too_slow_needs_a_look(monkeypatch: pytest.MonkeyPatch, ms: float, state: State) -> None:
    monkeypatch.setattr(doctor, "_one_sync", lambda probe: probe.touch() or ms)
    assert found("disk_sync").state is state


def test_a_demo_says_that_it_is_one(settings: Settings) -> None:
    settings.MODE = "demo"
    assert found("mode").state is State.LOOK
    settings.MODE = "node"
    assert found("mode").state is State.GOOD
