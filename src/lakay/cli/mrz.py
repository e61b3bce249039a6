"""`lakay mrz`: machine-readable zones, checked one by one or by the million. Never loads Django."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from io import BufferedReader

import click

from lakay.kernel.clock import SystemClock
from lakay.traveldocs import FIELD_NAMES, Mrz, Verdict, read, read_lines, repairs
from lakay.traveldocs.notes import note

_CHUNK = 1 << 16  # bytes taken in at a time
_ENCODE = json.JSONEncoder(ensure_ascii=False).encode


@click.command()
@click.argument("source", type=click.File("rb"), default="-")
@click.option("--jsonl", is_flag=True, help='Read one {"id", "lines": [...]} a line and answer each with one line.')
def mrz(source: BufferedReader, jsonl: bool) -> None:
    """Check machine-readable zones of passports, cards and visas (ICAO Doc 9303).

    Without --jsonl the whole of SOURCE is one zone, written in any way a reader or a person writes it. Exit code 1 tells
    that it does not hold.
    """
    today = SystemClock().now().date()
    if jsonl:
        for lines in _chunks(source):
            sys.stdout.write("".join(_answers(lines, today)))
            sys.stdout.flush()
        return
    found = read(source.read(), today)
    for line in _report(found):
        click.echo(line)
    if found.verdict is not Verdict.VALID:
        sys.exit(1)


def _chunks(source: BufferedReader) -> Iterator[list[bytes]]:
    """The lines that have come in so far, again and again: a program that waits for each answer gets it at once."""
    rest = b""
    while chunk := source.read1(_CHUNK):
        *lines, rest = (rest + chunk).split(b"\n")
        yield lines
    yield [rest]


def _answers(lines: Iterable[bytes], today: date) -> Iterator[str]:
    for line in lines:
        if line.strip():
            yield _ENCODE(answer(line, today)) + "\n"


def answer(line: bytes, today: date) -> dict[str, object]:
    """The answer to one input line. One that cannot be understood is a reject with a note; the next lines go on."""
    try:
        asked = json.loads(line)
    except (ValueError, RecursionError):
        return _refused(None)
    if not isinstance(asked, dict):
        return _refused(None)
    rows = asked.get("lines")
    if not isinstance(rows, list) or not all(isinstance(row, str) for row in rows):
        return _refused(asked.get("id"))
    return _as_json(asked.get("id"), read_lines(rows, today))


def _refused(given_id: object) -> dict[str, object]:
    return _as_json(given_id, Mrz((), None, (), (note("not_understood"),)))


def _as_json(given_id: object, found: Mrz) -> dict[str, object]:
    return {
        "id": given_id,
        "format": found.format,
        "verdict": found.verdict,
        "failed": list(found.failed),
        "fields": found.fields,
        "notes": [str(remark) for remark in found.notes],
    }


def _report(found: Mrz) -> Iterator[str]:
    """The zone for a person: verdict, fields with a mark on those that fail, remarks, proposals."""
    yield f"{found.verdict.upper()}  {found.format or 'not a zone of ICAO Doc 9303'}"
    if found.format:
        values = found.fields
        for field in FIELD_NAMES:
            mark = "FAILS" if field in found.failed else ""
            if values[field] or mark:
                yield f"  {field:<19} {values[field]:<24} {mark}".rstrip()
        yield f"  {'born, ends':<19} {found.birth}, {found.expiry}"
    for remark in found.notes:
        yield f"  - {remark.message}"
    for repair in repairs(found)[:3]:
        steps = ", ".join(f"row {c.row} column {c.column}: {c.read} -> {c.proposed}" for c in repair.changes)
        yield f"  ? It would hold with {steps}"
