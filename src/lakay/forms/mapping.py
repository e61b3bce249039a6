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
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from typing import Any

from lakay.forms.definition import Definition

KNOWN = {"target", "fixed", "fields", "words", "each"}


class BadMapping(ValueError):
    """The lines are no mapping, or name a question that the form does not have."""


@dataclass(frozen=True, slots=True)
class Each:
    """A repeat as a list of records."""

    source: str
    fields: dict[str, str]


@dataclass(frozen=True, slots=True)
class Mapping:
    """A mapping, read."""

    target: str
    fixed: dict[str, Any] = field(default_factory=dict)
    fields: dict[str, str] = field(default_factory=dict)
    words: dict[str, dict[str, str]] = field(default_factory=dict)
    each: dict[str, Each] = field(default_factory=dict)

    def check(self, form: Definition) -> None:
        """Hold it against a form. Raises BadMapping with the first path that is not there."""
        paths = [*self.fields.values(), *(f"{one.source}/{path}" for one in self.each.values() for path in one.fields.values())]
        for path in paths:
            if path not in form.fields:
                raise BadMapping(path)
        for one in self.each.values():
            if one.source not in form.repeats:
                raise BadMapping(one.source)

    def apply(self, answers: dict[str, Any]) -> dict[str, Any]:
        """The record that the answers make: what was not answered is left out."""
        record = dict(self.fixed) | self._picked(self.fields, answers)
        for name, one in self.each.items():
            rounds = answer_at(answers, one.source)
            record[name] = [self._picked(one.fields, each) for each in rounds] if isinstance(rounds, list) else []
        return record

    def _picked(self, fields: dict[str, str], answers: dict[str, Any]) -> dict[str, Any]:
        found = {name: answer_at(answers, path) for name, path in fields.items()}
        return {name: self._worded(name, value) for name, value in found.items() if value is not None}

    def _worded(self, name: str, value: Any) -> Any:
        words = self.words.get(name, {})
        return [words.get(one, one) for one in value] if isinstance(value, list) else words.get(str(value), value)


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
    for name in ("fixed", "fields", "words", "each"):
        if not isinstance(said.get(name, {}), dict):
            raise BadMapping(name)
    words = {name: _texts(table, f"words.{name}") for name, table in said.get("words", {}).items()}
    each = {name: _each(name, table) for name, table in said.get("each", {}).items()}
    return Mapping(target, said.get("fixed", {}), _texts(said.get("fields", {}), "fields"), words, each)


def _texts(table: Any, name: str) -> dict[str, str]:
    if not isinstance(table, dict) or not all(isinstance(value, str) for value in table.values()):
        raise BadMapping(name)
    return table


def _each(name: str, table: Any) -> Each:
    if not isinstance(table, dict) or not isinstance(table.get("from"), str):
        raise BadMapping(f"each.{name}")
    return Each(table["from"], _texts(table.get("fields", {}), f"each.{name}.fields"))
