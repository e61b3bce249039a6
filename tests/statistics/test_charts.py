"""Charts as geometry: a figure that is missing is never a zero, and every place says its number."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lakay.statistics.charts import Places, Told, bars, choropleth, lines, pyramid, two_columns
from lakay.statistics.charts.axes import height, top_of
from lakay.statistics.charts.drawn import HEIGHT
from lakay.statistics.charts.flows import TALL
from lakay.statistics.charts.maps import bounds_of, class_of

FRENCH = Told(lambda number: f"{number:_}".replace("_", " "), ",", "pas de rapport")
MONTHS = ["jan", "fév", "mar"]


def test_a_month_without_a_word_is_a_gap_and_a_zero_is_a_bar_of_nothing() -> None:
    chart = bars("Movements", MONTHS, {"in": [1200, None, 0], "out": [3, None, 4]}, told=FRENCH)
    assert [gap.said for gap in chart.gaps] == ["fév: pas de rapport"]
    assert [box.said for box in chart.boxes if box.series == 0] == ["jan, in: 1 200", "mar, in: 0"]
    assert [box.height for box in chart.boxes if box.series == 0][1] == 0


def test_a_line_breaks_where_a_figure_is_missing() -> None:
    chart = lines("Persons", [*MONTHS, "avr", "mai"], {"in": [1, 2, None, 3, 4]})
    assert [len(piece.split()) for piece in chart.lines[0].pieces] == [2, 2]
    assert len(chart.lines[0].dots) == 4


def test_stacked_bars_stand_on_each_other() -> None:
    chart = bars("Refusals", ["jan"], {"a": [30], "b": [70]}, stacked=True)
    first, second = chart.boxes
    assert second.y + second.height == first.y
    assert first.height + second.height == height(100, 100)


def test_one_series_needs_no_legend() -> None:
    assert bars("One", MONTHS, {"One": [1, 2, 3]}).legend == ()
    assert [name for _mark, name in bars("Two", MONTHS, {"a": [1, 2, 3], "b": [1, 2, 3]}).legend] == ["a", "b"]


@given(st.integers(min_value=1, max_value=10**12))
def test_an_axis_ends_at_a_round_number_that_holds_the_highest(highest: int) -> None:
    top = top_of(highest)
    assert highest <= top < 10 * highest
    assert str(top).rstrip("0") in {"1", "2", "5"}


@given(st.lists(st.integers(min_value=1, max_value=10**9), min_size=1, max_size=12))
def test_every_figure_of_a_map_has_a_class_that_holds_it(values: list[int]) -> None:
    bounds = bounds_of(max(values))
    assert list(bounds) == sorted(set(bounds))
    for value in values:
        number = class_of(value, bounds)
        assert 1 <= number <= 5
        assert value <= bounds[number - 1 - (5 - len(bounds))]


def test_one_busy_place_does_not_make_all_others_alike() -> None:
    bounds = bounds_of(41_000)
    assert bounds == (2000, 5000, 10_000, 20_000, 50_000)
    assert {class_of(value, bounds) for value in (1500, 4000, 41_000)} == {1, 2, 5}


def test_a_department_that_did_not_report_is_not_one_without_a_post() -> None:
    places = Places(
        "0 0 9 9", {"A": "M0 0", "B": "M1 1", "C": "M2 2"}, {"A": "Nò", "B": "Sid", "C": "Lwès"}, {"A": "/a/"}, "no post"
    )
    chart = choropleth("Map", places, {"A": 7, "B": None}, told=FRENCH)
    assert [(shape.shade, shape.said) for shape in chart.shapes] == [
        ("m5", "Nò: 7"),
        ("silent", "Sid: pas de rapport"),
        ("m0", "Lwès: no post"),
    ]
    assert [shape.link for shape in chart.shapes] == ["/a/", "", ""]
    assert {mark for mark, _name in chart.legend} == {"m0", "m5", "silent"}


def test_a_pyramid_has_the_youngest_at_the_foot() -> None:
    chart = pyramid("Ages", ["00-04", "05-09"], ("F", [3, 4]), ("M", [1, 0]))
    assert [box.said for box in chart.boxes] == ["05-09, F: 4", "00-04, F: 3", "00-04, M: 1"]
    assert chart.boxes[0].y < chart.boxes[1].y


def test_flows_are_as_broad_as_they_are_large_and_stay_on_the_sheet() -> None:
    chart = two_columns("Flows", [("North", "East", 60), ("North", "West", 30), ("South", "West", 10), ("South", "East", 0)])
    assert [band.said for band in chart.bands] == ["North → East: 60", "North → West: 30", "South → West: 10"]
    assert {box.said: box.height for box in chart.boxes}["North: 90"] == round(0.9 * (TALL - 8))
    assert all(box.y >= 0 and box.y + box.height <= TALL + 8 for box in chart.boxes)
    assert chart.bands[0].series == chart.bands[1].series != chart.bands[2].series


def test_nothing_at_all_is_drawn_without_a_fault() -> None:
    assert bars("None", [], {}).boxes == ()
    assert two_columns("None", []).bands == ()
    assert all(gap.x < HEIGHT * 10 for gap in lines("None", MONTHS, {}).gaps)


def test_numbers_on_an_axis_are_said_in_the_language_of_the_screen() -> None:
    assert FRENCH.short(50_000) == "50 000"
    assert FRENCH.short(2_500_000) == "2,5M"
    assert FRENCH.short(5_000_000) == "5M"
