"""The words of the key on paper, from files or typed in, until they make a key together."""

from __future__ import annotations

import re
from collections.abc import Sequence

import click
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from lakay.backup.recipient import MOST_SHARES, WrongWords, joined

NUMBERED = re.compile(r"\s*\d+ [a-z]+\b")
WORD = re.compile(r"[a-z]+")


def private_key(sheets: Sequence[str]) -> X25519PrivateKey:
    """The key from the words of some sheets; those that lack are asked for."""
    words = [words_in(sheet) for sheet in sheets]
    while len(words) <= MOST_SHARES:
        try:
            return joined(words)
        except WrongWords as error:
            if sheets:
                raise click.ClickException(f"{error}.") from error
        said = click.prompt(f"Words of sheet {len(words) + 1} (an empty line ends)", default="", show_default=False)
        if not said.strip():
            break
        words.append(words_in(said))
    raise click.ClickException("These words do not make a key together.")


def words_in(text: str) -> str:
    """The words of a sheet, as they were typed or as the sheet was printed: in rows, each word behind its number."""
    rows = [line for line in text.splitlines() if NUMBERED.match(line)]
    return " ".join(word for row in rows for word in WORD.findall(row)) if rows else " ".join(text.split())
