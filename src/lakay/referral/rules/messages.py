"""Answers by SMS: a word in one of the four languages, and the receipt code; more words are the reason."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from lakay.referral.rules.codes import GROUP, LETTERS, SECRET, read_receipt
from lakay.referral.rules.states import Decline, Status

WORDS: dict[str, tuple[Status, str]] = {
    "WI": (Status.ACCEPTED, "ht"),
    "DAKO": (Status.ACCEPTED, "ht"),
    "NON": (Status.DECLINED, ""),
    "KOMANSE": (Status.BEGUN, "ht"),
    "FINI": (Status.DONE, ""),
    "RESEVWA": (Status.RECEIVED, "ht"),
    "OUI": (Status.ACCEPTED, "fr"),
    "COMMENCE": (Status.BEGUN, "fr"),
    "RECU": (Status.RECEIVED, "fr"),
    "SI": (Status.ACCEPTED, "es"),
    "NO": (Status.DECLINED, ""),
    "EMPEZADO": (Status.BEGUN, "es"),
    "TERMINADO": (Status.DONE, "es"),
    "RECIBIDO": (Status.RECEIVED, "es"),
    "YES": (Status.ACCEPTED, "en"),
    "STARTED": (Status.BEGUN, "en"),
    "DONE": (Status.DONE, "en"),
    "RECEIVED": (Status.RECEIVED, "en"),
}
"""First words, without accents, and the language they are of where only one language has them."""

REASONS: dict[str, Decline] = {
    **dict.fromkeys(("PLEN", "PLEIN", "LLENO", "FULL"), Decline.FULL),
    **dict.fromkeys(("PAVINI", "ABSENT", "AUSENTE", "NOTCOME"), Decline.NOT_COME),
}

_CODE = re.compile(
    rf"[{LETTERS}OIL]{{{GROUP}}}[\s.–—-]*[{LETTERS}OIL]{{{GROUP}}}[\s.–—-]*[{LETTERS}OIL]{{{SECRET + 1 - 2 * GROUP}}}"
)


@dataclass(frozen=True, slots=True)
class Said:
    """What a message says: the step, the receipt code, why not, in the sender's words too, and their language where it shows."""

    step: Status
    receipt: str
    reason: Decline | None
    note: str
    language: str


def read_message(text: str) -> Said | None:
    """An answer, or None for what is none."""
    plain = _plain(text)
    first = re.match(r"\W*([A-Z]+)\b", plain)
    word = WORDS.get(first[1]) if first else None
    found = _CODE.search(plain, first.end() if first else 0)
    receipt = read_receipt(found[0]) if found else None
    if word is None or found is None or receipt is None:
        return None
    rest = plain[found.end() :].strip(" .,:;-")
    step, language = word
    reason = REASONS.get(re.sub(r"\W", "", rest), Decline.OTHER) if step is Status.DECLINED else None
    return Said(step, receipt, reason, rest[:200], language)


def _plain(text: str) -> str:
    """Capital letters without accents."""
    return "".join(letter for letter in unicodedata.normalize("NFD", text.upper()) if not unicodedata.combining(letter))
