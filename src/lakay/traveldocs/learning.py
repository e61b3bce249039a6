"""Learns a reader's ways from a card whose text is known: what arrives is held against what stands on the card."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from lakay.traveldocs.cleaning import LIMIT
from lakay.traveldocs.generate import generate
from lakay.traveldocs.keyboards import KEYBOARDS, Mapping, as_typed
from lakay.traveldocs.mrz import Mrz, Verdict
from lakay.traveldocs.reading import read

CARD: Final = generate(
    "TD3",
    document_code="P",
    issuing_state="UTO",
    document_number="X01234567",
    surname="Cwm Fjord Bank",
    given_names="Glyphs Vext Quiz",
    nationality="UTO",
    birth=date(1989, 8, 12),
    sex="F",
    expiry=date(2039, 12, 31),
    optional1="ZE184226B",
)
"""The test card: a specimen of the state that does not exist (ICAO Doc 9303-3), with every letter, every digit and the filler."""

_LONGEST_SEPARATOR: Final = 4
_LONGEST_PREFIX: Final = 40
_TOO_MANY: Final = 3
"""Clashes beyond which it was another text, not the card through a bad keyboard."""

_BLANK: Final = frozenset("\r\n\t ")


class NotLearnt(ValueError):
    """What arrived cannot be laid over the card. `seen` is how many characters came, `wanted` how many stand there."""

    def __init__(self, seen: int) -> None:
        super().__init__("the card was not recognised")
        self.seen = seen
        self.wanted = sum(map(len, CARD))


class SameForTwo(NotLearnt):
    """The reader sends one character for two different ones: `shown` for both of `meant`. Nothing can tell them apart again."""

    def __init__(self, shown: str, meant: frozenset[str], seen: int) -> None:
        super().__init__(seen)
        self.shown, self.meant = shown, meant


@dataclass(frozen=True, slots=True)
class _Laid:
    """Where the rows lie in what arrived, and what stands for what."""

    prefix: str
    separator: str
    suffix: str
    pairs: tuple[tuple[str, str], ...]

    @property
    def meanings(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for shown, meant in self.pairs:
            found.setdefault(shown, set()).add(meant)
        return found

    @property
    def clashes(self) -> int:
        return sum(len(meant) - 1 for meant in self.meanings.values())

    @property
    def strange(self) -> int:
        return sum(shown.upper() != meant for shown, meant in self.pairs)


def learn(arrived: str) -> Mapping:
    """What must be undone of what this reader sends, found from one reading of the card. Raises NotLearnt or SameForTwo."""
    arrived = arrived[:LIMIT].replace("\0", "")
    laid = min(_ways(arrived), key=lambda way: (way.clashes, way.strange), default=None)
    if laid is None or laid.clashes > _TOO_MANY:
        raise NotLearnt(len("".join(arrived.split())))
    for shown, meant in laid.meanings.items():
        if len(meant) > 1:
            raise SameForTwo(shown, frozenset(meant), len(arrived))
    return _mapping(laid)


def _ways(arrived: str) -> list[_Laid]:
    """Every way to find two rows of the card's length in what arrived."""
    first, second = CARD
    ways = []
    for start in range(min(len(arrived), _LONGEST_PREFIX) + 1):
        for gap in range(_LONGEST_SEPARATOR + 1):
            middle, end = start + len(first), start + len(first) + gap
            rows = arrived[start:middle], arrived[end : end + len(second)]
            if len(rows[1]) < len(second) or _BLANK & set(rows[0] + rows[1]):
                continue
            pairs = tuple(zip("".join(rows), first + second, strict=True))
            ways.append(_Laid(arrived[:start], arrived[middle:end], arrived[end + len(second) :], pairs))
    return ways


def _mapping(laid: _Laid) -> Mapping:
    table = {shown: meant for shown, meant in laid.pairs if shown.upper() != meant}
    return {
        "keyboard": _known(laid) or ("learnt" if table else ""),
        "table": dict(sorted(table.items())),
        "prefix": laid.prefix,
        "suffix": laid.suffix,
        "separator": laid.separator,
    }


def _known(laid: _Laid) -> str:
    """The name of the known disagreement that explains every character, if one does and any is needed."""
    if not laid.strange:
        return ""
    for keyboard in KEYBOARDS:
        if all(keyboard.turn_back(shown).upper() == meant for shown, meant in laid.pairs):
            return keyboard.name
    return ""


def read_learnt(text: str, mapping: Mapping | None, today: date | None = None) -> Mrz:
    """Read a zone from a lane whose reader was learnt. Where that does not hold, it is read as if nothing were known: the
    reader may have been exchanged since.
    """
    if mapping:
        mrz = read(as_typed(text, mapping), today)
        if mrz.verdict is Verdict.VALID:
            return mrz
    return read(text, today)
