"""`lakay screen`: a file of people against the list."""

from __future__ import annotations

import os
import subprocess
import sys
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
    assert "left out: people.csv 4  cells" in done.stderr
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


LIST = """id,name,birth_date,passport
W7,"Saint-Fleur, Jean-Robert",1984-03-07,PP1
W8,Someone Else,1950-01-01,PP2
"""


def alone(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """`lakay` on a machine that is no node."""
    bare = {name: value for name, value in os.environ.items() if not name.startswith(("LAKAY_", "DJANGO_"))}
    command = [sys.executable, "-c", "from lakay.cli.main import main; main()", *arguments]
    return subprocess.run(command, cwd=folder, env=bare, capture_output=True, text=True, check=False)


def test_a_list_in_a_file_needs_no_node_and_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text(PEOPLE)
    (tmp_path / "list.csv").write_text(LIST)
    done = alone(tmp_path, "screen", "people.csv", "--list", "list.csv")
    assert [row.split(",")[2] for row in done.stdout.splitlines()[1:]] == ["W7"]
    assert "2 people, 2 entries, 1 found" in done.stderr
    assert {path.name for path in tmp_path.iterdir()} == {"people.csv", "list.csv"}
    refused = alone(tmp_path, "screen", "people.csv", "--list", "interpol")
    assert (refused.returncode, "LAKAY_SECRET_KEY" in refused.stderr, "Traceback" in refused.stderr) == (1, True, False)
