"""The cube answers as the facts would, or says that it cannot."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from lakay.statistics.cube import Cube, NotInTheCube, build, look, read_cube
from lakay.statistics.indicators import UnknownDimension
from lakay.statistics.registry import indicator, indicators
from lakay.statistics.running import Asked, NoFacts, run

NOW = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)
ASKED = ("border.movements", "border.persons", "border.refusal_rate", "posts.completeness")


def nobody_watches(code: str, done: int, of: int) -> None:
    """No progress is shown."""


@pytest.fixture(scope="session")
def cube(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Cube:
    """A cube of four indicators."""
    return build([indicator(code) for code in ASKED], folder, tmp_path_factory.mktemp("cube"), NOW, progress=nobody_watches)


@pytest.mark.parametrize(
    ("code", "by", "where"),
    [
        ("border.movements", ("month",), {}),
        ("border.movements", (), {"post": ["HT-OUA", "HT-MAL"]}),
        ("border.movements", ("nationality", "sex"), {"month": ["2025-03", "2025-04"], "direction": ["entry"]}),
        ("border.persons", ("month", "post"), {}),
        ("border.persons", ("month", "sex"), {"direction": ["exit"]}),
        ("border.refusal_rate", ("month", "post"), {}),
        ("posts.completeness", ("post",), {"month": ["2025-03"]}),
    ],
)
def test_it_answers_as_the_facts_do(
    code: str, by: tuple[str, ...], where: dict[str, list[str]], cube: Cube, folder: Path
) -> None:
    asked = Asked(by, where)
    found = look(cube, indicator(code), asked)
    assert found == run(indicator(code), folder, asked)
    assert len(found.rows) > 0


def test_persons_are_never_added_up_from_smaller_cells(cube: Cube) -> None:
    for asked in (
        Asked(()),
        Asked(("post",)),
        Asked(("month",), {"post": ["HT-OUA", "HT-MAL"]}),
        Asked(("month", "nationality")),
    ):
        with pytest.raises(NotInTheCube):
            look(cube, indicator("border.persons"), asked)


def test_it_says_what_it_does_not_tell_apart(cube: Cube) -> None:
    with pytest.raises(UnknownDimension):
        look(cube, indicator("border.movements"), Asked(("shoe",)))
    with pytest.raises(NotInTheCube):
        look(cube, indicator("border.migrants"), Asked())


def test_it_is_found_again_with_its_months(cube: Cube) -> None:
    assert read_cube(cube.folder) == cube
    assert cube.built_at == NOW
    assert cube.months[0] == "2024-01"
    assert read_cube(cube.folder.parent / "nowhere") is None


def test_a_new_cube_takes_the_place_of_the_old_one(folder: Path, tmp_path: Path) -> None:
    one = [indicator("border.refusals")]
    build(one, folder, tmp_path, NOW, progress=nobody_watches)
    later = build(one, folder, tmp_path, NOW.replace(hour=7), progress=nobody_watches)
    assert {path.name for path in tmp_path.glob("*.parquet")} == {kept.file for kept in later.kept["border.refusals"]}
    assert look(later, one[0], Asked()).rows


def test_without_facts_there_is_no_cube(tmp_path: Path) -> None:
    with pytest.raises(NoFacts):
        build(indicators().values(), tmp_path / "facts", tmp_path / "cube", NOW, progress=nobody_watches)


def test_a_value_with_a_quote_is_only_a_value(cube: Cube) -> None:
    assert look(cube, indicator("border.movements"), Asked(("month",), {"post": ["x') OR true --"]})).rows == ()
