"""A captain's list and a bus driver's, as text or as a sheet, in four languages."""

from __future__ import annotations

import io
import zipfile

from lakay.manifests import Code, Form, Mode, read
from tests.manifests import samples
from tests.manifests.samples import TODAY


def test_a_boat_with_french_headers() -> None:
    found = read(samples.BOAT, TODAY)
    (message,) = found.messages
    assert (message.vessel, message.voyage, message.mode) == ("Sent Ann II", "SA-118", Mode.SEA)
    assert [(call.place, call.arrives) for call in message.route] == [
        ("Môle Saint-Nicolas", ""),
        ("HT-CAP-SEA", "2026-11-22T06:30"),
    ]
    wilner, guerline, marc = message.travellers
    assert (wilner.surname, wilner.birth, wilner.papers[0].number) == ("Dorcely", "1980-03-12", "HT1234567")
    assert (guerline.sex, guerline.birth, guerline.papers) == ("F", "1999", [])
    assert message.crew == [marc]
    assert not found.faults


def test_a_bus_with_creole_headers_and_a_day_that_never_was() -> None:
    found = read(samples.BUS, TODAY)
    (message,) = found.messages
    assert (message.mode, message.voyage, message.route[0].place) == (Mode.BUS, "BIS-7", "Sen Domeng")
    assert message.travellers[0].full_name == "Jan Batis Pyè"
    assert [(fault.code, fault.segment) for fault in found.faults] == [(Code.BAD_DATE, 8)]


def test_a_sheet_with_spanish_headers() -> None:
    found = read(samples.SHEET, TODAY)
    (message,) = found.messages
    (who,) = message.travellers
    assert found.form is Form.SHEET
    assert (who.surname, who.given_names, who.birth, who.sex, who.papers[0].number) == (
        *("Núñez", "José", "1980-03-12"),
        *("M", "RD1234567"),
    )
    assert message.vessel == "Sent Ann II"


def test_what_is_counted_wrong_is_told() -> None:
    assert [fault.code for fault in read(samples.BOAT.replace(b"Total;2", b"Total;5"), TODAY).faults] == [Code.PEOPLE_COUNT]


def test_a_sheet_that_names_other_files_is_not_read() -> None:
    evil = io.BytesIO()
    with zipfile.ZipFile(evil, "w") as archive:
        archive.writestr(
            "xl/worksheets/sheet1.xml", '<!DOCTYPE a [<!ENTITY x "y">]><worksheet><sheetData>&x;</sheetData></worksheet>'
        )
    found = read(evil.getvalue(), TODAY)
    assert [fault.code for fault in found.faults] == [Code.NOT_A_LIST]


def test_what_is_no_list_is_said_so() -> None:
    assert [fault.code for fault in read(b"", TODAY).faults] == [Code.EMPTY]
    assert [fault.code for fault in read(b"Dear colleague,\nplease call me.\n", TODAY).faults] == [Code.NO_HEADER]
    assert [fault.code for fault in read(b"PK\x03\x04 torn", TODAY).faults] == [Code.NOT_A_LIST]
    assert [fault.code for fault in read(b"\x89PNG\x00\x00\x01\x02", TODAY).faults] == [Code.NOT_A_LIST]
