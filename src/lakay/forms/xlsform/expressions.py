"""Formulas of forms, looked at without being computed: XPath 1.0 with the functions that phones know (ODK XForms, "XPath functions")."""

from __future__ import annotations

import re
from collections.abc import Iterator

FUNCTIONS = frozenset(
    [
        "last",
        "position",
        "count",
        "id",
        "name",
        "local-name",
        "namespace-uri",
        "string",
        "concat",
        "starts-with",
        "contains",
        "substring-before",
        "substring-after",
        "substring",
        "string-length",
        "normalize-space",
        "translate",
        "boolean",
        "not",
        "true",
        "false",
        "lang",
        "number",
        "sum",
        "floor",
        "ceiling",
        "round",
        "int",
        "if",
        "coalesce",
        "selected",
        "selected-at",
        "count-selected",
        "jr:choice-name",
        "indexed-repeat",
        "once",
        "regex",
        "ends-with",
        "substr",
        "uuid",
        "date",
        "date-time",
        "format-date",
        "format-date-time",
        "now",
        "today",
        "decimal-date-time",
        "decimal-time",
        "min",
        "max",
        "pow",
        "log",
        "log10",
        "abs",
        "sin",
        "cos",
        "tan",
        "asin",
        "acos",
        "atan",
        "atan2",
        "sqrt",
        "exp",
        "exp10",
        "pi",
        "checklist",
        "weighted-checklist",
        "area",
        "distance",
        "geofence",
        "random",
        "randomize",
        "position",
        "instance",
        "current",
        "pulldata",
        "jr:itext",
        "count-non-empty",
        "boolean-from-string",
        "join",
        "digest",
        "version",
        "hex",
        "base64-decode",
        "extract-signed",
        "intersects",
        "node",
        "text",
        "comment",
        "processing-instruction",
        "string-join",
        "and",
        "or",
        "div",
        "mod",
    ]
)
REFERENCE = re.compile(r"\$\{\s*(?:last-saved#)?([^}\s]*)\s*\}")
CALL = re.compile(r"([A-Za-z_][A-Za-z0-9_.:-]*)\s*\(")
_TEXT = re.compile(r"\"[^\"]*\"|'[^']*'")


def names_in(text: str) -> list[str]:
    """The questions that a text names as `${name}`."""
    return REFERENCE.findall(text) if "${" in text else []


def faults_in(text: str) -> Iterator[tuple[str, str]]:
    """What is wrong in a formula: `unknown_function` with its name, `open_bracket`, `open_text`."""
    bare = _TEXT.sub("''", text)
    if '"' in bare or "'" in bare.replace("''", ""):
        yield "open_text", ""
        return
    for name in CALL.findall(bare):
        if name not in FUNCTIONS and name.rpartition("::")[2] not in FUNCTIONS:
            yield "unknown_function", name
    if bare.count("(") != bare.count(")") or bare.count("[") != bare.count("]"):
        yield "open_bracket", ""
