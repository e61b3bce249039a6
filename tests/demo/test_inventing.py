"""Invented people: the same for the same seed, with zones that hold."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from random import Random

from lakay.demo.inventing import Invented, Names, invent
from lakay.traveldocs.mrz import Verdict
from lakay.traveldocs.parsing import parse

NAMES = Names(Path(__file__).parents[2] / "packs" / "ht" / "names.csv")
TODAY = date(2026, 11, 21)


def crowd(seed: int, count: int = 200) -> list[Invented]:
    """Some invented people."""
    random = Random(seed)
    return [invent(random, NAMES, TODAY) for _n in range(count)]


def test_the_same_seed_makes_the_same_people() -> None:
    assert crowd(7) == crowd(7)
    assert crowd(7) != crowd(8)


def test_every_passport_holds() -> None:
    for person in crowd(1):
        read = parse(person.mrz, today=TODAY)
        assert read.verdict is Verdict.VALID, person.mrz
        assert read.birth.on == person.born_on
        assert read.document_number == person.number


def test_most_are_from_both_sides_of_the_border() -> None:
    countries = [person.country for person in crowd(2, 1000)]
    assert countries.count("HTI") > countries.count("DOM") > countries.count("USA") > 0


def test_no_two_share_a_number() -> None:
    people = crowd(3, 2000)
    assert len({(person.country, person.number) for person in people}) > 1995
