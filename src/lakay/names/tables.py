"""What a country's pack says about names: short forms, equivalents, abbreviations, particles, and how frequent each is.

Read once, from the folder `names` of the pack that LAKAY_PACK names. A pack without that folder has no such knowledge, and names are
compared by spelling and sound alone.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lakay.names.normal import spelling

_PACKAGE = Path(__file__).resolve().parents[1]
_SHIPPED = (_PACKAGE / "shipped" if (_PACKAGE / "shipped").is_dir() else _PACKAGE.parents[1]) / "packs" / "ht"


@dataclass(frozen=True, slots=True)
class Tables:
    """All keys are single words as `spelling` writes them."""

    titles: frozenset[str]
    particles: frozenset[str]
    saints: frozenset[str]
    abbreviations: Mapping[str, tuple[str, ...]]
    short: Mapping[str, frozenset[str]]
    """A word to the numbers of the groups (a full name and its short forms) it belongs to."""
    language: Mapping[str, frozenset[str]]
    spelling: Mapping[str, frozenset[str]]
    gender: Mapping[str, frozenset[str]]
    """A word to the groups it belongs to, with `m` or `f` before the number."""
    sexes: Mapping[str, frozenset[str]]
    """The sexes that bear a given name, of those that the pack lists."""
    shares: Mapping[str, float]
    """People in a hundred thousand who bear the word in their family or given names."""


def folder() -> Path:
    """Where the tables lie."""
    return folder_of(pack_named())


def pack_named() -> str:
    """The pack that is asked for, as it is asked for; empty: the shipped one. What is read of a pack is kept under this."""
    return os.environ.get("LAKAY_PACK", "")


def folder_of(named: str) -> Path:
    """The folder of names of a pack so named."""
    return (Path(named).expanduser() if named else _SHIPPED) / "names"


def tables() -> Tables:
    """The tables of the pack in use."""
    return _load(pack_named())


@cache
def _load(named: str) -> Tables:
    place = folder_of(named)
    parts = [(row["kind"], row["word"]) for row in _rows(place / "parts.csv")]
    sexes, shares = _frequencies(place / "frequencies.csv")
    groups = [(row["kind"], row["names"].split()) for row in _rows(place / "equivalents.csv")]
    return Tables(
        titles=frozenset(word for kind, word in parts if kind == "title"),
        particles=frozenset(word for kind, word in parts if kind == "particle"),
        saints=frozenset(word for kind, word in parts if kind == "saint"),
        abbreviations={
            spelling(row["written"]): tuple(spelling(row["means"]).split()) for row in _rows(place / "abbreviations.csv")
        },
        short=_groups(names for kind, names in groups if kind == "short"),
        language=_groups(names for kind, names in groups if kind == "language"),
        spelling=_groups(names for kind, names in groups if kind == "spelling"),
        gender=_genders(names for kind, names in groups if kind == "gender"),
        sexes=sexes,
        shares=shares,
    )


def _rows(path: Path) -> Iterator[dict[str, str]]:
    """The rows of one table. Lines that begin with # say where it comes from."""
    if not path.is_file():
        return
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(line for line in lines if not line.startswith("#"))


def _groups(groups: Iterator[list[str]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for number, names in enumerate(groups):
        for name in names:
            found.setdefault(spelling(name), set()).add(str(number))
    return {name: frozenset(numbers) for name, numbers in found.items()}


def _genders(groups: Iterator[list[str]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for number, names in enumerate(groups):
        for place, name in enumerate(names):
            found.setdefault(spelling(name), set()).add(f"{'f' if place else 'm'}{number}")
    return {name: frozenset(numbers) for name, numbers in found.items()}


def _frequencies(path: Path) -> tuple[dict[str, frozenset[str]], dict[str, float]]:
    """Words of compound names are counted with the name: Jean-Baptiste counts for JEAN and for BAPTISTE."""
    sexes: dict[str, set[str]] = {}
    shares: dict[str, float] = {}
    for row in _rows(path):
        words = spelling(row["name"]).split()
        for word in words:
            shares[word] = shares.get(word, 0.0) + float(row["per_100000"])
        if row["sex"] and len(words) == 1:
            sexes.setdefault(words[0], set()).add(row["sex"])
    return {name: frozenset(of) for name, of in sexes.items()}, shares
