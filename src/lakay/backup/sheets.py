"""The sheets of paper on which the key of the copies is kept: words to type, and the same as a code."""

from __future__ import annotations

import html
import io

import segno

from lakay.backup.recipient import Made
from lakay.backup.sealing import fingerprint

IN_A_ROW = 4
TITLES = (
    "Kle kopi sekirite yo · Fèy {number} sou {shares}. Fòk {needed} fèy ansanm.",
    "Clé des copies de sauvegarde · Feuille {number} sur {shares}. Il en faut {needed}.",
    "Llave de las copias de seguridad · Hoja {number} de {shares}. Hacen falta {needed}.",
    "Key of the backup copies · Sheet {number} of {shares}. {needed} are needed.",
)
ADVICE = (
    "Mete l nan yon anvlòp fèmen, nan yon kòf, lwen machin nan ak lwen lòt fèy yo.",
    "À mettre sous enveloppe fermée, dans un coffre, loin de la machine et des autres feuilles.",
    "En sobre cerrado, en una caja fuerte, lejos de la máquina y de las otras hojas.",
    "In a closed envelope, in a safe, away from the machine and from the other sheets.",
)


def sheet_text(words: str, number: int, made: Made) -> str:
    """A sheet as text."""
    return "\n".join([*_titles(number, made), f"  {fingerprint(made.public)}", "", *_rows(words), ""])


def sheet_html(words: str, number: int, made: Made) -> str:
    """A sheet as a page to print."""
    code = io.BytesIO()
    segno.make(words, error="m").save(code, kind="svg", scale=4, xmldecl=False)
    titles = "".join(f"<p>{html.escape(line)}</p>" for line in _titles(number, made))
    advice = "".join(f"<li>{html.escape(line)}</li>" for line in ADVICE)
    rows = "\n".join(_rows(words))
    body = f"{titles}<h1>{fingerprint(made.public)}</h1><pre>{rows}</pre>{code.getvalue().decode()}<ul>{advice}</ul>"
    return f'<!doctype html><html lang="fr"><meta charset="utf-8"><title>Lakay</title><body>{body}</body></html>\n'


def _titles(number: int, made: Made) -> list[str]:
    return [line.format(number=number, shares=len(made.shares), needed=made.needed) for line in TITLES]


def _rows(words: str) -> list[str]:
    """Words with their numbers, some in a row."""
    told = [f"{place:2} {word:12}" for place, word in enumerate(words.split(), 1)]
    return ["  " + " ".join(told[start : start + IN_A_ROW]).rstrip() for start in range(0, len(told), IN_A_ROW)]
