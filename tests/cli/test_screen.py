"""`lakay screen`: a file of people against the list."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from lakay.cli.screen import screen
from lakay.journal.models import Event
from lakay.kernel.clock import SystemClock
from tests.watchlist.conftest import DAY, Listed, gesner, kerline, listed, wanted  # noqa: F401  (fixtures)

pytestmark = pytest.mark.django_db

PEOPLE = """Nom;Prénom;Date de naissance;Sexe
Senflè;Jan Wobè;07/03/1984;M
Desrosiers;Odette;1971-01-02;F
too;few
"""


@pytest.fixture
def alert(listed: Listed) -> str:  # noqa: F811
    now = SystemClock().now()
    return listed(wanted(from_at=now, until_at=now + DAY), at=now).reference


def test_who_is_meant_is_told_with_the_reason_and_bad_rows_are_named(alert: str, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text(PEOPLE)
    done = CliRunner().invoke(screen, [str(file), "--language", "ht"])
    assert done.exit_code == 0, done.output
    rows = done.stdout.splitlines()
    assert rows[0].startswith("person,name,reference")
    assert [row.split(",")[2] for row in rows[1:]] == [alert]
    assert "sonnen menm jan" in rows[1]
    assert "left out: 4  cells" in done.stderr
    assert Event.objects.filter(action="watchlist.screen.read").count() == 1


def test_many_people_are_gone_through_by_several_processes(alert: str, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    strangers = "".join(
        f"Dorvil{chr(65 + number % 26)};Wid{chr(65 + number // 26 % 26)};1990-01-01;F\n" for number in range(2_100)
    )
    file.write_text(PEOPLE.splitlines()[0] + "\n" + strangers + "Senflè;Jan Wobè;07/03/1984;M\n")
    done = CliRunner().invoke(screen, [str(file), "--processes", "2"])
    assert [row.split(",")[2] for row in done.stdout.splitlines()[1:]] == [alert]


def test_a_list_that_there_is_not_and_a_file_of_something_else_are_told(alert: str, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text(PEOPLE)
    assert "No list that stands has the code nobody" in CliRunner().invoke(screen, [str(file), "--list", "nobody"]).output
    file.write_bytes(b"<html>")
    assert "no file of people: xml" in CliRunner().invoke(screen, [str(file)]).output
