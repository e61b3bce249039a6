"""A table in every format: true to what is published, and silent where it is."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from defusedxml.ElementTree import fromstring

from lakay.disclosure.attack import attack
from lakay.disclosure.reading import read_published
from lakay.disclosure.tables import Cell, Table
from lakay.manifests.sheets import sheet_rows
from lakay.publication.formats import FORMATS, Given
from lakay.publication.formats.dhis2 import period
from lakay.publication.formats.given import codes, plain_code

CELLS: dict[Cell, int | None] = {
    ("Wanament", "0-17"): None, ("Wanament", "65+"): 31, ("Wanament", "*"): None,
    ("Ansapit & fwontyè", "0-17"): 12, ("Ansapit & fwontyè", "65+"): 0, ("Ansapit & fwontyè", "*"): 12,
    ("*", "0-17"): None, ("*", "65+"): 31, ("*", "*"): None,
}  # fmt: skip
TABLE = Table("post and age, <2026-03>", ("post", "age"), CELLS, "movements", (("period", "2026-03"),))
GIVEN = Given(TABLE, 7, 2, "Mouvman nan mas", "CC BY 4.0", "How.", datetime(2026, 4, 2, 8, tzinfo=UTC), "HT")
DATA = "{http://www.sdmx.org/resources/sdmxml/schemas/v2_1/data/generic}"
STRUCTURE = "{http://www.sdmx.org/resources/sdmxml/schemas/v2_1/structure}"


def written(ending: str) -> bytes:
    return FORMATS[ending].write(GIVEN)


def table(ending: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(written(ending).decode())))


def test_csv_is_read_back_by_the_attack():
    again = read_published(written("csv"), "t.csv")
    assert again.dimensions == ("measure", "period", "post", "age")
    assert again.cells == {("movements", "2026-03", *cell): count for cell, count in CELLS.items()}


def test_tables_of_two_measures_are_not_taken_for_one():
    other = Table("refusals", ("post",), {("Wanament",): 7, ("Malpas",): 9, ("*",): 16}, "refusals", (("period", "2026-03"),))
    shown = Table(
        "movements", ("post",), {("Wanament",): 70, ("Malpas",): 90, ("*",): 160}, "movements", (("period", "2026-03"),)
    )
    files = [FORMATS["csv"].write(replace(GIVEN, table=table)) for table in (other, shown)]
    assert attack([read_published(file, "t.csv") for file in files], 5).stands


def test_json_tells_hidden_from_nobody():
    rows = json.loads(written("json"))["rows"]
    assert [row for row in rows if row["hidden"]] == [row for row in rows if row["count"] is None]
    assert {"period": "2026-03", "post": "Ansapit & fwontyè", "age": "65+", "count": 0, "hidden": False} in rows


def test_the_workbook_is_read_back():
    rows = [row for _, row in sheet_rows(written("xlsx"))]
    assert rows[0] == ["period", "post", "age", "count"]
    assert ["2026-03", "Ansapit & fwontyè", "0-17", "12"] in rows
    assert written("xlsx") == written("xlsx")


def test_sdmx_says_suppressed_and_not_why():
    rows = table("sdmx.csv")
    assert rows[0] == {
        "DATAFLOW": "LAKAY:LAKAY_R7_T2(1.0)", "TIME_PERIOD": "2026-03", "POST": "WANAMENT", "AGE": "C_0_17",
        "OBS_VALUE": "", "OBS_STATUS": "Q", "CONF_STATUS": "C",
    }  # fmt: skip
    assert {row["CONF_STATUS"] for row in rows if row["OBS_VALUE"] == ""} == {"C"}
    observed = list(fromstring(written("sdmx.xml")).iter(f"{DATA}Obs"))
    assert len(observed) == len(CELLS)
    assert sum(one.find(f"{DATA}ObsValue") is None for one in observed) == 4


def test_every_code_of_the_data_stands_in_the_structure():
    structure = fromstring(written("structure.xml"))
    lists = {
        one.get("id"): {code.get("id") for code in one.iter(f"{STRUCTURE}Code")} for one in structure.iter(f"{STRUCTURE}Codelist")
    }
    for row in table("sdmx.csv"):
        assert row["POST"] in lists["CL_LAKAY_R7_T2_POST"]
        assert row["AGE"] in lists["CL_LAKAY_R7_T2_AGE"]
        assert row["OBS_STATUS"] in lists["CL_OBS_STATUS"]


def test_hxl_has_a_tag_for_each_column():
    rows = list(csv.reader(io.StringIO(written("hxl.csv").decode())))
    assert rows[1] == ["#date+period", "#loc+post+name", "#group+age", "#indicator+num+value", "#status+note"]
    assert ["2026-03", "Wanament", "0-17", "", "hidden"] in rows


def test_dhis2_gets_inner_cells_that_are_shown_and_nothing_else():
    values = json.loads(written("dhis2.json"))["dataValues"]
    assert [(one["orgUnit"], one["categoryOptionCombo"], one["value"]) for one in values] == [
        ("WANAMENT", "C_65", "31"),
        ("ANSAPIT_FWONTYE", "C_0_17", "12"),
        ("ANSAPIT_FWONTYE", "C_65", "0"),
    ]
    assert {one["period"] for one in values} == {"202603"}


@pytest.mark.parametrize(
    ("text", "said"), [("2026", "2026"), ("2026-Q1", "2026Q1"), ("2026-W05", "2026W5"), ("2026-03-14", "20260314")]
)
def test_periods_of_dhis2(text: str, said: str):
    assert period(text) == said


def test_codes_are_plain_and_no_two_alike():
    assert codes(["a b", "a-b", "é", "1"]) == {"*": "_T", "a b": "A_B", "a-b": "A_B_2", "é": "E", "1": "C_1"}
    assert plain_code("***") == "C"


def test_no_format_has_a_number_that_the_table_hides():
    """Another number in a hidden cell would change no byte: there is no such number in what the formats are given."""
    shown = {str(count) for count in CELLS.values() if count is not None}
    assert {row["count"] for row in table("csv")} == {row["OBS_VALUE"] for row in table("sdmx.csv")} == {"", *shown}
    values = {one.get("value") for one in fromstring(written("sdmx.xml")).iter(f"{DATA}ObsValue")}
    assert values == shown
