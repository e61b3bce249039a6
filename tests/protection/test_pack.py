"""The tables of the desk in the country pack."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

from lakay.places.pack.folder import find_pack
from lakay.places.pack.reading import PackError
from lakay.protection.pack import read_desk_pack

TABLES = find_pack() / "protection"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the tables to spoil."""
    shutil.copytree(TABLES, tmp_path / "protection")
    return tmp_path


def test_every_source_is_listed() -> None:
    with (find_pack() / "sources.csv").open(encoding="utf-8") as file:
        listed = {row["key"] for row in csv.DictReader(file)}
    for path in TABLES.glob("*.csv"):
        with path.open(encoding="utf-8") as file:
            named = {key for row in csv.DictReader(file) for key in row.get("source", "").split()}
        assert named <= listed, path.name


def test_what_is_missing_from_the_sources_is_said() -> None:
    with (TABLES / "sets.csv").open(encoding="utf-8") as file:
        doubted = {row["code"]: (row["complete"], row["unverified"]) for row in csv.DictReader(file)}
    assert doubted["labour-adult"] == ("yes", "weight")
    assert doubted["sexual-child"] == doubted["smuggling"] == ("no", "items")


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("priorities.csv", "danger,1,5", "danger,9,5", "whole number from 1 to 4"),
        ("priorities.csv", "\nother,", "\nothers,", "has no row other"),
        ("questions.csv", ',danger,"Èske ou an danje', ',dangr,"Èske ou an danje', "signal 'dangr' is not in priorities.csv"),
        ("questions.csv", "rapid,1,signs,seen,many", "rapid,1,signs,seen,yes", "choices must name a list"),
        ("questions.csv", "rapid,1,doctor,asked", "rapid,1,danger,asked", "danger is there more than once"),
        ("questions.csv", "no:no-shelter", "perhaps:no-shelter", "write the signal"),
        ("sections.csv", "asked,", "aksed,", "section 'asked' is not in sections.csv"),
        ("instruments.csv", "yes,labour-adult,", "yes,labour-old,", "set 'labour-old' is not in sets.csv"),
        ("indicators.csv", "dr-job,deceptive_recruitment,S", "dr-job,deceptive_recruitment,X", "must be one of"),
        ("criteria.csv", "child,away,yes", "child,far,yes", "asks for child far"),
        ("consents.csv", "version,code", "vershun,code", "the header must be"),
    ],
)
def test_it_names_what_is_wrong(copy: Path, file: str, old: str, new: str, message: str) -> None:
    path = copy / "protection" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(PackError) as fault:
        read_desk_pack(copy)
    assert message in str(fault.value)


def test_a_pack_without_the_tables_says_so(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="the file is missing"):
        read_desk_pack(tmp_path)
