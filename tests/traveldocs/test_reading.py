"""Zones as readers and people give them."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lakay.traveldocs import generate, read, read_lines
from tests.traveldocs.strategies import documents, rows_of

TD3 = ("P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F1204159ZE184226B<<<<<10")
TD1 = ("I<UTOD231458907<<<<<<<<<<<<<<<", "7408122F1204159UTO<<<<<<<<<<<6", "ERIKSSON<<ANNA<MARIA<<<<<<<<<<")
TD2 = ("I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "D231458907UTO7408122F1204159<<<<<<<6")
MRVA = ("V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L8988901C4XXX4009078F96121096ZE184226B<<<<<<")
MRVB = ("V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "L8988901C4XXX4009078F9612109<<<<<<<<")
ALL = pytest.mark.parametrize("rows", [TD3, TD1, TD2, MRVA, MRVB], ids=["TD3", "TD1", "TD2", "MRVA", "MRVB"])


def codes(found):
    return [remark.code for remark in found.notes]


@ALL
@pytest.mark.parametrize("end", ["\r", "\n", "\r\n", "\t", "\n\n", "", "\x00", "\x1e", "\u2028", " \n "])
def test_any_line_end_or_none(rows, end):
    found = read(end.join(rows) + end)
    assert (found.verdict, found.lines) == ("valid", rows)


@ALL
@pytest.mark.parametrize("before", ["\x02", "]L0", "\ufeff", "#", "MRZ:"])
@pytest.mark.parametrize("after", ["", "\x03", "*", "OK"])
def test_what_a_reader_puts_around_the_zone_is_left_out(rows, before, after):
    found = read(before + "\r".join(rows) + after)
    assert (found.verdict, found.lines) == ("valid", rows)


@ALL
def test_what_a_reader_puts_around_each_row_is_left_out_and_told(rows):
    found = read("\n".join(f"{index}:{row};" for index, row in enumerate(rows, 1)))
    assert (found.verdict, found.lines) == ("valid", rows)
    assert "surroundings_dropped" in codes(found)


@ALL
@pytest.mark.parametrize("filler", ["_", "‹", "＜"])
def test_stand_ins_for_the_filler(rows, filler):
    found = read("\r".join(rows).replace("<", filler))
    assert (found.verdict, found.lines) == ("valid", rows)
    assert "characters_cleaned" in codes(found)


@ALL
def test_guillemets_for_two_fillers(rows):
    assert read("\n".join(rows).replace("<<", "«")).lines == rows


@ALL
def test_guillemets_for_one_filler(rows):
    assert read("\n".join(rows).replace("<", "«")).lines == rows


def test_guillemets_in_bytes_of_either_code():
    text = "\n".join(TD3).replace("<<", "«")
    assert read(text.encode("utf-8")).lines == read(text.encode("cp1252")).lines == TD3


@ALL
def test_spaces_for_fillers(rows):
    assert read("\n".join(row.replace("<", " ") for row in rows)).lines == rows


@ALL
def test_rows_with_spaces_between_letters(rows):
    assert read("\n".join(" ".join(row) for row in rows)).lines == rows


@ALL
def test_lower_case(rows):
    found = read("\n".join(rows).lower())
    assert (found.verdict, found.lines) == ("valid", rows)


@ALL
@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "ascii", "cp1252"])
def test_bytes(rows, code):
    assert read("\r\n".join(rows).encode(code)).lines == rows


@ALL
def test_other_text_around_the_rows(rows):
    found = read("READER 3 READY\n" + "\n".join(rows) + "\nEND OF DOCUMENT\n")
    assert (found.verdict, found.lines) == ("valid", rows)
    assert "surroundings_dropped" in codes(found)


@pytest.mark.parametrize(("rows", "width"), [(TD3, 44), (TD2, 36), (MRVA, 44), (MRVB, 36)])
def test_a_first_row_alone_names_the_missing_one(rows, width):
    found = read(rows[0])
    assert (found.verdict, found.surname, found.missing_rows) == ("invalid", "ERIKSSON", (2,))
    assert codes(found)[0] == "row_missing"
    assert "birth_date" in found.failed
    assert "surname" not in found.failed
    assert len(found.text) == 2 * width


@pytest.mark.parametrize(("rows", "kind"), [(TD3, "TD3"), (TD2, "TD2"), (MRVA, "MRVA"), (MRVB, "MRVB")])
def test_a_second_row_alone_is_put_in_its_format(rows, kind):
    found = read(rows[1])
    assert (found.format, found.verdict, found.missing_rows) == (kind, "invalid", (1,))
    assert found.fields["birth_date"] in {"740812", "400907"}
    assert found.fields["surname"] == found.fields["document_code"] == ""
    assert set(found.failed) == {"document_code", "issuing_state", "surname", "given_names"}


@pytest.mark.parametrize(
    ("given", "missing"),
    [((0,), (2, 3)), ((1,), (1, 3)), ((2,), (1, 2)), ((0, 1), (3,)), ((1, 2), (1,)), ((0, 2), (2,)), ((2, 0), (2,))],
)
def test_any_rows_of_a_card(given, missing):
    found = read("\n".join(TD1[index] for index in given))
    assert (found.format, found.verdict, found.missing_rows) == ("TD1", "invalid", missing)


def test_a_composite_over_a_missing_row_never_holds():
    rows = generate(
        "TD1",
        document_code="I",
        issuing_state="HTI",
        document_number="000000000",
        surname="Jean",
        nationality="HTI",
        birth="900504",
        sex="F",
        expiry="300102",
    )
    assert "composite_cd" in read("\n".join(rows[1:])).failed


@pytest.mark.parametrize(
    "rows",
    [
        (TD3[0][:-1], TD3[1]),
        (TD3[0] + "<", TD3[1]),
        (TD3[0], TD3[1][:-1]),
        (TD1[0], TD1[1], TD1[2][:-1]),
    ],
)
def test_a_row_of_the_wrong_length_is_not_stretched_or_cut(rows):
    assert read("\n".join(rows)).verdict == "reject"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("M1DESMARAIS/LUC       EABC123 YULFRAAC 0834 226F001A0025 100", "boarding pass"),
        ("@\n\x1e\rANSI 636000090002DL00410278ZV03190008DLDAQT64235789", "driving licence"),
        ("https://example.org/x", "web address"),
    ],
)
def test_a_barcode_read_by_mistake_is_named(text, name):
    found = read(text)
    assert found.verdict == "reject"
    assert name in found.notes[0].message


def test_rows_given_apart_are_read_like_raw_text():
    assert read_lines([TD3[0].lower(), TD3[1]]) == read(TD3[0].lower() + "\n" + TD3[1])


@given(st.one_of(st.text(max_size=300), st.binary(max_size=300)))
def test_it_never_raises(raw):
    found = read(raw)
    assert found.verdict in {"valid", "invalid", "reject"}
    assert found.notes is not None


@given(st.text(alphabet="P<UTO123 \n\tVID«_;.&é'(\"AZ", max_size=400))
def test_it_never_raises_on_what_looks_like_a_zone(raw):
    assert read(raw).notes is not None


@given(documents(), st.sampled_from(["\r", "\n", "\t", ""]), st.sampled_from(["", "\x02", "]L0"]), st.booleans())
def test_every_zone_comes_through_every_reader(document, end, prefix, lower):
    rows = rows_of(document)
    raw = prefix + end.join(rows)
    found = read(raw.lower() if lower else raw)
    assert (found.verdict, found.lines) == ("valid", rows)


@pytest.mark.parametrize(
    "raw", ["P<UTO" * 800, (TD3[0] + "X" * 20 + "\n") * 60, "P<UTO" + ";" * 4000, "\n".join("<" * 50 for _ in range(90))]
)
def test_hostile_input_takes_little_time(raw):
    started = time.process_time()
    read(raw)
    assert time.process_time() - started < 0.5


def test_plain_digits_speak_against_a_french_reader() -> None:
    rows = ("P<HTIPREV<EA<<LOVELY<ANGE<<<<<<<<<<<<<<<<<<<", "RT00000408HTI9103041F2905109<<<<<<<<<<<<<<<8")
    found = read("\r".join(rows).replace("<", "\\"))
    assert (found.surname, found.given_names) == ("PREV EA", "LOVELY ANGE")
