"""Readers that type like a keyboard of one country into a computer set to another.

A reader in keyboard mode sends keys, not characters. Where its idea of the layout and the computer's differ, `<` and, on
French and Belgian keyboards, digits and some letters come out as others. Each table turns what the computer shows back
into what the reader meant. Which table fits is found out by the check digits alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, TypedDict


@dataclass(frozen=True, slots=True)
class Keyboard:
    """One disagreement: its stable name, its sentence for people, and the table that undoes it."""

    name: str
    description: str
    table: dict[int, str]
    marks: frozenset[str]  # characters that only this kind of mistake puts in place of a filler or a digit

    def turn_back(self, text: str) -> str:
        return text.translate(self.table)


_SWAP_YZ: Final = {"y": "z", "z": "y", "Y": "Z", "Z": "Y"}
_AZERTY_LETTERS: Final = {"a": "q", "q": "a", "z": "w", "w": "z", "A": "Q", "Q": "A", "Z": "W", "W": "Z"}


def _row(shown: str, meant: str) -> dict[str, str]:
    return dict(zip(shown, meant, strict=True))


def _keyboard(name: str, description: str, table: dict[str, str]) -> Keyboard:
    marks = frozenset(shown for shown, meant in table.items() if meant == "<")
    return Keyboard(name, description, {ord(shown): meant for shown, meant in table.items()}, marks)


_FRENCH_HOST: Final = _row("&é\"'(-è_çà", "1234567890") | _row("ÉÈÇÀ", "2790") | _AZERTY_LETTERS | {".": "<", ",": "m", "?": "M"}
_BELGIAN_HOST: Final = _row("&é\"'(§è!çà", "1234567890") | _row("ÉÈÇÀ", "2790") | _AZERTY_LETTERS | {".": "<", ",": "m", "?": "M"}
_FRENCH_READER: Final = _row("!@#$%^&*()", "1234567890") | _AZERTY_LETTERS | {"\\": "<", "|": "<", ":": "M", ";": "m"}

# Where several hold as well, the first is taken: those that exchange fewer letters come before those that exchange more.
KEYBOARDS: Final = (
    _keyboard("spanish_computer", "the reader types US, the computer is Spanish, Latin American or Italian", {";": "<"}),
    _keyboard("german_computer", "the reader types US, the computer is German or Swiss", {";": "<"} | _SWAP_YZ),
    _keyboard("french_computer", "the reader types US, the computer is French", _FRENCH_HOST),
    _keyboard("belgian_computer", "the reader types US, the computer is Belgian", _BELGIAN_HOST),
    _keyboard("canadian_computer", "the reader types US, the computer is Canadian French", {"'": "<"}),
    _keyboard("spanish_reader", "the reader types Spanish, the computer is US", {"\\": "<", "|": "<"}),
    _keyboard("german_reader", "the reader types German, the computer is US", {"\\": "<", "|": "<"} | _SWAP_YZ),
    _keyboard("french_reader", "the reader types French, the computer is US", _FRENCH_READER),
)


def candidates(text: str) -> list[Keyboard]:
    """The disagreements that could have made this text: those whose stand-in for the filler is in it."""
    seen = frozenset(text)
    return [keyboard for keyboard in KEYBOARDS if not keyboard.marks.isdisjoint(seen)]


class Mapping(TypedDict):
    """What a test card taught about one reader (`lakay.traveldocs.learning`), as plain JSON.

    `keyboard` is the name of one of KEYBOARDS, "learnt" where only `table` knows (shown -> meant), or "" where nothing is to
    be undone. `prefix` and `suffix` are what the reader puts before and after a document, `separator` what it puts between
    rows.
    """

    keyboard: str
    table: dict[str, str]
    prefix: str
    suffix: str
    separator: str


def as_typed(text: str, mapping: Mapping | None) -> str:
    """What the reader meant by what it sent: its prefix and suffix taken off, its keyboard undone.

    The keyboard is left alone where its stand-in for the filler does not come: then another reader sent this, and letters of
    names, which no digit guards, would be exchanged for nothing.
    """
    if not mapping:
        return text
    prefix, suffix = mapping["prefix"], mapping["suffix"].strip()
    text = text.removeprefix(prefix) if prefix else text
    text = text.rstrip().removesuffix(suffix) if suffix else text
    table = _table(mapping)
    marks = {shown for shown, meant in table.items() if meant == "<"}
    if marks and marks.isdisjoint(map(ord, text)):
        return text
    return text.translate(table)


def _table(mapping: Mapping) -> dict[int, str]:
    known = next((keyboard.table for keyboard in KEYBOARDS if keyboard.name == mapping["keyboard"]), None)
    return known if known is not None else {ord(shown): meant for shown, meant in mapping["table"].items()}
