"""What is wrong with a workbook, and where."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in a workbook. `code` has a sentence in `lakay.forms.words`; `row` counts from 1 as the sheet shows it, 0: none.

    `detail` is the word that it is about; for `converter` the whole sentence of the converter, in English.
    """

    code: str
    sheet: str = ""
    row: int = 0
    column: str = ""
    detail: str = ""
