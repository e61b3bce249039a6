"""Signs of trafficking: which line fires on which answers, what it means, and what it never means."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lakay.protection.pack import the_pack
from lakay.protection.rules.indicators import Assessment, IndicatorSet, MissingSource, Weight, assess, outcome_of

PACK = the_pack()
ADULT, CHILD = (PACK.of_set(code) for code in ("labour-adult", "labour-child"))
assert ADULT is not None
assert CHILD is not None
MEANS = ("dr", "cr", "rv", "cd", "vd")


def read(of_set: IndicatorSet | None, *signs: str) -> Assessment:
    """Read signs answered by yes."""
    assert of_set is not None
    return assess(of_set, PACK.lines, PACK.readings, dict.fromkeys(signs, "yes"))


def of(of_set: IndicatorSet, dimension: str, **counts: int) -> list[str]:
    """So many strong, medium and weak signs of a dimension."""
    found: list[str] = []
    for name, count in counts.items():
        own = [one.code for one in of_set.indicators if one.dimension == dimension and one.weight is Weight[name.upper()]]
        assert len(own) >= count
        found += own[:count]
    return found


@pytest.mark.parametrize(
    ("counts", "line"),
    [
        ({"strong": 1}, None),
        ({"medium": 2}, None),
        ({"weak": 1}, None),
        ({"strong": 2}, "two-strong"),
        ({"strong": 1, "medium": 1}, "strong-and-one"),
        ({"strong": 1, "weak": 1}, "strong-and-one"),
        ({"medium": 3}, "three-medium"),
        ({"medium": 2, "weak": 1}, "two-medium-weak"),
        ({"medium": 1, "weak": 1}, None),
    ],
)
def test_a_dimension_is_positive_by_a_line_of_the_source_and_by_no_other(counts: dict[str, int], line: str | None) -> None:
    assert ADULT is not None
    found = read(ADULT, *of(ADULT, "coercion_at_destination", **counts))
    dimension = next(one for one in found.dimensions if one.code == "coercion_at_destination")
    assert (dimension.line.code if dimension.line else None) == line
    assert len(dimension.found) == sum(counts.values())


EXPLOITED = ("ex-hours", "ex-low-pay")
DECEIVED = ("dr-job", "dr-wages")
COERCED = ("cd-documents", "cd-debt")
ABUSED = ("rv-economic", "rv-family", "rv-past")


@pytest.mark.parametrize(
    ("signs", "reading", "possible"),
    [
        ((), None, False),
        (DECEIVED, None, False),
        (EXPLOITED, "labour-rights", False),
        ((*EXPLOITED, *DECEIVED), "deception-exploitation", False),
        ((*EXPLOITED, *DECEIVED, *COERCED), "trafficking", True),
        ((*EXPLOITED, *ABUSED, *COERCED), "trafficking-vulnerability", True),
    ],
)
def test_positive_dimensions_of_an_adult_are_read_together(signs: tuple[str, ...], reading: str | None, possible: bool) -> None:
    found = read(ADULT, *signs)
    assert ((found.reading.code if found.reading else None), found.possible) == (reading, possible)


def test_of_a_child_exploitation_alone_is_enough() -> None:
    found = read(CHILD, *EXPLOITED)
    assert found.possible
    assert found.reading is not None
    assert found.reading.code == "child-trafficking"
    assert found.unverified, "nobody has checked the weights at the source"


@given(st.sets(st.sampled_from([one.code for one in (CHILD.indicators if CHILD else ())])))
def test_the_means_change_nothing_for_a_child(signs: set[str]) -> None:
    without = {sign for sign in signs if not sign.startswith(MEANS)}
    assert read(CHILD, *signs).possible == read(CHILD, *without).possible


@given(
    st.sets(st.sampled_from([one.code for one in (ADULT.indicators if ADULT else ())])),
    st.sampled_from([one.code for one in (ADULT.indicators if ADULT else ())]),
)
def test_one_more_sign_never_makes_it_less(signs: set[str], more: str) -> None:
    before, after = read(ADULT, *signs), read(ADULT, *signs, more)
    assert {one.code for one in before.dimensions if one.positive} <= {one.code for one in after.dimensions if one.positive}
    assert after.possible >= before.possible


@given(st.dictionaries(st.text(max_size=5), st.sampled_from(["yes", "no", "unknown", "", "maybe"]), max_size=9))
def test_answers_that_are_no_yes_and_signs_that_nobody_knows_say_nothing(answers: dict[str, str]) -> None:
    assert ADULT is not None
    found = assess(ADULT, PACK.lines, PACK.readings, answers | {one.code: "unknown" for one in ADULT.indicators})
    assert found.reading is None


@given(st.sets(st.sampled_from([one.code for one in (ADULT.indicators if ADULT else ())])))
def test_every_positive_dimension_names_its_line_and_the_answers_it_fired_on(signs: set[str]) -> None:
    for dimension in read(ADULT, *signs).dimensions:
        found = {one.code for one in dimension.found}
        assert found <= signs
        if dimension.line:
            counts = [sum(one.weight is weight for one in dimension.found) for weight in Weight]
            assert dimension.line.fires(*counts)


def test_the_sets_are_as_large_as_the_source_says() -> None:
    assert ADULT is not None
    assert CHILD is not None
    counts = [sum(one.dimension == dimension for one in ADULT.indicators) for dimension in ADULT.dimensions]
    assert counts == [10, 10, 16, 9, 15, 7]
    assert len(CHILD.indicators) == 65
    assert not [one for one in CHILD.indicators if one.weight is Weight.WEAK]


@pytest.mark.parametrize("code", ["sexual-adult", "sexual-child", "smuggling"])
def test_a_set_whose_source_is_missing_reads_nothing(code: str) -> None:
    of_set = PACK.of_set(code)
    assert of_set is not None
    with pytest.raises(MissingSource):
        assess(of_set, PACK.lines, PACK.readings, {})


@pytest.mark.parametrize(
    ("answers", "met", "unknown"),
    [
        ({"away": "yes", "school": "yes", "works": "yes"}, True, 0),
        ({"away": "yes", "school": "yes", "works": "no"}, False, 0),
        ({"away": "yes", "school": "yes"}, False, 1),
        ({}, False, 3),
    ],
)
def test_a_child_in_domesticity_meets_all_three_criteria(answers: dict[str, str], met: bool, unknown: int) -> None:
    found = outcome_of("domesticity", PACK.criteria, {"child": answers})
    assert (found.is_met, len(found.unknown)) == (met, unknown)
