"""A workbook made into a version that can be kept: read, checked, converted, read back, its mapping held against it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from hashlib import md5
from pathlib import PurePath

from lakay.forms.definition import BadForm, Definition, read_definition
from lakay.forms.mapping import BadMapping, read_mapping
from lakay.forms.xlsform import BadBook, Book, Converted, Fault, Line, NotConverted, Sheet, check_book, convert_book, read_book

_NOT_IN_AN_ID = re.compile(r"[^A-Za-z0-9_.-]+")


class Refused(ValueError):
    """No form can be made of the file; `faults` tells why, each with its place."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(", ".join(fault.code for fault in faults))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Made:
    """A form made of a workbook. `hash` is the MD5 of the XForm: what phones compare."""

    source: bytes
    source_kind: str
    file_name: str
    xform: bytes
    hash: str
    definition: Definition
    warnings: tuple[str, ...]
    mapping: str


def make(raw: bytes, file_name: str, at: datetime, mapping: str = "") -> Made:
    """Make a form of the bytes of a workbook. Raises Refused."""
    try:
        book = read_book(raw)
        faults = check_book(book)
    except BadBook as bad:
        faults = bad.faults
    if faults:
        raise Refused(faults)
    _settle(book, file_name, at)
    try:
        converted = convert_book(book)
    except NotConverted as refused:
        raise Refused(refused.faults) from refused
    return put_together(raw, book, file_name, converted, mapping)


def put_together(raw: bytes, book: Book, file_name: str, converted: Converted, mapping: str) -> Made:
    """The form and its workbook as they are kept. Raises Refused where the form cannot be read back, or the mapping does not fit it."""
    xform = converted.xform.encode()
    try:
        definition = read_definition(xform)
        if mapping.strip():
            read_mapping(mapping).check(definition)
    except BadForm as bad:
        raise Refused([Fault("converter", detail=str(bad))]) from bad
    except BadMapping as bad:
        raise Refused([Fault("bad_mapping", detail=str(bad))]) from bad
    digest = md5(xform, usedforsecurity=False).hexdigest()
    return Made(raw, book.kind, file_name[:200], xform, digest, definition, converted.warnings[:50], mapping)


def _settle(book: Book, file_name: str, at: datetime) -> None:
    """What a workbook may leave open is filled in: an id from the name of the file, a version from the instant, a title from the id."""
    sheet = book.sheets.setdefault("settings", Sheet("settings"))
    if not sheet.lines:
        sheet.lines.append(Line(0, {}))
    cells = sheet.lines[0].cells
    known = cells.get("form_id") or cells.get("id_string") or _NOT_IN_AN_ID.sub("_", PurePath(file_name).stem)[:60] or "form"
    cells.setdefault("form_id", known)
    cells.setdefault("version", at.strftime("%Y%m%d%H%M%S"))
    cells.setdefault("form_title", known)
    sheet.columns += [name for name in ("form_id", "version", "form_title") if name not in sheet.columns]
