"""Each table of the desk, row by row. What is wrong is collected with its file and line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lakay.places.pack.reading import Fault, Row, read_table
from lakay.places.pack.records import Names
from lakay.protection.rules.indicators import EITHER, Criterion, Indicator, IndicatorSet, Line, Reading, Weight
from lakay.protection.rules.instruments import NO, YES, Choice, Instrument, Question, QuestionType
from lakay.protection.rules.priorities import PriorityRow

LABELS = ("label_ht", "label_fr", "label_es", "label_en")
CHECKED = ("source", "unverified")
WHO = ("anyone", "child", "adult")
A_WEEK = 7 * 24 * 60

Faults = list[Fault]


@dataclass(frozen=True, slots=True)
class Statement:
    """One of the statements of consent, as it is read to the person."""

    version: str
    code: str
    labels: Names


def signals(folder: Path, faults: Faults) -> tuple[PriorityRow, ...]:
    """`priorities.csv`."""
    columns = ("code", "level", "receive", "screen", "act", "calls", *LABELS, *CHECKED)
    return tuple(
        PriorityRow(
            row.code("code"),
            row.whole("level", 1, 4),
            row.whole("receive", 1, A_WEEK),
            row.whole("screen", 1, A_WEEK),
            row.whole("act", 1, A_WEEK),
            row.words("calls"),
            row.names("label"),
        )
        for row in read_table(folder, "priorities.csv", columns, faults)
    )


def sections(folder: Path, faults: Faults) -> dict[str, Names]:
    """`sections.csv`."""
    rows = read_table(folder, "sections.csv", ("code", *LABELS), faults)
    return {row.text("code"): row.names("label") for row in rows}


def instruments(folder: Path, faults: Faults) -> tuple[Instrument, ...]:
    """`instruments.csv` with `questions.csv` and `choices.csv`; those of a set of indicators have its signs as questions.

    `place` is where the desk asks it; at 0 it is asked by a form alone.
    """
    columns = ("code", "version", "place", "who", "consent", "set", *LABELS, *CHECKED)
    lists = _choices(folder, faults)
    questions = _questions(folder, faults, lists)
    by_set = {one.code: one for one in sets(folder, [])}
    made = []
    for row in read_table(folder, "instruments.csv", columns, faults):
        code, version, of_set = row.code("code"), row.text("version"), row.optional("set")
        asked = questions.get((code, version), []) or [*_signs(by_set.get(of_set))]
        if not asked:
            row.wrong(f"{code} {version} asks nothing")
        who, consent = row.one_of("who", WHO), row.yes("consent")
        place, labels = row.whole("place", 0, 99), row.names("label")
        made.append(Instrument(code, version, place, who, consent, of_set, labels, tuple(asked)))
    return tuple(made)


def _signs(of_set: IndicatorSet | None) -> Iterator[Question]:
    for sign in of_set.indicators if of_set else ():
        yield Question(sign.code, sign.dimension, QuestionType.YES, "risk", sign.labels)


def _choices(folder: Path, faults: Faults) -> dict[str, tuple[Choice, ...]]:
    found: dict[str, list[Choice]] = {}
    for row in read_table(folder, "choices.csv", ("list", "code", "signal", *LABELS), faults):
        found.setdefault(row.code("list"), []).append(Choice(row.text("code"), row.optional("signal"), row.names("label")))
    return {name: tuple(choices) for name, choices in found.items()}


def _questions(folder: Path, faults: Faults, lists: dict[str, tuple[Choice, ...]]) -> dict[tuple[str, str], list[Question]]:
    columns = ("instrument", "version", "code", "section", "type", "side", "choices", "signal", *LABELS, *CHECKED)
    found: dict[tuple[str, str], list[Question]] = {}
    for row in read_table(folder, "questions.csv", columns, faults):
        own = found.setdefault((row.code("instrument"), row.text("version")), [])
        question = _question(row, lists)
        if question.code in {one.code for one in own}:
            row.wrong(f"{question.code} is there more than once")
        own.append(question)
    return found


def _question(row: Row, lists: dict[str, tuple[Choice, ...]]) -> Question:
    of_type = QuestionType(row.one_of("type", tuple(QuestionType)) or QuestionType.TEXT)
    choices = lists.get(row.optional("choices"), ())
    if bool(choices) != (of_type in {QuestionType.ONE, QuestionType.MANY}):
        row.wrong("choices must name a list of choices.csv for one and many, and nothing else")
    before, colon, after = row.optional("signal").partition(":")
    raised_by, signal = (before, after) if colon else (YES, before)
    if raised_by not in {YES, NO}:
        row.wrong(f"signal is {row.optional('signal')!r}; write the signal, or no: and the signal")
    side = row.one_of("side", ("", "risk", "protective"))
    return Question(row.text("code"), row.text("section"), of_type, side, row.names("label"), choices, signal, raised_by)


def sets(folder: Path, faults: Faults) -> tuple[IndicatorSet, ...]:
    """`sets.csv` with `indicators.csv`, which has a column of weights for each age of the labour sets."""
    columns = ("code", "version", "age", "exploitation", "complete", *LABELS, *CHECKED)
    rows = list(read_table(folder, "indicators.csv", ("code", "dimension", "adult", "child", *LABELS, *CHECKED), faults))
    return tuple(
        IndicatorSet(
            row.code("code"),
            row.text("version"),
            age := row.one_of("age", ("adult", "child", "any")),
            row.text("exploitation"),
            complete := row.yes("complete"),
            tuple(_indicators(rows, age)) if complete else (),
            row.names("label"),
        )
        for row in read_table(folder, "sets.csv", columns, faults)
    )


def _indicators(rows: list[Row], age: str) -> Iterator[Indicator]:
    for row in rows:
        weight = row.one_of(age, ("", *Weight))
        if weight in set(Weight):
            doubted = age in row.words("unverified")
            yield Indicator(row.code("code"), row.text("dimension"), Weight(weight), doubted, row.names("label"))


def lines(folder: Path, faults: Faults) -> tuple[Line, ...]:
    """`lines.csv`."""
    counts = ("strong", "medium", "weak", "medium_or_weak")
    rows = read_table(folder, "lines.csv", ("code", *counts, *LABELS, *CHECKED), faults)
    return tuple(
        Line(
            row.code("code"),
            row.whole("strong", 0, 9),
            row.whole("medium", 0, 9),
            row.whole("weak", 0, 9),
            row.whole("medium_or_weak", 0, 9),
            row.names("label"),
        )
        for row in rows
    )


def readings(folder: Path, faults: Faults) -> tuple[Reading, ...]:
    """`readings.csv`: the first that fits counts."""
    rows = read_table(folder, "readings.csv", ("code", "age", "needs", "possible", *LABELS, *CHECKED), faults)
    return tuple(
        Reading(
            row.text("code"),
            row.one_of("age", ("adult", "child")),
            tuple(tuple(group.split(EITHER)) for group in row.words("needs")),
            row.yes("possible"),
            row.names("label"),
        )
        for row in rows
    )


def criteria(folder: Path, faults: Faults) -> tuple[Criterion, ...]:
    """`criteria.csv`."""
    columns = ("test", "code", "instrument", "question", "value")
    rows = read_table(folder, "criteria.csv", (*columns, *LABELS, *CHECKED), faults)
    return tuple(
        Criterion(
            row.text("test"),
            row.text("code"),
            row.text("instrument"),
            row.text("question"),
            row.text("value"),
            row.names("label"),
        )
        for row in rows
    )


def statements(folder: Path, faults: Faults) -> tuple[Statement, ...]:
    """`consents.csv`."""
    rows = read_table(folder, "consents.csv", ("version", "code", *LABELS, *CHECKED), faults)
    return tuple(Statement(row.text("version"), row.text("code"), row.names("label")) for row in rows)
