"""Rows of other systems' files, as people export them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as some

from lakay.border.importing.columns import guess_columns, header_key, missing
from lakay.border.importing.rows import Layout, Past, Place, read_row
from lakay.border.importing.sniffing import NotAList, encoding_of, shape_of
from lakay.border.importing.words import guess_order, guess_word, read_clock, read_day, state_code

PLACE = Place(ZoneInfo("America/Port-au-Prince"), datetime(2026, 11, 22, tzinfo=UTC))
ENGLISH = ["Crossing Date", "Time", "Movement Type", "Document Type", "Passport No.", "Issuing Country", "Surname", "Given Names"]
FRENCH = [
    "Date",
    "Heure",
    "Sens",
    "Type de document",
    "N° passeport",
    "Pays émetteur",
    "Nom",
    "Prénom",
    "Sexe",
    "Date de naissance",
]
SPANISH = ["Fecha", "Hora", "Entrada/Salida", "Tipo de documento", "Número de pasaporte", "País emisor", "Apellidos", "Nombres"]
CREOLE = ["Dat", "Lè", "Antre/Sòti", "Kalite dokiman", "Nimewo paspò", "Peyi ki bay li", "Siyati", "Non"]


@pytest.mark.parametrize("header", [ENGLISH, FRENCH, SPANISH, CREOLE])
def test_a_header_is_recognised_in_four_languages(header: list[str]) -> None:
    wanted = ["date", "time", "direction", "document_type", "document_number", "issuing_state", "surname", "given_names"]
    found = guess_columns([name.replace("N° ", "Numéro ") for name in header])
    assert [found.get(name) for name in wanted] == list(range(8))
    assert missing(found) == []


def test_a_header_written_in_one_word_is_recognised() -> None:
    assert guess_columns(["DateOfBirth", "FamilyName"]) == {"birth": 0, "surname": 1}


def test_what_is_missing_is_said() -> None:
    assert missing({"sex": 0}) == ["date", "direction", "document_number"]


def test_the_same_columns_have_the_same_key() -> None:
    assert header_key(["Nom", "PRÉNOM"]) == header_key(["nom ", "prenom"]) != header_key(["prenom", "nom"])


LAYOUT = Layout(
    {
        name: place
        for place, name in enumerate(("date", "time", "direction", "document_number", "nationality", "surname", "sex", "birth"))
    },
    "dmy",
)


def row(**changed: str) -> list[str]:
    """A good row, with some cells changed."""
    cells = {
        "date": "05/03/2021",
        "time": "14:30",
        "direction": "Entrée",
        "document_number": "rd1234567",
        "nationality": "Haïti",
        "surname": "Pierre",
        "sex": "F",
        "birth": "04/03/1991",
    }
    return list((cells | changed).values())


def test_a_row_is_a_movement_at_the_clock_of_the_post() -> None:
    past = read_row(row(), LAYOUT, PLACE, 8)
    assert isinstance(past, Past)
    assert past.at == datetime(2021, 3, 5, 19, 30, tzinfo=UTC)
    assert (past.local_on, past.direction, past.decision) == (date(2021, 3, 5), "entry", "admitted")
    assert (past.number, past.issuing_state, past.nationality, past.document_type) == ("RD1234567", "HTI", "HTI", "passport")
    assert (past.sex, str(past.birth)) == ("F", "1991-03-04")


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"date": "31/02/2021"}, ("date", "no-date")),
        ({"date": ""}, ("date", "missing")),
        ({"date": "05/03/2031"}, ("date", "in-future")),
        ({"time": "noon"}, ("date", "no-date")),
        ({"direction": "sideways"}, ("direction", "unknown-word")),
        ({"direction": ""}, ("direction", "missing")),
        ({"nationality": "Atlantis"}, ("nationality", "unknown-state")),
        ({"document_number": "", "surname": "--"}, ("document_number", "nobody")),
        ({"document_number": "1" * 31}, ("document_number", "too-long")),
        ({"sex": "perhaps"}, ("sex", "unknown-word")),
        ({"birth": "04/03/2091"}, ("birth", "no-date")),
        ({"surname": "Pi\ufffdrre"}, ("row", "bad-character")),
    ],
)
def test_what_is_wrong_is_said_by_column(changed: dict[str, str], fault: tuple[str, str]) -> None:
    assert fault in read_row(row(**changed), LAYOUT, PLACE, 8)  # type: ignore[operator]


def test_all_faults_of_a_row_are_said_at_once() -> None:
    assert read_row(row(direction="?", sex="?"), LAYOUT, PLACE, 8) == [("direction", "unknown-word"), ("sex", "unknown-word")]


def test_a_row_wider_than_the_header_is_not_guessed_at() -> None:
    assert read_row([*row(), "Jr"], LAYOUT, PLACE, 8) == [("row", "too-many-cells")]


def test_somebody_without_a_document_is_a_name() -> None:
    past = read_row(row(document_number=""), LAYOUT, PLACE, 8)
    assert isinstance(past, Past)
    assert (past.number, past.document_type, past.surname) == ("", "", "Pierre")


def test_a_word_named_by_a_person_counts_before_a_guess() -> None:
    layout = Layout(LAYOUT.columns, "dmy", {"direction": {"E": "exit"}})
    past = read_row(row(direction="E"), layout, PLACE, 8)
    assert isinstance(past, Past)
    assert past.direction == "exit"


@pytest.mark.parametrize(
    ("samples", "order"),
    [
        (["01/02/2021", "31/12/2020"], "dmy"),
        (["12/31/2020"], "mdy"),
        (["2021-02-01"], "ymd"),
        (["01/02/2021"], ""),
        (["20210201"], "ymd"),
    ],
)
def test_the_order_of_dates_is_guessed_or_left_open(samples: list[str], order: str) -> None:
    assert guess_order(samples) == order


@pytest.mark.parametrize("text", ["5 mars 2021", "05-MAR-2021", "5.3.21", "2021/03/05 10:00", "20210305"])
def test_days_are_read_as_people_write_them(text: str) -> None:
    assert read_day(text, "dmy", latest_year=2026) == date(2021, 3, 5)


def test_two_digits_are_a_year_that_has_been() -> None:
    assert read_day("05/03/91", "dmy", latest_year=2026) == date(1991, 3, 5)


@pytest.mark.parametrize(("text", "hour"), [("2:05 PM", 14), ("12:10 am", 0), ("14h30", 14), ("09:00:59", 9)])
def test_hours_are_read(text: str, hour: int) -> None:
    found = read_clock(text)
    assert found is not None
    assert found.hour == hour


@pytest.mark.parametrize(
    ("text", "code"), [("HTI", "HTI"), ("ht", "HTI"), ("République dominicaine", "DOM"), ("Germany", "D"), ("?", "")]
)
def test_states_are_known_by_code_and_name(text: str, code: str) -> None:
    assert state_code(text) == code


def test_words_of_a_kind_of_document_are_known() -> None:
    assert guess_word("document_type", "Passeport") == "passport"


@pytest.mark.parametrize(
    ("start", "encoding", "delimiter"),
    [
        ("Nom;Prénom\nA;B\n".encode(), "utf-8", ";"),
        ("\ufeffNom,Prénom\n".encode(), "utf-8-sig", ","),
        ("Nom\tPrénom\n".encode("utf-16"), "utf-16", "\t"),
        ("Nom|Prénom\n".encode("cp1252"), "cp1252", "|"),
    ],
)
def test_the_shape_of_a_file_is_found(start: bytes, encoding: str, delimiter: str) -> None:
    shape = shape_of(start)
    assert (shape.encoding, shape.delimiter, shape.header) == (encoding, delimiter, ("Nom", "Prénom"))


@pytest.mark.parametrize("start", [b"", b"one column only\n", b"PK\x03\x04;\x00;\x00"])
def test_what_is_no_list_is_refused(start: bytes) -> None:
    with pytest.raises(NotAList):
        shape_of(start)


def test_a_character_cut_at_the_end_of_the_sample_is_no_other_encoding() -> None:
    assert encoding_of("é".encode()[:1]) == "utf-8"


@given(cells=some.lists(some.text(max_size=40), max_size=10), order=some.sampled_from(["", "ymd", "dmy", "mdy"]))
def test_no_row_makes_it_stumble(cells: list[str], order: str) -> None:
    found = read_row(cells, Layout(LAYOUT.columns, order), PLACE, 8)
    assert isinstance(found, Past) or found
