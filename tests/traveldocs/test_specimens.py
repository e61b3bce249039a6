"""Every published zone we know of, with what has to be said of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from lakay.traveldocs import parse, read
from tests.traveldocs.oracle import wrong_digits

SPECIMENS = [json.loads(line) for line in Path(__file__).with_name("specimens.jsonl").read_text().splitlines()]
BY_ID = pytest.mark.parametrize("specimen", SPECIMENS, ids=lambda specimen: specimen["id"])


def test_there_are_more_than_a_hundred_and_fifty():
    assert len(SPECIMENS) > 150
    assert {specimen["format"] for specimen in SPECIMENS} == {"TD1", "TD2", "TD3", "MRVA", "MRVB", None}


@BY_ID
def test_it_is_judged_as_published(specimen):
    found = parse(specimen["lines"])
    assert (found.format, found.verdict, list(found.failed)) == (specimen["format"], specimen["verdict"], specimen["failed"])


@BY_ID
def test_its_names_and_number_are_read(specimen):
    found = parse(specimen["lines"])
    assert found.surname == specimen["surname"]
    assert found.given_names == specimen["given_names"]
    assert found.document_number == specimen["document_number"]


@BY_ID
def test_a_second_opinion_agrees_on_every_check_digit(specimen):
    if specimen["format"] is None:
        return
    long = parse(specimen["lines"]).fields["document_number_cd"] != "<" and parse(specimen["lines"]).number
    failed = {name for name in specimen["failed"] if name.endswith("_cd") or name == "optional1"}
    wrong = wrong_digits(specimen["format"], tuple(specimen["lines"]))
    if long and (long.long or long.check_digit == "<"):
        failed.discard("document_number_cd")
    if specimen["lines"][0][14] == "<" and specimen["format"] == "TD1":
        failed.discard("document_number_cd")
    assert wrong == failed


@BY_ID
def test_reading_it_raw_gives_the_same(specimen):
    found = read("\r\n".join(specimen["lines"]))
    assert (found.format, found.verdict, list(found.failed)) == (specimen["format"], specimen["verdict"], specimen["failed"])


@pytest.mark.parametrize(
    ("rows", "number", "digit", "rest"),
    [
        (("I<UTOD23145890<7349<<<<<<<<<<<", "3407127M9507122UTO<<<<<<<<<<<2", "STEVENSON<<PETER<JOHN<<<<<<<<<"),
         "D23145890734", "9", ""),
        (("I<UTOSTEVENSON<<PETER<JOHN<<<<<<<<<<", "D23145890<UTO3407127M95071227349<<<8"), "D23145890734", "9", ""),
        (("I<NLD123456789<010<OHDA1<<<<<<", "6503101F3108022NLDOPT<DATA2<<5", "DE<BRUIJN<<WILLEKE<LISELOTTE<<"),
         "12345678901", "0", "OHDA1"),
        (("IDBEL<12345678<012345678901242", "8001014F3012316BEL<<<<<<<<<<<0", "SPECIMEN<<SPECIMEN<<<<<<<<<<<<"),
         "<1234567801234567890124", "2", ""),
    ],
)  # fmt: skip
def test_a_long_number_is_put_together(rows, number, digit, rest):
    found = parse(rows)
    assert found.verdict == "valid"
    assert (found.document_number, found.fields["document_number_cd"], found.fields["optional1"]) == (number, digit, rest)
    assert "long_document_number" in [remark.code for remark in found.notes]


def test_the_belgian_way_of_counting_is_accepted_and_told():
    older = parse(["IDBEL000590240<6013<<<<<<<<<<<", "8512017F1311048BEL851201002007", "REINARTZ<<ULRIKE<KATIA<E<<<<<<"])
    newer = parse(["IDBEL600001795<0152<<<<<<<<<<<", "1301014F2311207BEL130101987398", "SPECIMEN<<SPECIMEN<<<<<<<<<<<<"])
    assert (older.verdict, newer.verdict) == ("valid", "valid")
    assert "number_counts_filler" in [remark.code for remark in older.notes]
    assert "number_counts_filler" not in [remark.code for remark in newer.notes]


def test_a_specimen_is_valid_and_flagged():
    found = parse(["P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F1204159ZE184226B<<<<<10"])
    assert found.verdict == "valid"
    assert found.is_specimen
    assert [remark.code for remark in found.notes] == ["specimen"]


@pytest.mark.parametrize(
    ("rows", "name"),
    [
        (("IDFRABERTHIER<<<<<<<<<<<<<<<<<<<<<<<", "9409923102854CORINNE<<<<<<<6512068F4"), "French national identity card"),
        (("PNRUSZDRIL7K<<SERGEQ<ANATOL9EVI3<<<<<<<<<<<<", "3919353498RUS7207233M<<<<<<<4151218910003<50"), "Russian"),
        (("D1FRA13AA000026181231MARTIN<<9",), "driving licence"),
        (("AAA001D<<", "FACHE305142128097<<800126<<<<<", "MARCHAND<<FABIENNE<<<<<<<<<<<<"), "Swiss"),
    ],
)
def test_a_paper_that_is_not_icao_is_refused_by_name(rows, name):
    found = read("\n".join(rows))
    assert (found.verdict, found.format) == ("reject", None)
    assert name in found.notes[-1].message
