"""Lists of others: what is read of a table, of FollowTheMoney and of the United Nations' XML, what changes, and what two people agree on."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lakay.kernel.actors import Actor
from lakay.kernel.partial_dates import PartialDate
from lakay.kernel.refusals import NotAllowed
from lakay.kernel.states import CannotMove
from lakay.watchlist.actions import (
    ListNotStanding,
    decide_batch,
    decide_list,
    propose_closing,
    propose_list,
    settle_batch,
    withdraw_batch,
)
from lakay.watchlist.loading import load_list, settle_all, tried
from lakay.watchlist.models import Alert, AlertList, Batch
from lakay.watchlist.queries import hits
from lakay.watchlist.rules.contents import WantedDocument, WantedName
from lakay.watchlist.rules.sources import NotAList, read_source
from lakay.watchlist.rules.sources.entry import birth_of
from tests.watchlist.conftest import A_LIST, DAY, NOW

UN = """<?xml version="1.0" encoding="UTF-8"?>
<CONSOLIDATED_LIST dateGenerated="2026-11-20"><INDIVIDUALS>
<INDIVIDUAL><DATAID>690001</DATAID><FIRST_NAME>JEAN</FIRST_NAME><SECOND_NAME>ROBERT</SECOND_NAME><THIRD_NAME>SAINT-FLEUR</THIRD_NAME>
<REFERENCE_NUMBER>HTi.001</REFERENCE_NUMBER><GENDER>Male</GENDER><NATIONALITY><VALUE>Haiti</VALUE></NATIONALITY>
<INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>Bob Senfle</ALIAS_NAME></INDIVIDUAL_ALIAS>
<INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>EXACT</TYPE_OF_DATE><DATE>1984-03-07</DATE></INDIVIDUAL_DATE_OF_BIRTH>
<INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT><NUMBER>RD1</NUMBER><ISSUING_COUNTRY>Haiti</ISSUING_COUNTRY></INDIVIDUAL_DOCUMENT>
</INDIVIDUAL></INDIVIDUALS>
<ENTITIES><ENTITY><DATAID>7</DATAID><FIRST_NAME>A COMPANY</FIRST_NAME></ENTITY></ENTITIES></CONSOLIDATED_LIST>"""


def money(*people: dict[str, Any]) -> bytes:
    return "\n".join(json.dumps(one) for one in people).encode()


def man(name: str = "Q1", **properties: list[str]) -> dict[str, Any]:
    said = {"lastName": ["Saint-Fleur"], "firstName": ["Jean Robert"], "birthDate": ["1984-03-07"], "nationality": ["ht"]}
    return {"id": name, "schema": "Person", "properties": said | properties}


def test_the_list_of_the_united_nations_is_read() -> None:
    source = read_source(UN.encode())
    one = source.entries[0]
    assert one.names == (WantedName("SAINT-FLEUR", "JEAN ROBERT"), WantedName("Senfle", "Bob"))
    assert (one.origin, one.birth, one.sex, one.nationalities) == ("690001", PartialDate(1984, 3, 7), "M", ("HTI",))
    assert one.documents == (WantedDocument("HTI", "RD1", "passport"),)
    assert [fault.code for fault in source.faults] == ["other"], "a company is counted as left out"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('<!DOCTYPE x [<!ENTITY a "aaaa">]><CONSOLIDATED_LIST>&a;</CONSOLIDATED_LIST>', "entities"),
        ('<!DOCTYPE x SYSTEM "file:///etc/passwd"><CONSOLIDATED_LIST/>', "entities"),
        ("<CONSOLIDATED_LIST><INDIVIDUALS>", "xml"),
        ("<html/>", "xml"),
        ("a" * 20, "header"),
        ("", "header"),
        ("Nom;Âge\n", "empty"),
    ],
)
def test_what_is_no_list_is_refused_as_a_whole(text: str, code: str) -> None:
    with pytest.raises(NotAList) as wrong:
        read_source(text.encode())
    assert wrong.value.code == code


def test_follow_the_money_with_a_passport_of_its_own_and_a_vehicle() -> None:
    passport = {"id": "p", "schema": "Passport", "properties": {"holder": ["Q1"], "number": ["RD7"], "country": ["ht"]}}
    car = {"id": "c", "schema": "Vehicle", "properties": {"registrationNumber": ["AA 123"], "country": ["do"]}}
    source = read_source(money(man(), passport, car, {"id": "x", "schema": "Company", "properties": {}}) + b"\nnonsense\n")
    found = {one.origin: one.documents for one in source.entries}
    assert found == {"Q1": (WantedDocument("HTI", "RD7", "passport"),), "c": (WantedDocument("DOM", "AA 123", "vehicle"),)}
    assert sorted(fault.code for fault in source.faults) == ["json", "other"]


@pytest.mark.parametrize(
    "header", ["Nom;Prénom;Date de naissance;Pays;Numéro de document", "surname\tfirst name\tdob\tcountry\tpassport"]
)
def test_a_table_is_read_by_its_headings_in_any_language(header: str) -> None:
    between = "\t" if "\t" in header else ";"
    data = header + "\n" + between.join(["Saint-Fleur", "Jean", "07/03/1984", "Haiti", "RD1"])
    one = read_source(data.encode()).entries[0]
    assert (one.names, one.birth) == ((WantedName("Saint-Fleur", "Jean"),), PartialDate(1984, 3, 7))
    assert one.documents == (WantedDocument("HTI", "RD1", "passport"),)


@given(st.binary(max_size=400))
def test_nothing_in_a_file_stops_the_reader(data: bytes) -> None:
    for start in (
        b"",
        b"<",
        b"{",
        b'{"id": "a", "schema": "Person", "properties": {"name": [',
        b"name,birth\n",
        b"<CONSOLIDATED_LIST>",
    ):
        try:
            read_source(start + data)
        except NotAList as wrong:
            assert wrong.code  # noqa: PT017


@pytest.mark.parametrize(("text", "birth"), [("circa 1984", "1984~"), ("1984-02-30", ""), ("7.3.1984", "1984-03-07"), ("?", "")])
def test_dates_as_lists_write_them(text: str, birth: str) -> None:
    assert str(birth_of(text)) == birth


@pytest.fixture
def register(db: None, kerline: Actor, gesner: Actor) -> AlertList:
    """A list on which two people have agreed."""
    found = AlertList.objects.get(pk=propose_list(by=kerline, at=NOW, said=A_LIST, reason="Decree.").id_of(AlertList))
    with pytest.raises(NotAllowed):
        decide_list(by=kerline, at=NOW, of_list=found, approve=True, reason="Me.")
    decide_list(by=gesner, at=NOW, of_list=found, approve=True, reason="Seen.")
    return AlertList.objects.get(pk=found.pk)


def bring(register: AlertList, data: bytes, by: Actor, second: Actor, at: Any = NOW) -> Batch:
    source = read_source(data)
    batch = Batch.objects.get(pk=load_list(register, source, tried(register, source), by=by, at=at, file_name="x", reason="New."))
    decide_batch(by=second, at=at, batch=batch, approve=True, reason="Seen.")
    settle_all(batch, by=second, at=at)
    return Batch.objects.get(pk=batch.pk)


def stopped(given: str, birth: PartialDate = PartialDate(1984, 3, 7)) -> bool:
    return bool(hits(surname="SENFLÈ", given_names=given, birth=birth, at=NOW + 2 * DAY))


def test_the_newest_state_puts_on_changes_and_takes_off(register: AlertList, kerline: Actor, gesner: Actor) -> None:
    woman = man("Q2", firstName=["Guerline"], gender=["female"])
    assert bring(register, money(man(), woman), kerline, gesner).status == "done"
    assert stopped("JAN WOBÈ")
    assert stopped("GÈLIN")
    source = read_source(money(man(birthDate=["1991-03-07"]), man("Q3", firstName=["Wilner"])))
    found = tried(register, source)
    assert (len(found.new), len(found.changed), len(found.gone), found.same) == (1, 1, 1, 0)
    assert Alert.objects.count() == 2, "a trial writes nothing"
    bring(register, money(man(birthDate=["1991-03-07"]), man("Q3", firstName=["Wilner"])), kerline, gesner, NOW + DAY)
    assert not stopped("GÈLIN"), "who is gone from the list passes"
    assert stopped("JAN WOBÈ", PartialDate(1991, 3, 7))
    assert sorted(Alert.objects.filter(status="active").values_list("origin", flat=True)) == ["Q1", "Q3"]
    again = tried(register, source)
    assert (len(again.new), len(again.changed), len(again.gone), again.same) == (0, 0, 0, 2)


def test_nothing_is_read_into_a_list_that_is_closed(register: AlertList, kerline: Actor, gesner: Actor) -> None:
    propose_closing(by=kerline, at=NOW, of_list=register, reason="Lifted.")
    with pytest.raises(ListNotStanding):
        bring(register, money(man()), kerline, gesner)
    decide_list(by=gesner, at=NOW, of_list=register, approve=True, reason="Yes.")
    assert AlertList.objects.get().status == "closed"


def test_what_was_taken_back_stands_nowhere(register: AlertList, kerline: Actor, gesner: Actor) -> None:
    source = read_source(money(man()))
    batch = Batch.objects.get(
        pk=load_list(register, source, tried(register, source), by=kerline, at=NOW, file_name="x", reason="New.")
    )
    withdraw_batch(by=kerline, at=NOW, batch=batch)
    with pytest.raises(CannotMove):
        decide_batch(by=gesner, at=NOW, batch=batch, approve=True, reason="Seen.")
    with pytest.raises(ValueError):
        settle_batch(by=gesner, at=NOW, batch=batch)
    assert not stopped("JAN WOBÈ")
