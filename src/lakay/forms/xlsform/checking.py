"""What people get wrong most in a workbook, told with sheet, row and column. The converter finds the rest, in its own English words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator

from lakay.forms.xlsform.books import Book, Line
from lakay.forms.xlsform.expressions import faults_in, names_in
from lakay.forms.xlsform.faults import Fault

TYPES = frozenset(
    [
        "text",
        "integer",
        "decimal",
        "date",
        "time",
        "datetime",
        "note",
        "geopoint",
        "geotrace",
        "geoshape",
        "image",
        "photo",
        "audio",
        "video",
        "file",
        "barcode",
        "calculate",
        "hidden",
        "acknowledge",
        "trigger",
        "range",
        "start",
        "end",
        "today",
        "deviceid",
        "username",
        "email",
        "phonenumber",
        "audit",
        "background-audio",
        "start-geopoint",
        "csv-external",
        "xml-external",
        "string",
        "int",
        "dateTime",
    ]
)
"""Types of question that phones and our own pages fill (https://xlsform.org/en/#question-types)."""

SELECTS = frozenset({"select_one", "select_multiple", "rank"})
FROM_FILE = frozenset({"select_one_from_file", "select_multiple_from_file", "select_one_external"})
BEGINS = {"begin group", "begin_group", "begin repeat", "begin_repeat"}
ENDS = {"end group", "end_group", "end repeat", "end_repeat"}
SILENT = frozenset(
    [
        "calculate",
        "hidden",
        "start",
        "end",
        "today",
        "deviceid",
        "username",
        "email",
        "phonenumber",
        "audit",
        "csv-external",
        "xml-external",
        "start-geopoint",
    ]
)
"""Types that nobody is asked: they need no words."""

FORM_ID = re.compile(r"[A-Za-z0-9_.:-]{1,100}")
NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")
EXPRESSIONS = (
    "relevant",
    "relevance",
    "constraint",
    "calculation",
    "calculate",
    "choice_filter",
    "repeat_count",
    "required",
    "trigger",
)
LABEL = re.compile(r"label(::.*)?")
RESERVED = frozenset({"meta"})


def check_book(book: Book) -> list[Fault]:
    """Everything found wrong before the converter looks, in the order of the sheets."""
    survey = book.sheets.get("survey")
    if survey is None or not survey.lines:
        return [Fault("no_survey", "survey")]
    missing = [Fault("no_column", "survey", survey.head, name) for name in ("type", "name") if name not in survey.columns]
    if missing:
        return missing
    checks: tuple[Callable[[Book], Iterator[Fault]], ...] = (
        _questions,
        _nesting,
        _twice,
        _words,
        _expressions,
        _choices,
        _settings,
    )
    return [fault for check in checks for fault in check(book)]


def kind_of(line: Line) -> tuple[str, str]:
    """The type of a row and what stands behind it: `select_one yes_no` is select_one, yes_no."""
    words = line.cells.get("type", "").split()
    if not words:
        return "", ""
    if len(words) > 1 and f"{words[0]} {words[1]}".lower() in BEGINS | ENDS:
        return f"{words[0]} {words[1]}".lower(), ""
    return words[0], " ".join(words[1:])


def _questions(book: Book) -> Iterator[Fault]:
    lists = {line.cells.get("list_name", line.cells.get("list name", "")) for line in book.lines("choices")}
    for line in book.lines("survey"):
        kind, list_name = kind_of(line)
        if not kind:
            yield Fault("no_type", "survey", line.number, "type")
        elif kind.lower() not in BEGINS | ENDS:
            yield from _question(line, kind, list_name, lists)
        if kind and kind.lower() not in ENDS:
            yield from _name(line)


def _question(line: Line, kind: str, list_name: str, lists: set[str]) -> Iterator[Fault]:
    if kind in SELECTS and list_name.removesuffix(" or_other") not in lists and not list_name.startswith("${"):
        yield Fault("no_list", "survey", line.number, "type", list_name)
    elif kind not in TYPES | SELECTS | FROM_FILE:
        yield Fault("unknown_type", "survey", line.number, "type", line.cells["type"])


def _name(line: Line) -> Iterator[Fault]:
    name = line.cells.get("name", "")
    if not name:
        yield Fault("no_name", "survey", line.number, "name")
    elif not NAME.fullmatch(name) or name in RESERVED:
        yield Fault("bad_name", "survey", line.number, "name", name)


def _nesting(book: Book) -> Iterator[Fault]:
    """Every group and repeat that begins also ends, the inner one first."""
    open_ones: list[tuple[str, int]] = []
    for line in book.lines("survey"):
        kind = kind_of(line)[0].lower().replace("_", " ")
        if kind in BEGINS:
            open_ones.append((kind.removeprefix("begin "), line.number))
        elif kind in ENDS and (not open_ones or open_ones.pop()[0] != kind.removeprefix("end ")):
            yield Fault("end_without_begin", "survey", line.number, "type", kind)
            return
    for kind, number in open_ones:
        yield Fault("begin_without_end", "survey", number, "type", f"begin {kind}")


def _twice(book: Book) -> Iterator[Fault]:
    """Names in one group are different, also for programs that do not tell capitals."""
    within: list[Counter[str]] = [Counter()]
    for line in book.lines("survey"):
        kind, name = kind_of(line)[0].lower(), line.cells.get("name", "").lower()
        if kind in ENDS:
            within = within[:-1] or [Counter()]
            continue
        within[-1][name] += 1
        if name and within[-1][name] == 2:
            yield Fault("name_twice", "survey", line.number, "name", line.cells["name"])
        if kind in BEGINS:
            within.append(Counter())


def _words(book: Book) -> Iterator[Fault]:
    """What people are asked has words in every language that the form has."""
    for sheet in ("survey", "choices"):
        labels = [column for column in (book.sheets[sheet].columns if sheet in book.sheets else []) if LABEL.fullmatch(column)]
        for line in book.lines(sheet):
            if sheet == "choices" or not _is_silent(line):
                yield from _words_missing(sheet, line, labels)


def _is_silent(line: Line) -> bool:
    """Whether a line of the survey asks people nothing: a calculation, or where a group begins or ends."""
    kind = kind_of(line)[0]
    return kind in SILENT or kind.lower() in BEGINS | ENDS


def _words_missing(sheet: str, line: Line, labels: list[str]) -> Iterator[Fault]:
    name = line.cells.get("name", "")
    if sheet == "survey" and not labels and not line.cells.get("hint"):
        yield Fault("no_words", sheet, line.number, "label", name)
    if not _has_media(line):
        yield from (Fault("no_words", sheet, line.number, column, name) for column in labels if column not in line.cells)


def _has_media(line: Line) -> bool:
    return any(column.partition("::")[0] in {"image", "audio", "video", "media"} for column in line.cells)


def _expressions(book: Book) -> Iterator[Fault]:
    """Formulas name questions that are there, use functions that phones know, and close what they open."""
    names = {line.cells.get("name", "") for line in book.lines("survey")} | {"instance_name"}
    for line in book.lines("survey"):
        for column, text in line.cells.items():
            for name in names_in(text):
                if name not in names:
                    yield Fault("no_question", "survey", line.number, column, name)
            if column in EXPRESSIONS:
                for code, detail in faults_in(text):
                    yield Fault(code, "survey", line.number, column, detail)


def _choices(book: Book) -> Iterator[Fault]:
    seen: set[tuple[str, str]] = set()
    free = book.setting("allow_choice_duplicates").lower() in {"yes", "true"}
    for line in book.lines("choices"):
        list_name = line.cells.get("list_name", line.cells.get("list name", ""))
        name = line.cells.get("name", line.cells.get("value", ""))
        if not list_name:
            yield Fault("no_list_name", "choices", line.number, "list_name", name)
        if not name or " " in name:
            yield Fault("bad_choice" if name else "no_name", "choices", line.number, "name", name)
        elif (list_name, name) in seen and not free:
            yield Fault("choice_twice", "choices", line.number, "name", name)
        seen.add((list_name, name))


def _settings(book: Book) -> Iterator[Fault]:
    """The id of a form stands in addresses, its version in every submission."""
    for line in book.lines("settings")[:1]:
        for column in ("form_id", "id_string"):
            if not FORM_ID.fullmatch(line.cells.get(column, "x")):
                yield Fault("bad_name", "settings", line.number, column, line.cells[column][:100])
        if len(line.cells.get("version", "")) > 60:
            yield Fault("long_cell", "settings", line.number, "version", "60")
