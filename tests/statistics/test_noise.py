"""Noise: drawn exactly, told with its error, refused where it would say nothing, and paid for."""

from __future__ import annotations

import csv
from datetime import UTC, datetime
from fractions import Fraction
from math import exp
from pathlib import Path
from random import Random
from uuid import uuid5

import pytest
from click.testing import CliRunner, Result
from django.utils import translation

from lakay.access.sessions import actor_with
from lakay.journal.keys import make_node_keys
from lakay.kernel.actors import Actor, system_actor
from lakay.kernel.refusals import NotAllowed
from lakay.statistics.actions import spend_noise
from lakay.statistics.models import NoiseSpent
from lakay.statistics.noise import TooRough, check_accuracy, error_of, happens_exp, laplace, with_noise
from lakay.statistics.queries import spent_on

DRAWN = 20_000
NOW = datetime(2026, 11, 22, 14, 0, tzinfo=UTC)


def near(found: int, chance: float) -> bool:
    """Whether so many of the numbers drawn are what a chance gives, within five standard deviations."""
    within: float = 5 * (DRAWN * chance * (1 - chance)) ** 0.5 + 1
    return abs(found - DRAWN * chance) <= within


@pytest.mark.parametrize("exponent", [Fraction(0), Fraction(1, 7), Fraction(1, 2), Fraction(1)])
def test_a_coin_falls_with_the_chance_of_the_exponential(exponent: Fraction) -> None:
    below = Random(4).randrange
    assert near(sum(happens_exp(exponent, below) for _ in range(DRAWN)), exp(-exponent))


@pytest.mark.parametrize("scale", [Fraction(2), Fraction(1, 2), Fraction(7, 3)])
def test_noise_has_the_distribution_that_the_proof_is_about(scale: Fraction) -> None:
    below = Random(5).randrange
    drawn = [laplace(scale, below) for _ in range(DRAWN)]
    alpha = exp(-1 / scale)
    for number in range(-4, 5):
        assert near(drawn.count(number), (1 - alpha) / (1 + alpha) * alpha ** abs(number)), number


@pytest.mark.parametrize("scale", [Fraction(1, 3), Fraction(1), Fraction(2), Fraction(10)])
def test_95_of_100_counts_stay_within_the_error_and_no_smaller_one_would_do(scale: Fraction) -> None:
    alpha = exp(-1 / scale)
    beyond = [2 * alpha ** (within + 1) / (1 + alpha) for within in range(200)]
    error = error_of(scale)
    assert beyond[error] <= 0.05
    assert error == 0 or beyond[error - 1] > 0.05


def test_the_error_of_a_sum_grows_with_the_root_of_its_cells() -> None:
    assert error_of(Fraction(2), 100) == pytest.approx(2 * 10 * 2 * 2**0.5, rel=0.05)


def test_what_would_say_nothing_is_refused_with_what_would_do() -> None:
    with pytest.raises(TooRough) as refused:
        check_accuracy(Fraction(1, 10), 1, 20)
    least = refused.value.least
    assert check_accuracy(least, 1, 20) <= 20
    with pytest.raises(TooRough):
        check_accuracy(least - Fraction(1, 100), 1, 20)


def test_cells_of_nobody_have_noise_too_and_no_count_is_below_zero() -> None:
    counts: dict[tuple[str, ...], int] = {(str(number),): 0 for number in range(300)}
    made = with_noise(counts, Fraction(1, 2), 1, Random(6).randrange, 20)
    assert set(made) == set(counts)
    assert any(one.count > 0 for one in made.values())
    assert min(one.count for one in made.values()) == 0


def person(role: str) -> Actor:
    """Somebody of a role."""
    return actor_with(uuid5(system_actor("tests").id, role), "ONM", "", [(role, "")])


def spend(epsilon: str, measure: str = "border.persons", role: str = "analyst") -> None:
    """What one table costs."""
    spend_noise(by=person(role), at=NOW, measure=measure, epsilon=Fraction(epsilon), contribution=1, cells=4)


@pytest.mark.django_db
def test_the_budget_of_a_measure_is_spent_once() -> None:
    make_node_keys()
    spend("5/2")
    spend("3/2")
    spend("4", measure="border.refusals")
    assert spent_on("border.persons") == 4
    with translation.override("en"), pytest.raises(NotAllowed, match="0 is left"):
        spend("1/1000")
    with pytest.raises(NotAllowed):
        spend("1", measure="border.stays", role="ministry_reader")
    assert NoiseSpent.objects.count() == 3


@pytest.fixture
def _fabienne(monkeypatch: pytest.MonkeyPatch) -> None:
    """She has shown who she is."""
    from lakay.cli import noise

    make_node_keys()
    monkeypatch.setattr(noise, "who", lambda username: person("analyst"))


def make(tmp_path: Path, *more: str) -> Result:
    """The command on a small table of which one cell is missing."""
    from lakay.cli.main import main

    table = tmp_path / "t.csv"
    table.write_text("post,sex,count\nOUA,F,311\nOUA,M,12\nBEL,F,188\n")
    words = ["stats", "noise", str(table), "--measure", "border.persons", "--out", str(tmp_path / "o.csv"), "--as", "fabienne"]
    return CliRunner().invoke(main, [*words, *more])


@pytest.mark.django_db
@pytest.mark.usefixtures("_fabienne")
def test_the_command_writes_every_cell_with_its_error_and_says_what_is_left(tmp_path: Path) -> None:
    done = make(tmp_path, "--epsilon", "1/2")
    assert done.exit_code == 0, done.output
    assert "4 cells, epsilon 1/2, error 6; left of the budget of border.persons: 7/2" in done.output
    rows = {(row["post"], row["sex"]): row for row in csv.DictReader((tmp_path / "o.csv").read_text().splitlines())}
    assert len(rows) == 4
    assert abs(int(rows["OUA", "F"]["count"]) - 311) < 100
    assert {row["error"] for row in rows.values()} == {"6"}


@pytest.mark.django_db
@pytest.mark.usefixtures("_fabienne")
def test_what_is_refused_costs_nothing_and_writes_nothing(tmp_path: Path) -> None:
    assert "take an epsilon of at least" in make(tmp_path, "--epsilon", "1/100").output
    assert "is left" in make(tmp_path, "--epsilon", "5").output
    assert make(tmp_path, "--epsilon", "none").exit_code == 2
    assert not NoiseSpent.objects.exists()
    assert not (tmp_path / "o.csv").exists()
