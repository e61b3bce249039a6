"""Any bytes are a workbook or a reason why not; faults have their sheet, row and column."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lakay.forms.xlsform import BadBook, Fault, NotConverted, check_book, convert_book, read_book
from lakay.forms.xlsform.books import MOST_ROWS
from lakay.forms.xlsform.converting import where
from tests.forms.conftest import SMALL, book

SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'


def xlsx(sheets: dict[str, list[list[str]]], part: str = "") -> bytes:
    """A workbook as programs write it, all texts inline."""
    listed = "".join(f'<sheet name="{name}" sheetId="{n}" r:id="rId{n}"/>' for n, name in enumerate(sheets, 1))
    rels = "".join(f'<Relationship Id="rId{n}" Target="worksheets/sheet{n}.xml"/>' for n in range(1, len(sheets) + 1))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", f'<workbook xmlns:r="r"><sheets>{listed}</sheets></workbook>')
        archive.writestr("xl/_rels/workbook.xml.rels", f"<Relationships>{rels}</Relationships>")
        for number, rows in enumerate(sheets.values(), 1):
            lines = ["<row>" + "".join(f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in row) + "</row>" for row in rows]
            archive.writestr(f"xl/worksheets/sheet{number}.xml", part or SHEET.format("".join(lines)))
    return out.getvalue()


def codes(text: str) -> list[tuple[str, str, int, str]]:
    return [(fault.code, fault.sheet, fault.row, fault.column) for fault in check_book(book(text))]


def test_a_workbook_is_the_same_as_markdown_and_as_xlsx() -> None:
    tables: dict[str, list[list[str]]] = {}
    for line in SMALL.strip().splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if cells[0]:
            tables[cells[0]] = []
        else:
            tables[next(reversed(tables))].append(cells[1:])
    read = read_book(xlsx(tables))
    assert {name: [line.cells for line in sheet.lines] for name, sheet in read.sheets.items()} == {
        name: [line.cells for line in sheet.lines] for name, sheet in book().sheets.items()
    }
    assert read.sheets["survey"].lines[0].number == 2


def test_the_form_of_the_tests_is_right() -> None:
    assert check_book(book()) == []


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("| integer | age", "| integr | age", ("unknown_type", "survey", 5, "type")),
        ("select_one yn | safe", "select_one nowhere | safe", ("no_list", "survey", 4, "type")),
        ("| integer | age", "| integer | 1 age", ("bad_name", "survey", 5, "name")),
        ("| integer | age", "| integer | SAFE", ("name_twice", "survey", 5, "name")),
        ("| integer | age", "| integer | ", ("no_name", "survey", 5, "name")),
        ("| Laj | Age |", "| Laj | |", ("no_words", "survey", 5, "label::English (en)")),
        ("${safe} = 'no'", "${saef} = 'no'", ("no_question", "survey", 11, "relevant")),
        ("${safe} = 'no'", "selectd(${safe}, 'no')", ("unknown_function", "survey", 11, "relevant")),
        ("${safe} = 'no'", "not(${safe} = 'no'", ("open_bracket", "survey", 11, "relevant")),
        ("${safe} = 'no'", "${safe} = 'no", ("open_text", "survey", 11, "relevant")),
        ("| end repeat |", "| end group |", ("end_without_begin", "survey", 10, "type")),
        ("| | end group | more | | | | |\n", "", ("begin_without_end", "survey", 11, "type")),
        ("| yn | no | Non", "| yn | yes | Non", ("choice_twice", "choices", 18, "name")),
        ("| yn | no | Non", "| yn | n o | Non", ("bad_choice", "choices", 18, "name")),
        ("| yn | no | Non", "| | no | Non", ("no_list_name", "choices", 18, "list_name")),
    ],
)
def test_each_fault_is_told_with_its_place(old: str, new: str, found: tuple[str, str, int, str]) -> None:
    assert old in SMALL
    assert found in codes(SMALL.replace(old, new))


def test_a_book_without_questions_is_refused() -> None:
    assert codes("| settings |\n| | form_id |\n| | x |\n| choices |\n| | a |\n| | b |") == [("no_survey", "survey", 0, "")]
    assert [fault.code for fault in check_book(book("| survey |\n| | kind |\n| | text |"))] == ["no_column", "no_column"]


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "not_a_workbook"),
        (b"\xff\xfe\x00", "not_a_workbook"),
        (b"a text", "not_a_workbook"),
        (b"PK\x03\x04 torn", "not_a_workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "old_workbook"),
        (b"| survey |\n" + b"| | text |\n" * (MOST_ROWS + 1), "not_a_workbook"),
        (b"| survey |\n| | type |\n| | " + b"x" * 30_000 + b" |", "long_cell"),
        (b"x" * 6_000_000, "too_large"),
    ],
)
def test_what_is_no_workbook_is_said(raw: bytes, code: str) -> None:
    with pytest.raises(BadBook) as refused:
        read_book(raw)
    assert [fault.code for fault in refused.value.faults] == [code]


def test_bombs_and_entities_end_the_reading() -> None:
    rows = SHEET.format("<row/>" * (MOST_ROWS + 1))
    entities = '<!DOCTYPE x [<!ENTITY a "aaaa">]>' + SHEET.format('<row><c t="inlineStr"><is><t>&a;</t></is></c></row>')
    for part in (rows, entities, SHEET.format("<row>" + " " * 30_000_000 + "</row>")):
        with pytest.raises(BadBook):
            read_book(xlsx({"survey": [["type"]]}, part))
    with pytest.raises(BadBook):
        read_book(xlsx({"survey": [["type"]], "Survey": [["type"]]}))


@given(st.binary(max_size=300) | st.text(alphabet="| \n-survytpenamx${}()'", max_size=300).map(str.encode))
@settings(max_examples=200, deadline=None)
def test_no_bytes_do_any_harm(raw: bytes) -> None:
    for bytes_ in (raw, b"PK\x03\x04" + raw, b"| survey |\n| | type | name | relevant |\n" + raw):
        try:
            faults = check_book(read_book(bytes_))
        except BadBook as refused:
            faults = refused.faults
        assert all(isinstance(fault, Fault) for fault in faults)


def test_the_words_of_the_converter_get_their_place() -> None:
    said = "[row : 4] On the 'survey' sheet, the 'name' value 'x' is invalid."
    fault = where(book(), said)
    assert (fault.sheet, fault.row, fault.column) == ("survey", 6, "name")
    assert where(book(), "nothing known").sheet == ""


@pytest.mark.wide
def test_a_strangers_book_is_converted_in_a_process_of_its_own() -> None:
    assert 'id="small"' in convert_book(book()).xform
    with pytest.raises(NotConverted) as refused:
        convert_book(
            book(SMALL.replace("| integer | age | Laj | Age | | |", "| integer | age | Laj | Age | | current()/. = ${ |"))
        )
    assert refused.value.faults[0].code == "converter"
