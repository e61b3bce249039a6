"""What referral takes from the country pack: agreements about data and the table of deadlines."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lakay.places.pack.folder import find_pack
from lakay.places.pack.reading import Fault, PackError, Row, read_table
from lakay.referral.rules.agreements import FIELDS, Agreement
from lakay.referral.rules.deadlines import Deadline
from lakay.services.rules import Pillar

FOLDER = "referral"
A_MONTH = 31 * 24 * 60
CHECKED = ("source", "unverified")
_AGREEMENTS = (
    *("code", "sender", "recipient", "purposes", "fields", "named", "keep_days", "language", "valid_from", "valid_to"),
    *CHECKED,
)


@dataclass(frozen=True, slots=True)
class ReferralPack:
    """The tables of referral; the first agreement that covers a referral counts."""

    agreements: tuple[Agreement, ...]
    deadlines: tuple[Deadline, ...]


@cache
def the_pack() -> ReferralPack:
    """The tables of this node's pack, read once."""
    return read_referral_pack(find_pack())


def read_referral_pack(pack: Path) -> ReferralPack:
    """Read `agreements.csv` and `deadlines.csv`. Raises PackError with every fault."""
    faults: list[Fault] = []
    folder = pack / FOLDER
    agreements = tuple(_agreement(row) for row in read_table(folder, "agreements.csv", _AGREEMENTS, faults))
    columns = ("level", "receive", "answer", "begin", "expire", *CHECKED)
    deadlines = tuple(_deadline(row) for row in read_table(folder, "deadlines.csv", columns, faults))
    if not deadlines:
        faults.append(Fault("deadlines.csv", 0, "has no row"))
    if faults:
        raise PackError(faults)
    return ReferralPack(agreements, deadlines)


def _deadline(row: Row) -> Deadline:
    level = row.whole("level", 1, 4)
    receive, answer, begin, expire = (row.whole(name, 1, A_MONTH) for name in ("receive", "answer", "begin", "expire"))
    if not receive <= answer <= expire:
        row.wrong("receive, answer and expire must grow")
    return Deadline(level, receive, answer, begin, expire)


def _agreement(row: Row) -> Agreement:
    return Agreement(
        code=row.code("code"),
        sender=row.text("sender"),
        recipient=row.text("recipient"),
        purposes=_among(row, "purposes", tuple(Pillar)),
        fields=_among(row, "fields", FIELDS),
        named=row.yes("named"),
        keep_days=row.whole("keep_days", 0, 3650),
        language=row.one_of("language", ("ht", "fr", "es", "en")),
        valid_from=row.day("valid_from"),
        valid_to=row.day("valid_to"),
    )


def _among(row: Row, column: str, known: tuple[str, ...]) -> tuple[str, ...]:
    words = tuple(row.cells[column].split())
    if not words or set(words) - set(known) or len(set(words)) != len(words):
        row.wrong(f"{column} is {row.cells[column]!r}; write some of {', '.join(known)}, each once")
        return ()
    return words
