"""The licences of all that a stick carries, in one text: for each package its name, version, licence and the words of it."""

import zipfile
from collections.abc import Iterator
from email.message import Message
from email.parser import HeaderParser
from pathlib import Path

HEAD = """\
What this stick carries, and under which licences.

Lakay itself is under the Apache License 2.0. The packages below are the work of others, unchanged, under their own licences. What Lakay's pages
use in the browser lies inside its wheel, each with its licence beside it (lakay/web/static/vendor).
"""
RULE = "=" * 100
SILENT = {
    "pysqlite3": "Zlib (SQLite: public domain)",
    "sqlcipher3": "Zlib (SQLCipher: BSD-3-Clause; OpenSSL: Apache-2.0)",
    "pyxform": "BSD-2-Clause (ODK Validate inside: Apache-2.0)",
}
"""Packages whose wheels say nothing of their licence; what their sources say."""


def notices(wheels: list[Path]) -> str:
    """The text for a list of wheels: a table first, then every licence in full."""
    found = [read(wheel) for wheel in wheels]
    named = {f"{about['Name']} {about['Version']}": (licence_of(about), texts) for about, texts in found}
    table = "\n".join(f"{name:40} {licence}" for name, (licence, _texts) in named.items())
    bodies = (
        f"\n{RULE}\n{name}: {licence}\n{RULE}\n\n{text.strip()}\n" for name, (licence, texts) in named.items() for text in texts
    )
    return f"{HEAD}\n{table}\n{''.join(bodies)}"


def read(wheel: Path) -> tuple[Message, list[str]]:
    """What a wheel says of itself, and its licence texts."""
    with zipfile.ZipFile(wheel) as archive:
        about = next(name for name in archive.namelist() if name.count("/") == 1 and name.endswith(".dist-info/METADATA"))
        texts = [archive.read(name).decode("utf-8", "replace") for name in licence_files(archive, about.split("/")[0])]
        return HeaderParser().parsestr(archive.read(about).decode("utf-8")), texts


def licence_files(archive: zipfile.ZipFile, home: str) -> Iterator[str]:
    """The files of a wheel that are licences, and in Lakay's own those of what its pages use."""
    words = ("LICEN", "COPYING", "NOTICE", "AUTHORS")
    for name in sorted(archive.namelist()):
        last = name.rsplit("/", maxsplit=1)[-1].upper()
        if (name.startswith(f"{home}/") or "/static/vendor/" in name) and any(word in last for word in words):
            yield name


def licence_of(about: Message) -> str:
    """The licence in a few words: the expression, else the classifiers, else the first line of the old field."""
    expression = about.get("License-Expression")
    if expression:
        return str(expression)
    classes = [
        str(line).rsplit(" :: ", maxsplit=1)[-1] for line in about.get_all("Classifier", []) if str(line).startswith("License ::")
    ]
    said = str(about.get("License", "")).strip().splitlines()
    return ", ".join(classes) or (said[0][:80] if said else SILENT.get(str(about["Name"]).lower(), "see below"))
