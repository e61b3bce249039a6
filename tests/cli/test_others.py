"""`lakay stats import --into`: figures of others brought in by the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from lakay.cli import identity
from lakay.cli.main import main
from lakay.journal.keys import make_node_keys
from lakay.reported.models import Figures, Series
from tests.reported.test_series import begun, person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _analyst(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fabienne has shown who she is."""
    make_node_keys()
    monkeypatch.setattr(identity, "who", lambda username: person({"fabienne": "analyst"}.get(username, "inspector")))


def bring(tmp_path: Path, content: str, *more: str) -> Result:
    """A file brought into the series of returns."""
    file = tmp_path / "returns.csv"
    file.write_text(content)
    words = ["stats", "import", str(file), "--into", "returns-do", "--edition", "2026-11", "--as", "fabienne", *more]
    return CliRunner().invoke(main, words)


def test_good_rows_are_entered_and_bad_ones_named(tmp_path: Path) -> None:
    begun()
    done = bring(tmp_path, "period,value\n2026-09,12\n2026-10,x\n")
    assert done.exit_code == 0
    assert "1 rows entered in returns-do, 1 left out" in done.output
    assert "3 value: number x" in done.output
    assert Figures.objects.get().rows == 1


def test_what_cannot_be_entered_says_why_and_nothing_is(tmp_path: Path) -> None:
    assert "no series with the code returns-do" in bring(tmp_path, "period,value\n2026-09,12\n").output
    begun()
    assert bring(tmp_path, "place,value\nHT,1\n").exit_code == 2
    assert bring(tmp_path, "period,value\n2026-09,12\n", "--as", "marie").exit_code == 1
    assert bring(tmp_path, "period,value\nsoon,12\n").exit_code == 1
    assert Series.objects.get().columns == []
    assert not Figures.objects.exists()
