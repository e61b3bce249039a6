"""A file of others row by row: what can be kept, and what cannot and why. Also plain CSV, which a person can write."""

from __future__ import annotations

from collections.abc import Sequence

from lakay.publication.series.errors import CannotRead
from lakay.publication.series.reading import read_series
from lakay.reported.rules import Judged, Row, Unreadable, judge, read_plain


def judged(content: bytes) -> Judged:
    """SDMX-ML 2.1, SDMX-CSV, HXL, or CSV with a column `period` and one `value`. Raises CannotRead where nothing can be kept."""
    columns, rows = _rows(content)
    try:
        return judge(columns, rows)
    except Unreadable as error:
        raise CannotRead(error.code) from error


def _rows(content: bytes) -> tuple[Sequence[str], Sequence[Row]]:
    try:
        series = read_series(content)
    except CannotRead as error:
        if error.code != "unknown":
            raise
        return _plain(content, error)
    return series.columns, series.rows


def _plain(content: bytes, unknown: CannotRead) -> tuple[Sequence[str], Sequence[Row]]:
    """Ours; where it is not ours either, what `read_series` said."""
    try:
        return read_plain(content)
    except Unreadable as error:
        raise unknown if error.code in {"value", "nothing"} else CannotRead(error.code) from error
