"""Reads `patterns.toml` of the country pack, and refuses what a rule cannot mean."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import fields
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

from lakay.border.patterns.parameters import PARAMETERS, Concern, Parameters, Pattern, Patterns, Words
from lakay.places.pack.folder import find_pack
from lakay.places.pack.reading import Fault, PackError
from lakay.places.pack.records import Names

FILE = "patterns.toml"
WORDING = frozenset({"label", "sentence", "source", "unverified"})

_PLACE = {
    Pattern.ADULT_MANY_CHILDREN: "many_children",
    Pattern.SHARED_ADDRESS: "address",
    Pattern.SHARED_PHONE: "phone",
    Pattern.CHILD_NOT_RETURNED: "not_returned",
    Pattern.QUICK_RETURNS: "quick_returns",
}


@cache
def patterns() -> Patterns:
    """The rules of this node's pack, read once."""
    return read_patterns(find_pack())


def read_patterns(folder: Path) -> Patterns:
    """Read the file of a pack. A pack without it has no rules. Raises PackError with every fault."""
    path = folder / FILE
    if not path.exists():
        return Patterns(version="")
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PackError([Fault(FILE, 0, str(error))]) from error
    if faults := [Fault(FILE, 0, problem) for problem in _faults(data)]:
        raise PackError(faults)
    rules = {Pattern(name): table for name, table in data.items() if name != "version"}
    made: dict[str, Any] = {_PLACE[pattern]: _parameters(pattern, table) for pattern, table in rules.items()}
    return Patterns(data["version"], **made, words={pattern: _words(table) for pattern, table in rules.items()})


def _parameters(pattern: Pattern, table: Mapping[str, Any]) -> Parameters:
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in table.items() if name not in WORDING
    }
    return PARAMETERS[pattern](**values)


def _words(table: Mapping[str, Any]) -> Words:
    return Words(
        Names(**table["label"]), Names(**table["sentence"]), tuple(table.get("source", ())), tuple(table.get("unverified", ()))
    )


def _faults(data: Mapping[str, Any]) -> Iterator[str]:
    if not isinstance(data.get("version"), str) or not 0 < len(data["version"]) <= 20:
        yield "version must be a short text"
    for name, table in data.items():
        if name == "version":
            continue
        if name not in set(Pattern):
            yield f"there is no rule {name!r}; there are {', '.join(Pattern)}"
        elif not isinstance(table, dict):
            yield f"{name} is not a table"
        else:
            yield from (f"{name}: {problem}" for problem in _problems(Pattern(name), table))


def _problems(pattern: Pattern, table: Mapping[str, Any]) -> Iterator[str]:
    kind = PARAMETERS[pattern]
    wanted = {field.name: str(field.type) for field in fields(kind)}
    for name in sorted(set(wanted) - set(table)):
        yield f"{name} is missing"
    for name in sorted(set(table) - set(wanted) - WORDING):
        yield f"{name} has no meaning here"
    for name, sort in wanted.items():
        if name in table and not _fits(sort, table[name]):
            yield f"{name} is {table[name]!r}; it must be {_SORTS[sort]}"
    yield from _beyond(table)
    for part in ("label", "sentence"):
        yield from _wording(part, table.get(part), kind.figures if part == "sentence" else frozenset())


_SORTS = {"int": "a whole number from 1 to 3660", "bool": "true or false", "tuple[str, ...]": "a list of words"}


def _fits(sort: str, value: Any) -> bool:
    if sort == "bool":
        return isinstance(value, bool)
    if sort == "int":
        return isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= 3660
    return isinstance(value, list) and all(isinstance(word, str) for word in value)


def _beyond(table: Mapping[str, Any]) -> Iterator[str]:
    """What each value alone allows and all together do not."""
    concerns = table.get("concerns", ["anybody"])
    if isinstance(concerns, list) and (not concerns or set(map(str, concerns)) - set(Concern)):
        yield f"concerns must name some of {', '.join(Concern)}"
    for less, more in (("at_least", "at_least_with_papers"), ("days", "look_back_days"), ("within_days", "days")):
        if isinstance(table.get(less), int) and isinstance(table.get(more), int) and table[less] > table[more]:
            yield f"{less} is more than {more}"


def _wording(part: str, words: Any, figures: frozenset[str]) -> Iterator[str]:
    languages = {field.name for field in fields(Names)}
    if (
        not isinstance(words, dict)
        or set(words) != languages
        or not all(isinstance(word, str) and word for word in words.values())
    ):
        yield f"{part} must be there in {', '.join(sorted(languages))}"
        return
    for language, text in words.items():
        try:
            named = {name for _, name, _, _ in Formatter().parse(text) if name is not None}
        except ValueError as error:
            yield f"{part}.{language}: {error}"
            continue
        if strange := named - figures:
            yield f"{part}.{language} speaks of {', '.join(sorted(strange)) or '{}'}, which this rule does not count"
