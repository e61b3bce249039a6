"""Messages of carriers are read in every dialect, and what is wrong is said with its place."""

from __future__ import annotations

from time import process_time

import pytest

from lakay.manifests import Code, Kind, Mode, Role, read
from tests.manifests import samples
from tests.manifests.samples import HEAD, TODAY, VOYAGE, WHOLE, WILNER

HEADLESS = [Code.NO_UNH, Code.NO_UNT, Code.NO_UNB]


def codes(raw: bytes) -> list[Code]:
    return [fault.code for fault in read(raw, TODAY).faults]


def test_it_reads_a_whole_list() -> None:
    found = read(WHOLE.encode(), TODAY)
    (message,) = found.messages
    assert not found.faults
    assert (found.sender, found.recipient) == ("XV", "HTAPIS")
    assert (message.type, message.kind, message.mode) == ("PAXLST", Kind.PASSENGERS, Mode.AIR)
    assert (message.carrier, message.voyage) == ("XV", "XV412")
    assert [(call.place, call.departs, call.arrives) for call in message.route] == [
        ("MIA", "2026-11-22T12:30", ""),
        ("PAP", "", "2026-11-22T14:30"),
    ]
    one, two = message.travellers
    assert (one.surname, one.given_names, one.sex, one.birth, one.nationality) == (
        "DORCELY",
        "WILNER J",
        "M",
        "1980-03-12",
        "HTI",
    )
    assert (one.papers[0].type, one.papers[0].number, one.papers[0].issuer, one.papers[0].expires) == (
        *("P", "HT1234567", "HTI"),
        "2030-01-01",
    )
    assert (one.embarks, one.disembarks, one.booking) == ("MIA", "PAP", "ABC123")
    assert two.birth == "1999-12-24"
    assert message.stated == len(message.passengers) == 2


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        pytest.param(samples.in_marks("*", "|", "\\", "~"), [], id="other separators, declared"),
        pytest.param(samples.in_marks(":", "*", "?", "$", una=False), [], id="other separators, not declared"),
        pytest.param(samples.in_marks("\x1f", "\x1d", "?", "\x1c", una=False), [], id="unprintable separators"),
        pytest.param(samples.in_marks(terminator="\n", una=False), [], id="lines"),
        pytest.param(samples.telegram(), [], id="telegram"),
        pytest.param(samples.bare(), [Code.NO_UNB], id="no envelope"),
        pytest.param(samples.headless(), HEADLESS, id="no head at all"),
        pytest.param(samples.headless("*", "|", "~"), HEADLESS, id="no head, other separators"),
        pytest.param(samples.headless(terminator="\n"), HEADLESS, id="no head, lines"),
        pytest.param(b"Dear all,\r\n" + samples.headless(), [Code.LEADING_BYTES, *HEADLESS], id="no head, in a letter"),
        pytest.param(WHOLE.replace("'", "'\r\n").encode(), [], id="a segment a line"),
        pytest.param(b"\xef\xbb\xbf" + WHOLE.encode(), [], id="byte order mark"),
        pytest.param(b"UNA+:.? '" + WHOLE.encode(), [Code.SEPARATORS], id="UNA that says something else"),
        pytest.param(b"UNA:+.?'" + WHOLE.encode(), [], id="UNA without its blank"),
        pytest.param(b"hello " + WHOLE.encode(), [Code.LEADING_BYTES], id="something before it"),
        pytest.param(
            WHOLE.encode() + b"\x00\x1a\x00garbage \xff'more", [Code.NO_SEGMENT, Code.CUT_OFF, Code.NO_SEGMENT], id="after"
        ),
        pytest.param(WHOLE.encode() + b"\r\n\x03\x00\x00 ", [], id="blanks behind it"),
        pytest.param(WHOLE.replace("UNZ+1+0001'", "").encode(), [Code.NO_UNZ], id="end missing"),
        pytest.param(WHOLE.replace("UNT+26+1'", "").encode(), [Code.NO_UNT], id="UNT missing"),
        pytest.param(WHOLE.replace("UNT+26", "UNT+27").encode(), [Code.UNT_COUNT], id="UNT counts wrong"),
        pytest.param(WHOLE.replace("UNT+26+1", "UNT+26+2").encode(), [Code.UNT_REFERENCE], id="UNT of another"),
        pytest.param(WHOLE.replace("CNT+42:2", "CNT+42:3").encode(), [Code.PEOPLE_COUNT], id="people counted wrong"),
        pytest.param(WHOLE.replace("UNZ+1", "UNZ+4").encode(), [Code.UNZ_COUNT], id="UNZ counts wrong"),
        pytest.param(WHOLE.replace(":800312", ":801332").encode(), [Code.BAD_DATE], id="no such day"),
        pytest.param(WHOLE.replace("ATT+2++M", "ATT+2++Q").encode(), [Code.BAD_SEX], id="no such sex"),
    ],
)
def test_the_two_are_read_whatever_is_around_them(raw: bytes, told: list[Code]) -> None:
    found = read(raw, TODAY)
    named = [(who.surname, who.given_names) for message in found.messages for who in message.travellers]
    assert named == [("DORCELY", "WILNER J"), ("CHERY", "GUERLINE")]
    assert [fault.code for fault in found.faults] == told
    assert found.messages[0].voyage == "XV412"
    assert found.raw == raw


