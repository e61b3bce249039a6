"""`lakay stats run`, `list` and `cube`: figures on the command line."""

from __future__ import annotations

import csv
import json
from io import StringIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from lakay.cli.stats import stats
from tests.statistics import invented


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Facts of people who do not exist."""
    return invented.write(invented.facts(), tmp_path_factory.mktemp("facts"))


def say(*words: object) -> Result:
    """Run the command."""
    return CliRunner().invoke(stats, [str(word) for word in words])


def test_it_prints_a_figure_as_csv_and_as_json(folder: Path) -> None:
    asked = (
        "run",
        "border.movements",
        "--engine",
        "duckdb",
        "--by",
        "month,direction",
        "--where",
        "post=HT-OUA",
        "--facts",
        folder,
    )
    lines = list(csv.reader(StringIO(say(*asked, "--format", "csv").output)))
    told = json.loads(say(*asked, "--format", "json").output)
    assert lines[0] == ["month", "direction", "value"]
    assert [[one["month"], one["direction"], str(one["value"])] for one in told] == lines[1:]
    assert len(told) > 20


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("border.gold",), "There is no indicator border.gold"),
        (("border.refusals", "--by", "month,shoe"), "is not told apart by shoe; it is by month, post"),
        (("border.refusals", "--where", "post"), "post is not DIMENSION=VALUE."),
    ],
)
def test_what_cannot_be_asked_is_said_in_one_line(folder: Path, words: tuple[str, ...], said: str) -> None:
    found = say("run", *words, "--facts", folder)
    assert found.exit_code == 1
    assert said in found.output
    assert "Traceback" not in found.output


def test_without_facts_it_says_how_to_take_them_out(tmp_path: Path) -> None:
    found = say("run", "border.movements", "--facts", tmp_path)
    assert found.exit_code == 1
    assert "run `lakay stats facts`" in found.output


def test_it_lists_the_indicators_with_their_dimensions() -> None:
    lines = say("list").output.splitlines()
    assert any(line.startswith("border.persons ") and " persons " in line for line in lines)
    assert len(lines) > 20


def test_invented_facts_have_the_movements_asked_for_and_the_same_seed_gives_the_same(tmp_path: Path) -> None:
    for name in ("one", "two"):
        assert say("invent", tmp_path / name, "--rows", 500).exit_code == 0
    asked = ("run", "border.movements", "--by", "level,sex,nationality", "--facts")
    assert say(*asked, tmp_path / "one").output == say(*asked, tmp_path / "two").output
    assert len(say(*asked, tmp_path / "one").output.splitlines()) > 5
