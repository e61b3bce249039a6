"""A file of alerts: what is read, what is left out with its line, and one decision on all of it."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lakay.kernel.actors import Actor
from lakay.kernel.refusals import NotAllowed
from lakay.kernel.states import CannotMove
from lakay.watchlist.actions import NothingToSettle, add_to_batch, decide_batch, open_batch, settle_batch
from lakay.watchlist.categories import categories
from lakay.watchlist.loading import load_sheet, settle_all
from lakay.watchlist.models import Alert, Batch, Key
from lakay.watchlist.permissions import OwnProposal
from lakay.watchlist.queries import hits, settled_of
from lakay.watchlist.rules.contents import WantedDocument, WantedName
from lakay.watchlist.rules.sheet import COLUMNS, NotASheet, Sheet, read_sheet
from lakay.watchlist.rules.states import AlertStatus, BatchStatus
from tests.watchlist.conftest import DAY, NOW, staff, wanted

GROUND = {"legal_basis": "Warrant", "legal_reference": "W-1", "authority": "Court of Fort-Liberté"}
MAN = {
    "category": "wanted",
    "family": "Saint-Fleur",
    "given": "Jean Robert",
    "birth": "1984-03-07",
    "sex": "m",
    "first_day": "2026-11-21",
    "last_day": "2027-02-28",
    **GROUND,
}
PASSPORT = {
    **MAN,
    "category": "lost-document",
    "family": "",
    "given": "",
    "issuing_state": "hti",
    "number": "RD 7654321",
    "sex": "",
    "birth": "",
}


def starts(day: date) -> datetime:
    return datetime.combine(day, time.min, UTC)


def table(*rows: dict[str, str]) -> bytes:
    """A file with these rows."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def sheet_of(*rows: dict[str, str]) -> Sheet:
    return read_sheet(table(*rows), categories(), starts, NOW)


def test_a_row_becomes_an_alert() -> None:
    sheet = sheet_of({**MAN, "aliases": "Bob; Senflè, Jan Wobè", "nationalities": "hti dom"}, PASSPORT)
    assert sheet.faults == []
    man, passport = sheet.contents
    assert man.names == (WantedName("Saint-Fleur", "Jean Robert"), WantedName("Bob", ""), WantedName("Senflè", "Jan Wobè"))
    assert (man.sex, man.nationalities, str(man.birth)) == ("M", ("HTI", "DOM"), "1984-03-07")
    assert (man.from_at, man.until_at) == (starts(date(2026, 11, 21)), starts(date(2027, 3, 1)))
    assert passport.documents == (WantedDocument("HTI", "RD 7654321", "passport"),)


@pytest.mark.parametrize(
    ("more", "column", "code"),
    [
        ({"category": "vermin"}, "category", "unknown"),
        ({"birth": "07/03/1984"}, "birth", "day"),
        ({"birth": "1984-02-30"}, "birth", "day"),
        ({"first_day": ""}, "first_day", "day"),
        ({"last_day": "9999-12-31"}, "last_day", "day"),
        ({"last_day": "2028-11-21"}, "", "too_long"),
        ({"last_day": "2026-11-20"}, "", "ends_first"),
        ({"family": "", "given": ""}, "", "no_person"),
        ({"authority": ""}, "", "no_authority"),
        ({"sex": "male"}, "", "bad_sex"),
        ({"number": "123"}, "", "bad_document"),
    ],
)
def test_a_row_that_is_wrong_is_listed_with_its_line(more: dict[str, str], column: str, code: str) -> None:
    sheet = sheet_of(MAN, {**MAN, **more}, PASSPORT)
    assert [tuple(fault) for fault in sheet.faults] == [(3, column, code)]
    assert len(sheet.contents) == 2


def test_all_that_is_wrong_in_a_row_is_listed() -> None:
    sheet = sheet_of({**MAN, "authority": "", "sex": "?", "legal_basis": ""})
    assert {fault.code for fault in sheet.faults} == {"no_authority", "bad_sex", "no_basis"}


def test_a_row_with_too_few_cells_is_listed() -> None:
    sheet = read_sheet(table(MAN) + b"wanted,Pierre\r\n" + b"x," * 20 + b"\r\n", categories(), starts, NOW)
    assert [tuple(fault) for fault in sheet.faults] == [(3, "", "cells"), (4, "", "cells")]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "header"),
        (b"name,birth\r\nPierre,1984\r\n", "header"),
        (table(), "empty"),
        (table(MAN).replace(b"Jean Robert", b"Jos\xe9"), "encoding"),
        (table(MAN) + b'"open', "encoding"),
        (table(MAN) + b"wanted\n" * 5_000, "rows"),
    ],
)
def test_what_is_no_such_table_is_refused_whole(data: bytes, code: str) -> None:
    with pytest.raises(NotASheet) as refused:
        read_sheet(data, categories(), starts, NOW)
    assert refused.value.code == code


