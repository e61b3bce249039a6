"""Reads `pack.toml`: what the pack is, and the few things that are not tables."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lakay.places.pack.reading import Fault, PackError
from lakay.places.pack.records import Names
from lakay.places.rules import DAYS

FILE = "pack.toml"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Level:
    """A level of places in one country: `departments` of HTI, level 1; `names` are in the singular."""

    country: str
    level: int
    key: str
    names: Names


@dataclass(frozen=True, slots=True)
class Header:
    """The pack itself. `levels` are the kinds of places of each country; `moves` are the rules that move holidays.

    `spoken` are the languages in which travellers are spoken to, `hotline` the number that they are told to call for help.
    """

    code: str
    home: str
    countries: tuple[str, ...]
    languages: tuple[str, ...]
    default_language: str
    name: Names
    levels: tuple[Level, ...]
    moves: Mapping[str, Mapping[str, int]]
    spoken: tuple[str, ...]
    hotline: str


def read_header(folder: Path) -> Header:
    """Read `pack.toml`. Raises PackError: nothing else of a pack can be read without it."""
    try:
        data = tomllib.loads((folder / FILE).read_text(encoding="utf-8"))
        _check_format(data)
        return _header(data)
    except FileNotFoundError:
        problem = f"there is no such file in {folder}; LAKAY_PACK must name a folder with a country pack"
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        problem = str(error)
    except KeyError as error:
        problem = f"{error} is missing"
    except (TypeError, ValueError) as error:
        problem = str(error)
    raise PackError([Fault(FILE, 0, problem)])


def _check_format(data: Mapping[str, Any]) -> None:
    if data["format"] != FORMAT:
        raise ValueError(f"format is {data['format']}; this program reads format {FORMAT}")


def _header(data: Mapping[str, Any]) -> Header:
    countries, languages = tuple(data["countries"]), tuple(data["languages"])
    if data["home"] not in countries:
        raise ValueError("home is not one of the countries")
    if data["default_language"] not in languages:
        raise ValueError("default_language is not one of the languages")
    return Header(
        code=str(data["code"]),
        home=str(data["home"]),
        countries=countries,
        languages=languages,
        default_language=str(data["default_language"]),
        name=Names(**data["name"]),
        levels=tuple(_level(country, level, words) for country, of in data["levels"].items() for level, words in of.items()),
        moves={name: _move(name, steps) for name, steps in data.get("moves", {}).items()},
        spoken=_spoken(data.get("spoken", languages), languages),
        hotline=str(data.get("hotline", "")),
    )


def _spoken(spoken: Sequence[str], languages: tuple[str, ...]) -> tuple[str, ...]:
    if unknown := set(spoken) - set(languages):
        raise ValueError(f"spoken: {', '.join(sorted(unknown))} is not one of the languages")
    return tuple(spoken)


def _level(country: str, level: str, words: Mapping[str, str]) -> Level:
    names = {language: word for language, word in words.items() if language != "key"}
    return Level(country=country, level=int(level), key=words["key"], names=Names(**names))


def _move(name: str, steps: Mapping[str, Any]) -> dict[str, int]:
    for day, step in steps.items():
        if day not in DAYS or not isinstance(step, int) or not -6 <= step <= 6:
            raise ValueError(f"moves.{name}: {day} = {step!r}; write one of {' '.join(DAYS)} and a step of -6 to 6 days")
    return dict(steps)
