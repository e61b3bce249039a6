"""An instant has one spelling in events: what is spelled otherwise was not written by a node."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from lakay.journal.core.chain import read_stamp, stamp


@pytest.mark.parametrize(
    "at",
    [
        datetime(2026, 11, 22, 8, tzinfo=UTC),
        datetime(2026, 11, 22, 8, 1, 2, 30, tzinfo=timezone(timedelta(hours=-5))),
        datetime(1, 1, 1, tzinfo=UTC),
        datetime(9999, 12, 31, 23, 59, 59, 999999, tzinfo=UTC),
    ],
)
def test_what_was_written_is_read(at: datetime) -> None:
    assert read_stamp(stamp(at)) == at
    assert stamp(read_stamp(stamp(at))) == stamp(at)


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-22T08:00:00Z",
        "2026-11-22T08:00:00.000Z",
        "2026-11-22 08:00:00.000000Z",
        "2026-11-22T08:00:00.000000+00:00",
        "2026-11-22T08:00:00.000000",
        "2026-11-22T08:00:00.000000Z\n",
        "2026-11-22T24:00:00.000000Z",
        "2026-02-30T08:00:00.000000Z",
        "0000-01-01T00:00:00.000000Z",
        "٢٠٢٦-11-22T08:00:00.000000Z",
        "2026-W47-7T08:00:00.000000Z",
        "",
    ],
)
def test_any_other_spelling_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_stamp(text)
