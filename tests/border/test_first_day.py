"""The invented passports of the first-day pages are what their headings say, in every language of the page."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from lakay.border.rules import Direction, Problem, assess, from_zone
from lakay.traveldocs.mrz import Verdict
from lakay.traveldocs.reading import read
from lakay.traveldocs.repairs import repairs

PAGES = Path(__file__).parents[2] / "docs" / "how-to"
NAMES = ("first-day.md", "premye-jou.md", "premier-jour.md")
TODAY = date(2026, 11, 21)
EXPECTED = [
    ("valid", []),
    ("valid", []),
    ("valid", [Problem.MINOR]),
    ("valid", [Problem.EXPIRED]),
    ("valid", [Problem.EXPIRED_NATIONAL]),
    ("invalid", [Problem.MRZ_FAILS]),
    ("valid", []),
    ("valid", [Problem.SPECIMEN, Problem.EXPIRED]),
]


@pytest.mark.parametrize("name", NAMES)
def test_each_zone_is_what_its_heading_says(name: str) -> None:
    zones = re.findall(r"```\n(.*?)```", (PAGES / name).read_text(), flags=re.DOTALL)
    found = []
    for zone in zones:
        mrz = read(zone, today=TODAY)
        problems = assess(from_zone(mrz), today=TODAY, home="HTI", direction=Direction.ENTRY, document_status="valid").problems
        found.append((str(mrz.verdict), list(problems)))
    assert found == EXPECTED


def test_the_misread_one_can_be_repaired() -> None:
    zone = re.findall(r"```\n(.*?)```", (PAGES / NAMES[0]).read_text(), flags=re.DOTALL)[5]
    misread = read(zone, today=TODAY)
    assert misread.verdict is Verdict.INVALID
    assert "document_number_cd" in misread.failed
    assert all(repair.mrz.verdict is Verdict.VALID for repair in repairs(misread))
