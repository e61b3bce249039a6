"""Indicators against plain loops, on DuckDB."""

from __future__ import annotations

from pathlib import Path

import pytest

from lakay.statistics.engines.answers import Answer
from lakay.statistics.indicators import Measure, UnknownDimension
from lakay.statistics.registry import NoSuchIndicator, fact_tables, indicator, indicators
from lakay.statistics.running import Asked, NoFacts, run
from tests.statistics import oracle
from tests.statistics.invented import Facts


def cells(answer: Answer) -> oracle.Cells:
    """An answer as {dimensions: figure}."""
    return {tuple(str(cell) for cell in row[:-1]): int(row[-1]) for row in answer.rows}


@pytest.mark.parametrize("by", [(), ("month",), ("post", "direction"), ("month", "level", "sex", "age_group", "nationality")])
def test_movements_are_added_up_with_corrections_taken_away(by: tuple[str, ...], folder: Path, told: Facts) -> None:
    answer = run(indicator("border.movements"), folder, Asked(by))
    assert cells(answer) == oracle.movements(told["crossings"], by)


@pytest.mark.parametrize("by", [(), ("month",), ("month", "post", "direction"), ("age_band", "sex")])
def test_a_person_counts_once_however_often_they_pass(by: tuple[str, ...], folder: Path, told: Facts) -> None:
    answer = run(indicator("border.persons"), folder, Asked(by))
    assert cells(answer) == oracle.persons(told["crossings"], by)


@pytest.mark.parametrize(
    ("code", "rule"), [("border.migrants", "12M"), ("border.migrants_most", "6M1D"), ("border.migrants_intended", "said")]
)
def test_migrants_by_each_rule_are_those_of_a_plain_count(code: str, rule: str, folder: Path, told: Facts) -> None:
    by = ("month", "direction", "sex", "citizen", "status")
    found = oracle.migrants(told["crossings"], rule, by)
    assert cells(run(indicator(code), folder, Asked(by))) == found
    assert {cell[-1] for cell in found} == {"final", "provisional"}
    (whole,) = run(indicator(code), folder, Asked(("residence_rule", "basis"))).rows
    assert whole == ({"said": "12M"}.get(rule, rule), "intended" if rule == "said" else "observed", sum(found.values()))


def test_movements_persons_and_migrants_are_three_figures(folder: Path) -> None:
    three = [run(indicator(f"border.{name}"), folder, Asked(())).rows[0][0] for name in ("movements", "persons", "migrants")]
    assert len(set(three)) == 3
    assert [indicator(f"border.{name}").measure for name in ("movements", "persons", "migrants")] == [
        Measure.MOVEMENTS,
        Measure.PERSONS,
        Measure.MIGRANTS,
    ]


def test_a_filter_takes_only_what_it_names(folder: Path, told: Facts) -> None:
    answer = run(indicator("border.movements"), folder, Asked(("month",), {"post": ["HT-OUA", "HT-MAL"], "sex": ["F"]}))
    rows = [row for row in told["crossings"] if row["post"] in {"HT-OUA", "HT-MAL"} and row["sex"] == "F"]
    assert cells(answer) == oracle.movements(rows, ("month",))


def test_a_rate_comes_as_its_two_whole_numbers(folder: Path, told: Facts) -> None:
    answer = run(indicator("border.refusal_rate"), folder, Asked(()))
    known = [row for row in told["crossings"] if row["person"] is not None]
    assert answer.columns == ("value", "of")
    assert answer.rows == ((sum(row["decision"] == "refused" for row in known), len(known)),)


def test_an_overstay_that_has_not_ended_is_somebody_seen_no_more(folder: Path, told: Facts) -> None:
    answer = run(indicator("border.overstays_open"), folder, Asked(()))
    spans = oracle.spans(told["crossings"])
    late = [
        row for row in spans if row["here"] and row["direction"] == "entry" and (row["until_day"] or row["last"]) < row["last"]
    ]
    assert answer.rows == ((len(late),),)
    assert late


def test_a_record_that_breaks_two_rules_is_counted_for_each(folder: Path, told: Facts) -> None:
    answer = run(indicator("quality.records"), folder, Asked(("rule",)))
    known = [row for row in told["crossings"] if row["person"] is not None]
    stays = [row["day"] - row["entry_day"] for row in known if row["entry_day"] is not None]
    expected = {
        "no-age": sum(row["age"] is None for row in known),
        "no-nationality": sum(row["nationality"] == "" for row in known),
        "no-sex": sum(row["sex"] == "" for row in known),
        "very-long-stay": sum(stay > 5 * 366 for stay in stays),
    }
    assert {str(rule): int(number) for rule, number in answer.rows} == {
        rule: number for rule, number in expected.items() if number
    }
    assert sum(expected.values()) > 20


def test_nothing_at_all_is_answered_with_no_rows_and_with_zero(tmp_path: Path) -> None:
    from tests.statistics import invented

    empty = invented.write({}, tmp_path)
    assert run(indicator("border.movements"), empty, Asked()).rows == ()
    assert run(indicator("border.movements"), empty, Asked(())).rows == ((0,),)


def test_it_names_a_dimension_that_an_indicator_does_not_have(folder: Path) -> None:
    with pytest.raises(UnknownDimension, match=r"border\.refusals is not told apart by colour"):
        run(indicator("border.refusals"), folder, Asked(("colour",)))
    with pytest.raises(UnknownDimension):
        run(indicator("border.refusals"), folder, Asked(("month",), {"person": ["1"]}))


def test_it_says_that_there_are_no_facts(tmp_path: Path) -> None:
    with pytest.raises(NoFacts, match="crossings"):
        run(indicator("border.movements"), tmp_path, Asked())


def test_it_knows_no_indicator_of_another_name() -> None:
    with pytest.raises(NoSuchIndicator, match=r"border\.gold"):
        indicator("border.gold")


def test_every_indicator_has_its_page_and_its_cube_names_dimensions_it_has() -> None:
    for one in indicators().values():
        assert all((one.page.title, one.page.who, one.page.caveats, one.page.source)), one.code
        assert one.adds or one.breakdowns, one.code
        for breakdown in one.kept():
            assert set(breakdown) <= set(one.dimensions), one.code
            one.expression(breakdown)


def test_no_table_of_facts_has_a_column_that_names_somebody() -> None:
    never = {"id", "name", "family", "given", "number_of_document", "document", "encounter", "officer", "at", "person_id", "note"}
    for table in fact_tables().values():
        names = [column.name for column in table.columns]
        assert not never & set(names), table.name
        assert len(names) == len(set(names)), table.name
        assert names[:4] == ["month", "day", "weekday", "post"]