@given(st.lists(st.fixed_dictionaries({name: st.text(max_size=12) for name in COLUMNS}), min_size=1, max_size=4))
def test_whatever_stands_in_a_file_every_row_is_an_alert_or_a_fault(rows: list[dict[str, str]]) -> None:
    try:
        sheet = sheet_of(*rows)
    except NotASheet:
        return
    assert len(sheet.contents) + len({fault.line for fault in sheet.faults}) == len(rows)


# ------------------------------------------------------------------ one decision on all of it


@pytest.fixture
def batch(db: None, kerline: Actor) -> Batch:
    """450 alerts and one faulty row, in one file."""
    sheet = sheet_of(
        *({**MAN, "family": f"Saint-Fleur {chr(65 + n % 26)}{chr(65 + n // 26)}"} for n in range(450)), {**MAN, "birth": "?"}
    )
    batch = load_sheet(sheet, by=kerline, at=NOW, file_name="warrants.csv", reason="Weekly list of the courts.")
    return Batch.objects.get(pk=batch)


def stopped(family: str = "SAINT FLEUR AA") -> bool:
    return bool(hits(surname=family, given_names="JEAN ROBERT", at=NOW))


def test_a_file_waits_for_another_person(batch: Batch, kerline: Actor, gesner: Actor) -> None:
    assert (batch.status, batch.rows, batch.faults) == (BatchStatus.WAITING, 450, [[452, "birth", "day"]])
    assert not stopped()
    with pytest.raises(NothingToSettle):
        settle_batch(by=gesner, at=NOW, batch=batch)
    with pytest.raises(NotAllowed):
        decide_batch(by=kerline, at=NOW, batch=batch, approve=True, reason="Fine.")
    both = Actor(kerline.id, "PNH", "", gesner.roles, gesner.permissions)
    with pytest.raises(OwnProposal):
        decide_batch(by=both, at=NOW, batch=batch, approve=True, reason="Fine.")


def test_approved_all_of_it_stands_on_the_list(batch: Batch, gesner: Actor) -> None:
    decide_batch(by=gesner, at=NOW, batch=batch, approve=True, reason="Compared with the courts' letter.")
    steps: list[int] = []
    settle_all(batch, by=gesner, at=NOW, progress=steps.append)
    batch.refresh_from_db()
    assert (batch.status, settled_of(batch), len(steps)) == (BatchStatus.DONE, {"active": 450}, 3)
    assert stopped()
    assert Key.objects.count() == 450


def test_what_was_cut_short_goes_on_where_it_stopped(batch: Batch, gesner: Actor) -> None:
    decide_batch(by=gesner, at=NOW, batch=batch, approve=True, reason="Compared.")
    settle_batch(by=gesner, at=NOW, batch=batch)
    assert settled_of(batch) == {"active": 200, "proposed": 250}
    another = staff("yvrose", "alert_approver", "PNH")
    settle_all(batch, by=another, at=NOW)
    assert settled_of(batch) == {"active": 450}


def test_rejected_nothing_of_it_stands(batch: Batch, gesner: Actor) -> None:
    decide_batch(by=gesner, at=NOW, batch=batch, approve=False, reason="The wrong file.")
    settle_all(batch, by=gesner, at=NOW)
    assert settled_of(batch) == {"rejected": 450}
    assert not stopped()
    with pytest.raises(CannotMove):
        decide_batch(by=gesner, at=NOW, batch=batch, approve=True, reason="After all.")


def test_a_row_whose_time_was_over_before_the_decision_expires(batch: Batch, gesner: Actor) -> None:
    late = NOW + 100 * DAY
    decide_batch(by=gesner, at=late, batch=batch, approve=True, reason="Late.")
    settle_all(batch, by=gesner, at=late)
    assert settled_of(batch) == {AlertStatus.EXPIRED: 450}


def test_a_file_that_was_cut_short_while_it_came_in_cannot_be_approved(db: None, kerline: Actor, gesner: Actor) -> None:
    receipt = open_batch(by=kerline, at=NOW, file_name="a.csv", faults=[], reason="List.")
    batch = Batch.objects.get(pk=receipt.id_of(Batch))
    add_to_batch(by=kerline, at=NOW, batch=batch, contents=[wanted()])
    with pytest.raises(CannotMove):
        decide_batch(by=gesner, at=NOW, batch=batch, approve=True, reason="Go.")
    decide_batch(by=gesner, at=NOW, batch=batch, approve=False, reason="Cut short; send it again.")
    settle_all(batch, by=gesner, at=NOW)
    assert Alert.objects.get().status == AlertStatus.REJECTED


def test_nobody_adds_to_a_file_of_another_or_one_that_was_offered(batch: Batch, kerline: Actor) -> None:
    other: Any = staff("other", "alert_officer", "PNH")
    with pytest.raises(OwnProposal):
        add_to_batch(by=other, at=NOW, batch=batch, contents=[wanted()])
    with pytest.raises(CannotMove):
        add_to_batch(by=kerline, at=NOW, batch=batch, contents=[wanted()])
