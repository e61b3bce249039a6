"""Workbooks (ECMA-376) of one or two sheets, written by hand: text and whole numbers need no library."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

from lakay.publication.formats.given import Given

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_NOT_IN_XML = re.compile(r"[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
Row = Sequence[str | int | None]


def xlsx_of(given: Given) -> bytes:
    """The table, and beside it what it is."""
    about: list[Row] = [
        ["title", given.title],
        ["table", given.table.name],
        ["release", given.number],
        ["published", given.at.date().isoformat()],
        ["licence", given.licence],
        ["method", given.method],
        *([name, _told(value)] for name, value in given.about.items()),
    ]
    rows: list[Row] = [[*given.columns, "count"], *([*cell, count] for cell, count in given.rows())]
    return workbook({"count": rows, "about": about})


def _told(value: object) -> str | int:
    """What stands beside a table, in one cell."""
    if isinstance(value, list):
        return "; ".join(" ".join(str(part) for part in one) if isinstance(one, list) else str(one) for one in value)
    return value if isinstance(value, int) else str(value)


def workbook(sheets: dict[str, Sequence[Row]]) -> bytes:
    """A workbook of named sheets; the same rows always give the same bytes."""
    numbered = list(enumerate(sheets, start=1))
    parts = {
        "[Content_Types].xml": _types(len(sheets)),
        "_rels/.rels": _relations([("rId1", f"{_OFFICE}/officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": _book(numbered),
        "xl/_rels/workbook.xml.rels": _relations(
            [(f"rId{number}", f"{_OFFICE}/worksheet", f"worksheets/sheet{number}.xml") for number, _ in numbered]
        ),
        **{f"xl/worksheets/sheet{number}.xml": _sheet(sheets[name]) for number, name in numbered},
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), _HEAD + content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _types(count: int) -> str:
    book = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    sheets = "".join(
        f'<Override PartName="/xl/worksheets/sheet{number}.xml" ContentType="{_SHEET}"/>' for number in range(1, count + 1)
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{book}"/>{sheets}</Types>'
    )


def _relations(targets: Sequence[tuple[str, str, str]]) -> str:
    rows = "".join(f'<Relationship Id="{name}" Type="{kind}" Target="{target}"/>' for name, kind, target in targets)
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{rows}</Relationships>'


def _book(numbered: Sequence[tuple[int, str]]) -> str:
    rows = "".join(f'<sheet name="{escape(name)}" sheetId="{number}" r:id="rId{number}"/>' for number, name in numbered)
    return f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{rows}</sheets></workbook>'


def _sheet(rows: Sequence[Row]) -> str:
    body = "".join(f"<row>{''.join(_cell(value) for value in row)}</row>" for row in rows)
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{body}</sheetData></worksheet>'


def _cell(value: str | int | None) -> str:
    if value is None:
        return "<c/>"
    if isinstance(value, int):
        return f"<c><v>{value}</v></c>"
    return f'<c t="inlineStr"><is><t xml:space="preserve">{escape(_NOT_IN_XML.sub("", value))}</t></is></c>'
