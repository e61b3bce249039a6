"""A table of entries with headings of any kind."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from io import StringIO

from lakay.names.folding import search_key
from lakay.watchlist.rules.contents import WantedDocument, WantedName
from lakay.watchlist.rules.sources.entry import MOST_ENTRIES, Entry, Fault, NotAList, Source, entry, whole_name
from lakay.watchlist.rules.sources.states import UNKNOWN_STATE, state_code

COLUMNS_OF_LIST: dict[str, tuple[str, ...]] = {
    "origin": ("ID", "REFERENCE", "DATAID", "ENTRY", "NO", "NUMERO", "REF"),
    "family": ("FAMILY", "FAMILY NAME", "SURNAME", "LAST NAME", "NOM", "NOM DE FAMILLE", "APELLIDO", "APELLIDOS", "NON FANMI"),
    "given": ("GIVEN", "GIVEN NAMES", "FIRST NAME", "FORENAMES", "PRENOM", "PRENOMS", "NOMBRE", "NOMBRES", "PRENON"),
    "name": ("NAME", "FULL NAME", "NOM COMPLET", "NOMBRE COMPLETO", "NON"),
    "aliases": ("ALIASES", "ALIAS", "OTHER NAMES", "ALSO KNOWN AS", "LOT NON"),
    "birth": ("BIRTH", "BIRTH DATE", "DATE OF BIRTH", "DOB", "DATE DE NAISSANCE", "FECHA DE NACIMIENTO", "DAT NESANS"),
    "sex": ("SEX", "GENDER", "SEXE", "SEXO", "SEKS"),
    "nationalities": ("NATIONALITIES", "NATIONALITY", "NATIONALITE", "NACIONALIDAD", "NASYONALITE"),
    "issuing_state": ("ISSUING STATE", "STATE", "ISSUED BY", "COUNTRY", "PAYS", "PAIS", "PEYI"),
    "number": ("NUMBER", "PASSPORT", "PASSPORT NUMBER", "DOCUMENT", "DOCUMENT NUMBER", "NUMERO DE DOCUMENT", "PLATE", "NIMEWO"),
    "document_type": ("DOCUMENT TYPE", "TYPE"),
    "note": ("NOTE", "REMARKS", "REMARQUES", "OBSERVACIONES"),
}
"""What a list may say, and under which headings it is looked for by itself."""


def guess_mapping(header: Sequence[str]) -> dict[str, str]:
    """Which heading holds what; headings that are not known are left out."""
    known = {word: column for column, words in COLUMNS_OF_LIST.items() for word in (*words, column.replace("_", " ").upper())}
    found: dict[str, str] = {}
    for heading in header:
        column = known.get(search_key(heading))
        if column and column not in found:
            found[column] = heading
    return found


def read_table(data: bytes, mapping: Mapping[str, str] | None = None) -> Source:
    """Read a table, separated by commas, semicolons or tabs. Raises NotAList."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotAList("encoding") from error
    head = text.partition("\n")[0]
    lines = csv.DictReader(StringIO(text, newline=""), delimiter=max(",;\t", key=head.count))
    columns = dict(mapping) if mapping is not None else guess_mapping(lines.fieldnames or ())
    if not {"family", "name", "number"} & columns.keys():
        raise NotAList("header")
    source = Source()
    try:
        for row in lines:
            source.seen += 1
            if source.seen > MOST_ENTRIES:
                raise NotAList("rows")
            _take(source, lines.line_num, row, columns)
    except csv.Error as error:
        raise NotAList("encoding") from error
    return source


def _take(source: Source, line: int, row: dict[str, str], columns: Mapping[str, str]) -> None:
    if None in row or None in row.values():
        source.faults.append(Fault(line, "", "cells"))
        return
    cells = {column: row.get(heading, "").strip() for column, heading in columns.items()}
    made = _entry(cells, line)
    if made.names or made.documents:
        source.entries.append(made)
    else:
        source.faults.append(Fault(line, "", "no_person"))


def _entry(cells: Mapping[str, str], line: int) -> Entry:
    get = cells.get
    own = [WantedName(get("family", ""), get("given", ""))] if get("family") or get("given") else []
    own += [whole_name(get("name", ""))] if get("name") and not own else []
    others = [whole_name(text) for text in get("aliases", "").split(";") if text.strip()]
    number, kind = get("number", ""), get("document_type", "") or "passport"
    documents = [WantedDocument(state_code(get("issuing_state", "")) or UNKNOWN_STATE, number, kind)] if number else []
    return entry(
        get("origin", "") or f"line-{line}",
        [*own, *others],
        documents,
        births=[get("birth", "")],
        sex=get("sex", ""),
        nationalities=get("nationalities", "").replace(";", " ").split(),
        note=get("note", ""),
    )
