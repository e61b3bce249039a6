"""Every indicator there is: those of each file in `sets`. A module that brings a file there has brought its indicators."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import TypeVar

from lakay.statistics import sets
from lakay.statistics.indicators import Indicator
from lakay.statistics.shapes import FactTable
from lakay.statistics.wording import Named, Wording

Said = TypeVar("Said")


class NoSuchIndicator(LookupError):
    """No file of indicators has this code; `code` says which."""

    def __init__(self, code: str) -> None:
        super().__init__(f"there is no indicator {code}")
        self.code = code


@cache
def files() -> tuple[ModuleType, ...]:
    """The files of indicators, by name."""
    names = sorted(found.name for found in iter_modules(sets.__path__))
    return tuple(import_module(f"{sets.__name__}.{name}") for name in names)


@cache
def indicators() -> dict[str, Indicator]:
    """All indicators by code, in the order of their files. Raises TypeError where two have one code."""
    found: dict[str, Indicator] = {}
    for one in (one for file in files() for one in file.INDICATORS):
        if one.code in found:
            raise TypeError(f"two indicators are called {one.code}")
        found[one.code] = one
    return found


@cache
def fact_tables() -> dict[str, FactTable]:
    """The tables that the indicators ask, by name."""
    return {one.facts.name: one.facts for one in indicators().values()}


@cache
def wording() -> Wording:
    """The words of all files together. Raises TypeError where two files call one dimension or code differently."""
    dimensions: dict[str, str] = {}
    codes: dict[str, dict[str, str]] = {}
    named: dict[str, Named] = {}
    for words in (file.WORDS for file in files() if hasattr(file, "WORDS")):
        _join(dimensions, words.dimensions)
        _join(named, words.named)
        for dimension, told in words.codes.items():
            _join(codes.setdefault(dimension, {}), told)
    return Wording(dimensions, codes, named)


def _join(known: dict[str, Said], more: Mapping[str, Said]) -> None:
    for name, said in more.items():
        if known.setdefault(name, said) != said:
            raise TypeError(f"{name} is called both {known[name]} and {said}")


def indicator(code: str) -> Indicator:
    """An indicator by its code. Raises NoSuchIndicator."""
    try:
        return indicators()[code]
    except KeyError:
        raise NoSuchIndicator(code) from None
