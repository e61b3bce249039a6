"""Forms, questions and answers as the pages show them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lakay.forms.definition import Definition, Field, Wrong
from lakay.forms.differences import Difference
from lakay.forms.models import Version
from lakay.forms.words import ANSWER
from lakay.web.forms.words import CHANGES, KINDS, PARTS, STATUS, STATUS_KIND


@dataclass(frozen=True, slots=True)
class Question:
    """A question in one language."""

    label: str
    hint: str
    name: str
    kind: Any
    required: bool
    relevant: str
    constraint: str
    choices: tuple[str, ...]


def questions(form: Definition, language: str) -> list[Question]:
    """What people see, in the order of the form."""
    return [_question(field, language) for field in form.fields.values() if field.control]


def _question(field: Field, language: str) -> Question:
    return Question(
        label=said(field.labels, language) or field.name,
        hint=said(field.hints, language),
        name=field.path,
        kind=kind_words(field),
        required=field.required,
        relevant=field.relevant,
        constraint=field.constraint,
        choices=tuple(said(choice.labels, language) or choice.code for choice in field.choices or ()),
    )


def kind_words(field: Field) -> Any:
    """What kind of answer is wanted."""
    if field.readonly and field.control == "input":
        return KINDS["note"]
    return KINDS.get(field.control) or KINDS.get(field.kind) or KINDS["string"]


def said(labels: dict[str, str], language: str) -> str:
    """The words in a language, or in the first one that has some."""
    return labels.get(language) or next(iter(labels.values()), "")


def labels_of(form: Definition, paths: list[str], language: str) -> list[str]:
    """The questions at some paths, in words."""
    return [said(form.fields[path].labels, language) or path for path in paths]


def language_code(language: str) -> str:
    """The code in the name of a form's language: `Kreyòl (ht)` is ht; empty if it has none."""
    code = language.rpartition("(")[2].removesuffix(")").strip()
    return code if language.endswith(")") and len(code) in {2, 3} else ""


def best_language(form: Definition, wanted: str, code: str) -> str:
    """The language asked for, else that of the page, else the form's first."""
    if wanted in form.languages:
        return wanted
    return next((one for one in form.languages if language_code(one) == code), form.languages[0])


@dataclass(frozen=True, slots=True)
class Row:
    """A version in a list."""

    version: Version
    status: Any
    kind: str


def row_of(version: Version) -> Row:
    """A version with its state in words."""
    return Row(version, STATUS[version.status], STATUS_KIND[version.status])


def changes(found: list[Difference], before: Definition, after: Definition, language: str) -> list[tuple[str, Any, str]]:
    """Differences as (question, what, which parts)."""
    rows = []
    for one in found:
        field = (after if one.what != "removed" else before).fields[one.path]
        rows.append(
            (said(field.labels, language) or one.path, CHANGES[one.what], ", ".join(str(PARTS[part]) for part in one.parts))
        )
    return rows


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer with its question; `place` counts the rounds of a repeat, empty outside; `wrong` says what is wrong with it."""

    label: str
    place: str
    value: str
    wrong: str


def answered(form: Definition, answers: dict[str, Any], faults: tuple[Wrong, ...], language: str) -> list[Answered]:
    """Every answer, in the order of the form, and what is wrong also where there is none."""
    wrong = {(fault.path, fault.place): str(ANSWER[fault.code]) for fault in faults}
    rows = []
    for path, place, value in _leaves(answers, "", 0, _places(form)):
        field = form.fields.get(path)
        if field is not None and not path.startswith("meta/"):
            shown = _value(field, value, language)
            rows.append(Answered(said(field.labels, language) or path, str(place or ""), shown, wrong.pop((path, place), "")))
    return [*rows, *(_lost(form, path, place, words, language) for (path, place), words in wrong.items())]


def _lost(form: Definition, path: str, place: int, words: str, language: str) -> Answered:
    field = form.fields.get(path)
    return Answered((said(field.labels, language) if field else "") or path, str(place or ""), "", words)


def _places(form: Definition) -> dict[str, int]:
    """Where each question, group and repeat stands in the form. Answers that came from elsewhere have lost their order."""
    found: dict[str, int] = {}
    for number, path in enumerate(form.fields):
        parts = path.split("/")
        for end in range(1, len(parts) + 1):
            found.setdefault("/".join(parts[:end]), number)
    return found


def _leaves(answers: dict[str, Any], path: str, place: int, places: dict[str, int]) -> Iterator[tuple[str, int, Any]]:
    named = [(f"{path}/{name}" if path else name, value) for name, value in answers.items()]
    for where, value in sorted(named, key=lambda one: places.get(one[0], len(places))):
        if isinstance(value, dict):
            yield from _leaves(value, where, place, places)
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            for number, one in enumerate(value, 1):
                yield from _leaves(one, where, number, places)
        else:
            yield where, place, value


def _value(field: Field, value: Any, language: str) -> str:
    words = {choice.code: said(choice.labels, language) for choice in field.choices or ()}
    picked = value if isinstance(value, list) else [value]
    return ", ".join(words.get(str(one)) or str(one) for one in picked)
