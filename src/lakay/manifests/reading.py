"""Any bytes in, a list out: which form they have is found out here."""

from __future__ import annotations

from lakay.manifests.faults import Code, Fault, Faults
from lakay.manifests.messages import read_messages
from lakay.manifests.sheets import NotASheet, is_archive, sheet_rows
from lakay.manifests.tables import read_table, text_of, text_rows
from lakay.manifests.values import Form, Manifest

MOST_BYTES = 20_000_000
"""A longer file is read to here; what follows is a fault. (The largest aircraft's list has about 3,000 segments of 40 bytes.)"""


def read(raw: bytes, today: str) -> Manifest:
    """Read a file. It never raises: what is wrong is in `faults`, and all bytes stay in `raw`. `today` is YYYY-MM-DD."""
    if not raw.strip(b" \t\r\n\x00"):
        faults = Faults()
        faults.add(Code.EMPTY)
        return Manifest(raw, faults=faults.found)
    if is_archive(raw):
        return _sheet(raw, today)
    found = read_messages(raw[:MOST_BYTES], today)
    if found is None:
        return _text(raw, today)
    found.raw = raw
    if len(raw) > MOST_BYTES:
        found.faults.insert(0, _cut())
    return found


def _cut() -> Fault:
    return Fault(Code.CUT_OFF, MOST_BYTES)


def _sheet(raw: bytes, today: str) -> Manifest:
    faults = Faults()
    manifest = Manifest(raw, Form.SHEET, faults=faults.found)
    try:
        rows = sheet_rows(raw)
    except NotASheet:
        faults.add(Code.NOT_A_LIST)
        manifest.form = Form.UNKNOWN
        return manifest
    message = read_table(rows, faults, today)
    if message is None:
        faults.add(Code.NO_HEADER)
    else:
        manifest.messages.append(message)
    return manifest


def _text(raw: bytes, today: str) -> Manifest:
    faults = Faults()
    manifest = Manifest(raw, Form.TEXT, faults=faults.found)
    message = read_table(text_rows(text_of(raw[:MOST_BYTES]), faults), faults, today)
    if message is None:
        faults.add(Code.NO_HEADER if b"\x00" not in raw[:4096] else Code.NOT_A_LIST)
        manifest.form = Form.UNKNOWN
    else:
        manifest.messages.append(message)
    return manifest
