"""What a page shows, as a file: the codes of the cube and whole numbers, so that nothing is rounded or translated away."""

from __future__ import annotations

import csv
from importlib import import_module
from io import BytesIO, StringIO

from django.http import HttpResponse

from lakay.statistics.engines.answers import Answer

CSV, XLSX = "csv", "xlsx"
TYPES = {CSV: "text/csv; charset=utf-8", XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


def file_of(answer: Answer, code: str, form: str) -> HttpResponse:
    """An answer as CSV or as a workbook."""
    body = as_csv(answer) if form == CSV else as_workbook(answer, code)
    response = HttpResponse(body, content_type=TYPES[form])
    response["Content-Disposition"] = f'attachment; filename="{code}.{form}"'
    return response


def as_csv(answer: Answer) -> bytes:
    """Rows with a heading."""
    out = StringIO()
    lines = csv.writer(out, lineterminator="\r\n")
    lines.writerow(answer.columns)
    lines.writerows(answer.rows)
    return out.getvalue().encode()


def as_workbook(answer: Answer, code: str) -> bytes:
    """One sheet with a heading."""
    book = import_module("openpyxl").Workbook(write_only=True)  # loaded only where somebody asks for one
    sheet = book.create_sheet(code[:31])
    sheet.append(list(answer.columns))
    for row in answer.rows:
        sheet.append(list(row))
    out = BytesIO()
    book.save(out)
    return out.getvalue()
