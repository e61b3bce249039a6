"""Answers judged by the definition: types, choices, what must be there, sizes. What the phone hides by conditions is its own affair:
only a question that no condition can hide is demanded.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from typing import Any

from lakay.forms.definition.shape import Definition, Field
from lakay.forms.definition.submission import Sent
from lakay.forms.xml import Element

MOST_TEXT = 20_000
MOST_REPEATS = 2_000


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong with one answer: `code` has a sentence in `lakay.forms.words`, `path` names the field, `place` the repeat (from 1)."""

    code: str
    path: str
    place: int = 0


def judge(form: Definition, sent: Sent) -> tuple[dict[str, Any], list[Wrong]]:
    """The answers as plain values, and what is wrong with them.

    Groups are objects, repeats lists of objects; whole numbers are numbers, decimals text (as written), several choices a list,
    all else text. An answer that is wrong stands as it was written; a field that the form does not have is left out and told.
    """
    judging = _Judging(form, [])
    return judging.group(sent.root, "", 0), judging.wrong


@dataclass(slots=True)
class _Judging:
    form: Definition
    wrong: list[Wrong]

    def group(self, element: Element, path: str, place: int) -> dict[str, Any]:
        """The answers in one group, or in one round of a repeat."""
        answers: dict[str, Any] = {}
        for child in element.children:
            where = f"{path}/{child.name}" if path else child.name
            if where in self.form.repeats:
                rounds = answers.setdefault(child.name, [])
                if len(rounds) < MOST_REPEATS:
                    rounds.append(self.group(child, where, len(rounds) + 1))
            elif where in self.form.groups:
                answers[child.name] = self.group(child, where, place)
            elif where in self.form.fields:
                self._answer(answers, child, where, place)
            elif not _is_meta(where):
                self.wrong.append(Wrong("no_field", where[:200], place))
        self._missing(answers, path, place)
        return answers

    def _answer(self, answers: dict[str, Any], element: Element, where: str, place: int) -> None:
        text = element.words().strip()
        if not text:
            return
        value, code = value_of(self.form.fields[where], text)
        answers[element.name] = value
        if code:
            self.wrong.append(Wrong(code, where, place))

    def _missing(self, answers: dict[str, Any], path: str, place: int) -> None:
        for where, field in self.form.fields.items():
            parent, _slash, name = where.rpartition("/")
            if parent == path and field.required and field.always and field.control and name not in answers:
                self.wrong.append(Wrong("missing", where, place))
        for where in self.form.groups:
            parent, _slash, name = where.rpartition("/")
            if parent == path and name not in answers and where not in self.form.repeats and name != "meta":
                self.group(Element(name), where, place)


def _is_meta(where: str) -> bool:
    return where.partition("/")[0] in {"meta", "orx:meta"}


def value_of(field: Field, text: str) -> tuple[Any, str]:
    """An answer as a plain value, and the code of what is wrong with it, empty if nothing is."""
    if len(text) > MOST_TEXT:
        return text[:MOST_TEXT], "too_long"
    if field.control in {"select", "rank"}:
        picked = text.split()
        return picked, _picked(field, picked)
    if field.control == "select1":
        return text, _picked(field, [text])
    read = READERS.get(field.kind)
    if read is None:
        return text, ""
    try:
        return read(text), ""
    except (ValueError, InvalidOperation):
        return text, f"not_{field.kind.lower()}"


def _picked(field: Field, picked: list[str]) -> str:
    if field.choices is None:
        return ""
    offered = {choice.code for choice in field.choices}
    if set(picked) - offered:
        return "not_a_choice"
    return "choice_twice" if len(set(picked)) < len(picked) else ""


_WHOLE = re.compile(r"[+-]?\d{1,18}")


def _whole(text: str) -> int:
    if not _WHOLE.fullmatch(text):
        raise ValueError(text)
    return int(text)


def _decimal(text: str) -> str:
    if not Decimal(text).is_finite() or len(text) > 40:
        raise ValueError(text)
    return text


def _date(text: str) -> str:
    date.fromisoformat(text[:10])
    if len(text) > 10:
        datetime.fromisoformat(text)
    return text[:10]


def _instant(text: str) -> str:
    datetime.fromisoformat(text)
    return text


def _time(text: str) -> str:
    time.fromisoformat(text)
    return text


def _point(text: str) -> str:
    """Latitude, longitude, then height and accuracy in metres if known."""
    parts = [Decimal(part) for part in text.split()]
    if not 2 <= len(parts) <= 4 or not all(part.is_finite() for part in parts) or abs(parts[0]) > 90 or abs(parts[1]) > 180:
        raise ValueError(text)
    return text


def _points(text: str) -> str:
    for point in text.rstrip("; ").split(";"):
        _point(point.strip())
    return text


READERS: dict[str, Callable[[str], Any]] = {
    "int": _whole,
    "integer": _whole,
    "decimal": _decimal,
    "date": _date,
    "time": _time,
    "dateTime": _instant,
    "geopoint": _point,
    "geotrace": _points,
    "geoshape": _points,
}
"""How an answer of each type is read. What is of none of them is text."""
