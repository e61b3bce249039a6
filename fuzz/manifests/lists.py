"""Fuzz target of passenger lists: nothing given to the reader raises or hangs, the bytes stay as they came, and faults lie inside them.

`python -m fuzz.manifests.lists CORPUS_FOLDER` runs it under atheris where that is installed; without atheris the target can be
imported and called on any bytes, which the tests do.
"""

from __future__ import annotations

import sys
from dataclasses import asdict
from importlib import import_module
from json import dumps

from lakay.manifests import Code, Form, Manifest, Traveller, read
from lakay.manifests.dates import compact, written
from lakay.manifests.faults import MOST

TODAY = "2026-11-22"


def one_input(data: bytes) -> None:
    """Read the bytes and hold the answer against what is promised of every answer."""
    found = read(data, TODAY)
    _held("the bytes are not those that came", found.raw == data)
    _file(found, len(data))
    full = len(found.faults) > MOST
    unnamed = full or any(fault.code == Code.NO_NAME for fault in found.faults)
    for who in (who for message in found.messages for who in message.travellers):
        _traveller(who, unnamed=unnamed)
    dumps([asdict(message) for message in found.messages])


def _held(broken: str, held: object) -> None:
    if not held:
        raise AssertionError(broken)


def _file(found: Manifest, size: int) -> None:
    _held("too many faults", len(found.faults) <= MOST + 1)
    _held("a fault lies outside the file", all(0 <= fault.offset <= size for fault in found.faults))
    _held("nothing was read and nothing said", found.messages or found.faults)
    _held("messages of no form", found.form is not Form.UNKNOWN or not found.messages)


def _traveller(who: Traveller, *, unnamed: bool) -> None:
    """What is promised of everybody on a list; `unnamed`: it was said that somebody has no name."""
    born = who.birth
    _held("a birth that is no day", not born or written(born) == born or compact(born.replace("-", "")))
    _held("a sex that is none", who.sex in {"", "F", "M", "X"})
    _held("somebody without a name, and nothing said", unnamed or who.surname or who.given_names or who.full_name)


def main() -> None:
    """Run under atheris until it is stopped or finds something."""
    atheris = import_module("atheris")  # not among the dependencies: needed here alone

    atheris.instrument_all()
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