def test_a_fault_says_where_it_is() -> None:
    raw = WHOLE.replace(":800312", ":801332").encode()
    (fault,) = read(raw, TODAY).faults
    assert raw[fault.offset : fault.offset + 7] == b"DTM+329"
    assert fault.segment == 14


def test_a_released_separator_belongs_to_the_name() -> None:
    raw = WHOLE.replace("DORCELY:WILNER:J", "D?'OR?+CE?:LY:W??ILNER").encode()
    who = read(raw, TODAY).messages[0].travellers[0]
    assert (who.surname, who.given_names) == ("D'OR+CE:LY", "W?ILNER")


def test_a_list_in_parts_counts_as_one() -> None:
    found = read(samples.in_parts(), TODAY)
    assert [(message.part, message.final) for message in found.messages] == [(1, False), (2, False), (3, True)]
    assert not found.faults
    assert Code.PART_MISSING in codes(samples.in_parts().replace(b"+02'", b"+04'"))


def test_the_american_dialect() -> None:
    (message,) = read(samples.AMERICAN, TODAY).messages
    assert (message.voyage, message.carrier, message.mode) == ("QZ812", "QZ", Mode.AIR)
    assert [(call.place, call.departs or call.arrives) for call in message.route] == [
        ("PAP", "2026-11-22T10:30"),
        ("MIA", "2026-11-22T13:00"),
    ]
    passenger, crew = message.travellers
    assert (passenger.surname, passenger.given_names, passenger.birth, passenger.sex) == (
        "DORCELY",
        "WILNER J",
        "1980-03-12",
        "M",
    )
    assert passenger.papers[0].number == "HT1234567"
    assert crew.role is Role.CREW


def test_a_driver_s_list_in_lines_without_any_envelope() -> None:
    raw = b"UNH+1+PAXLST:D:03B:UN\nBGM+10:::STANDARD+QZ1+2\nTDT+11++03++QZ:172\nDTM+132:20261122:102\nNAD+VW+41:109++SANON:MARC::::1\nUNT+6+1"
    (message,) = read(raw, TODAY).messages
    assert (message.mode, message.kind, message.carrier) == (Mode.BUS, Kind.PASSENGERS, "QZ")
    assert [who.surname for who in message.crew] == ["SANON"]


def test_an_hour_apart_from_its_day_and_a_blank_behind_a_tag() -> None:
    raw = WHOLE.replace("DTM+232:2611221430:201", "DTM+232:20261122:1430:203").replace("UNG+", "UNG +")
    found = read(raw.encode(), TODAY)
    assert found.messages[0].route[1].arrives == "2026-11-22T14:30"
    assert not found.faults


def test_letters_of_other_code_pages() -> None:
    found = read(samples.SPANISH, TODAY)
    assert found.messages[0].travellers[0].surname == "NUÑEZ"
    assert not found.faults
    utf8 = read(WHOLE.replace("CHERY", "CHÉRY").encode(), TODAY)
    assert utf8.messages[0].travellers[1].surname == "CHÉRY"


def test_reservations_are_shown() -> None:
    found = read(samples.BOOKINGS, TODAY)
    (message,) = found.messages
    (who,) = message.travellers
    assert (message.kind, message.voyage, message.route[1].arrives) == (Kind.BOOKINGS, "XV412", "2026-11-22T14:30")
    assert (who.surname, who.birth, who.sex, who.papers[0].number, who.booking) == (
        *("DORCELY", "1980-03-12", "M"),
        *("HT1234567", "ABC123"),
    )
    assert not found.faults


def test_other_messages_are_named_and_left_alone() -> None:
    assert Code.UNKNOWN_MESSAGE in codes(b"UNB+UNOA:4+A+B+261122:0915+1'UNH+1+ORDERS:D:96A:UN'BGM+220+1+9'UNT+3+1'UNZ+1+1'")


def test_three_thousand_segments_take_no_time() -> None:
    raw = f"{HEAD}UNH+1+PAXLST:D:05B:UN:IATA+XV0412+01:F'{VOYAGE}{WILNER * 300}CNT+42:300'UNT+3011+1'UNE+1+1'UNZ+1+0001'".encode()
    took = []
    for _turn in range(5):
        begin = process_time()
        found = read(raw, TODAY)
        took.append(process_time() - begin)
    assert not found.faults
    assert min(took) < 0.05


def test_a_table_whose_columns_are_called_like_tags_is_no_message() -> None:
    for raw in (b"NAD;DOC;LOC;NAT\nDorcely;HT1;PAP;HTI\n", b"Surname,Name\nNAD, DOC, LOC,\n"):
        assert not any(message.type == "PAXLST" for message in read(raw, TODAY).messages)
