"""`lakay watchlist`: the newest state of a list by the command line; the same two people, each with their own password."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from lakay.cli import watchlist as command
from lakay.kernel.actors import Actor
from lakay.watchlist.models import Alert, Batch
from tests.watchlist.test_files import approver, officer, register  # noqa: F401  (fixtures)

pytestmark = pytest.mark.django_db
TABLE = "colour,nom de guerre,given\nred,Saint-Fleur,Jean\n"


@pytest.fixture
def people(monkeypatch: pytest.MonkeyPatch, register: object, officer: Actor, approver: Actor) -> None:  # noqa: F811
    """Kerline and Gesner have shown who they are."""
    monkeypatch.setattr(command, "_who", {"kerline": officer, "gesner": approver}.__getitem__)


def run(*words: str) -> Result:
    return CliRunner().invoke(command.watchlist, list(words))


def bring(tmp_path: Path, *more: str) -> Result:
    file = tmp_path / "list.csv"
    file.write_text(TABLE)
    return run("import", str(file), "--list", "un-1267", "--as", "kerline", "--reason", "State of today", *more)


def test_two_people_bring_a_list_up_to_date(people: None, tmp_path: Path) -> None:
    tried = bring(tmp_path, "--dry-run", "--map", "family=nom de guerre", "--map", "given=given")
    assert tried.exit_code == 0, tried.output
    assert "tried\nnew 1 changed 0" in tried.output
    assert not Alert.objects.exists()
    brought = bring(tmp_path, "--map", "family=nom de guerre", "--map", "given=given")
    batch = brought.output.split()[0]
    assert "waiting" in brought.output
    assert run("approve", batch, "--as", "kerline", "--reason", "Me").exit_code == 1
    done = run("approve", batch, "--as", "gesner", "--reason", "Compared")
    assert "done" in done.output
    assert Alert.objects.get().status == "active"
    assert Batch.objects.get(pk=batch).decided_at is not None


def test_what_cannot_be_is_told(people: None, tmp_path: Path) -> None:
    assert "No list that stands has the code" in run("import", __file__, "--list", "x", "--as", "kerline", "--reason", "y").output
    assert "colour is none of" in bring(tmp_path, "--map", "colour=red").output
    assert "header" in bring(tmp_path, "--map", "note=colour").output
    unknown = "01a20356-8062-7000-8000-034f998fe884"
    assert "No file has this number" in run("approve", unknown, "--as", "gesner", "--reason", "x").output


def test_who_does_not_know_the_password_does_nothing(db: None, register: object, tmp_path: Path) -> None:  # noqa: F811
    file = tmp_path / "list.csv"
    file.write_text(TABLE)
    words = ["import", str(file), "--list", "un-1267", "--as", "kerline", "--reason", "x"]
    done = CliRunner().invoke(command.watchlist, words, input="guess\n\n")
    assert "not right" in done.output
    assert not Batch.objects.exists()
