"""Which answers become which record: a few lines of TOML beside a form, so that a new form needs no code.

target = "protection.answers"          # who takes the record: see `lakay.forms.targets`
fixed = {instrument = "rapid"}          # what is the same for all
[fields]                                # field of the record = path of the answer
private = "setting/private"
[words.private]                         # answer = word of the record, where they differ
yes = "1"
[each.children]                         # a list, one record for each round of a repeat
from = "children"
fields = {age = "age"}                  # paths within the round
[lines.journey]                         # a repeat told in words: a line for each round
from = "journey"
fields = ["place", "from_on"]           # paths within the round, in the order of the line
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from typing import Any

from lakay.forms.definition import Definition

KNOWN = {"target", "fixed", "fields", "words", "each", "lines"}
BETWEEN = " · "


class BadMapping(ValueError):
    """The lines are no mapping, or name a question that the form does not have."""


@dataclass(frozen=True, slots=True)
class Each:
    """A repeat as a list of records."""

    source: str
    fields: dict[str, str]


@dataclass(frozen=True, slots=True)
class Lines:
    """A repeat as text, a line for each round."""

    source: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mapping:
    """A mapping, read."""

    target: str
    fixed: dict[str, Any] = field(default_factory=dict)
    fields: dict[str, str] = field(default_factory=dict)
    words: dict[str, dict[str, str]] = field(default_factory=dict)
    each: dict[str, Each] = field(default_factory=dict)
    lines: dict[str, Lines] = field(default_factory=dict)

    @property
    def paths(self) -> list[str]:
        """Every answer that it takes."""
        in_rounds = [f"{one.source}/{path}" for one in self.each.values() for path in one.fields.values()]
        in_lines = [f"{one.source}/{path}" for one in self.lines.values() for path in one.fields]
        return [*self.fields.values(), *in_rounds, *in_lines]

    def left(self, form: Definition) -> list[str]:
        """The questions whose answers go into no record: they stand in the filled form alone."""
        taken = set(self.paths)
        return [one.path for one in form.asked() if one.path not in taken]

    def check(self, form: Definition) -> None:
        """Hold it against a form. Raises BadMapping with the first path that is not there."""
        for path in self.paths:
            if path not in form.fields:
                raise BadMapping(path)
        for source in (*(one.source for one in self.each.values()), *(one.source for one in self.lines.values())):
            if source not in form.repeats:
                raise BadMapping(source)

    def apply(self, answers: dict[str, Any]) -> dict[str, Any]:
        """The record that the answers make: what was not answered is left out."""
        record = dict(self.fixed) | self._picked(self.fields, answers)
        for name, one in self.each.items():
            record[name] = [self._picked(one.fields, each) for each in _rounds(answers, one.source)]
        for name, told in self.lines.items():
            if said := "\n".join(self._line(name, told, each) for each in _rounds(answers, told.source)):
                record[name] = said
        return record

    def _line(self, name: str, told: Lines, answers: dict[str, Any]) -> str:
        parts = [self._worded(name, answer_at(answers, path)) for path in told.fields]
        return BETWEEN.join(str(part) for part in parts if part not in (None, ""))

    def _picked(self, fields: dict[str, str], answers: dict[str, Any]) -> dict[str, Any]:
        found = {name: answer_at(answers, path) for name, path in fields.items()}
        return {name: self._worded(name, value) for name, value in found.items() if value is not None}

    def _worded(self, name: str, value: Any) -> Any:
        words = self.words.get(name, {})
        return [words.get(one, one) for one in value] if isinstance(value, list) else words.get(str(value), value)


def _rounds(answers: dict[str, Any], source: str) -> list[dict[str, Any]]:
    found = answer_at(answers, source)
    return found if isinstance(found, list) else []


def answer_at(answers: dict[str, Any], path: str) -> Any:
    """The answer at a path of groups; None where there is none."""
    found: Any = answers
    for part in path.split("/"):
        found = found.get(part) if isinstance(found, dict) else None
    return found


def read_mapping(text: str) -> Mapping:
    """Read a mapping. Raises BadMapping."""
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadMapping(str(error)) from error
    if unknown := set(said) - KNOWN:
        raise BadMapping(min(unknown))
    target = said.get("target")
    if not isinstance(target, str) or not target:
        raise BadMapping("target")
    for name in ("fixed", "fields", "words", "each", "lines"):
        if not isinstance(said.get(name, {}), dict):
            raise BadMapping(name)
    words = {name: _texts(table, f"words.{name}") for name, table in said.get("words", {}).items()}
    each = {name: _each(name, table) for name, table in said.get("each", {}).items()}
    lines = {name: _lines(name, table) for name, table in said.get("lines", {}).items()}
    return Mapping(target, said.get("fixed", {}), _texts(said.get("fields", {}), "fields"), words, each, lines)


def _texts(table: Any, name: str) -> dict[str, str]:
    if not isinstance(table, dict) or not all(isinstance(value, str) for value in table.values()):
        raise BadMapping(name)
    return table


def _each(name: str, table: Any) -> Each:
    if not isinstance(table, dict) or not isinstance(table.get("from"), str):
        raise BadMapping(f"each.{name}")
    return Each(table["from"], _texts(table.get("fields", {}), f"each.{name}.fields"))


def _lines(name: str, table: Any) -> Lines:
    fields = table.get("fields") if isinstance(table, dict) else None
    if not isinstance(fields, list) or not isinstance(table.get("from"), str):
        raise BadMapping(f"lines.{name}")
    if not all(isinstance(path, str) for path in fields):
        raise BadMapping(f"lines.{name}.fields")
    return Lines(table["from"], tuple(fields))
