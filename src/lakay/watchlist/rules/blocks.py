"""Under which keys a listed person lies, and under which keys a traveller is looked for: they meet where one key is the same.

Three kinds of key, each of something that only one who has the person's data can say:

- *two words and the year*: a family and a given name by their sound, in any order, with the year of birth;
- *word and day*: one word by its sound with the whole date of birth;
- *document*: issuing state, class and number.

So a name may lack a word, have one more, be joined, split or spelt by ear, and one word may be wrong altogether where the date is right.
The list writes few keys, one reading of each word, one year, one day, for each costs the hub an effort where the list is locked (ADR 17); the
traveller's side asks for all that a slip may have made of them. No key is shorter than this, for a short one is soon guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import combinations, pairwise, product
from zlib import crc32

from lakay.kernel.partial_dates import ESTIMATE_YEARS, BadDate, PartialDate
from lakay.names.sounds import sound_keys
from lakay.names.tables import tables
from lakay.names.tokens import tokens
from lakay.watchlist.rules.contents import WantedName

MOST_WORDS = 6
"""Words of one name that are used, a family and a given name by turns."""

MOST_PAIRS, MOST_SINGLE = 6, 5
"""Of a traveller's pairs of words and single words so many are tried, the likeliest first."""

SLIPS = 3
"""Of so many pairs and words it is also tried whether the date may have a slip, or is not known to the list."""

MOST_ASKED = 35
"""Keys that are tried for a traveller who has a date of birth, at most: each costs the booth some milliseconds where the list is locked."""

ANY = "*"
"""Of an entry whose year of birth nobody knows."""

OLDEST, YOUNGEST, MOST_YEARLESS = 1930, 2027, 2
"""Years tried for a traveller who has none, for so many pairs: it takes a second, and the list holds no key that would need no year."""

BONES = 2
"""So many ways a word is read in; the first ones are the likeliest."""

_NASAL = str.maketrans({"@": "N", "&": "N", "Z": "S", "W": "B", "V": "B", "Y": "I"})
_VOWELS = re.compile(r"(?<!^)[AEIOU]+")
_DOUBLE = re.compile(r"(.)\1+")
_SILENT = re.compile(r"(?<=..)[STDRX]+$")
_INNER = re.compile(r"(?<=N)T(?=[^AEIOU])")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a name, or two neighbours joined: its bones, which words of the name it takes, and of which part it is."""

    bones: tuple[str, ...]
    takes: frozenset[str]
    part: int


def listed_keys(names: Iterable[WantedName], birth: PartialDate) -> set[str]:
    """Every key under which a listed person lies: some 4 for a name of two words, some 8 for one of four."""
    years, day = _listed_years(birth), _day(birth)
    found = set()
    for name in names:
        words = [Word(word.bones[:1], word.takes, word.part) for word in words_of(name)]
        found |= {f"N|{pair}|{year}" for pair in _pairs(words) for year in years}
        found |= {f"D|{word.bones[0]}|{day}" for word in words if day and len(word.takes) == 1}
    return found


def asked_keys(name: WantedName, birth: PartialDate) -> list[str]:
    """The keys under which a traveller is looked for, the likeliest first; MOST_ASKED at most for whoever has a year of birth."""
    words = words_of(name)
    pairs = _pairs(words)
    if birth.year is None:
        years = [ANY, *(f"{year:04}" for year in range(YOUNGEST, OLDEST, -1))]
        return [f"N|{pair}|{year}" for pair in pairs[:MOST_YEARLESS] for year in years]
    year, *slips = _asked_years(birth.year, estimated=birth.estimated)
    bones = list(dict.fromkeys((*(word.bones[0] for word in words), *(bones for word in words for bones in word.bones[1:]))))
    day, *other_days = _asked_days(birth) or [""]
    keys = [f"N|{pair}|{year}" for pair in pairs[:MOST_PAIRS]]
    keys += [f"D|{one}|{day}" for one in bones[:MOST_SINGLE] if day]
    keys += [f"N|{pair}|{other}" for pair in pairs[:SLIPS] for other in (ANY, *slips)]
    keys += [f"D|{one}|{other}" for one in bones[:SLIPS] for other in other_days]
    return list(dict.fromkeys(keys))[:MOST_ASKED]


def document_key(text: str) -> str:
    """The key of a document, as `matching.document_text` writes it."""
    return f"P|{text}"


@cache
def rules_now() -> str:
    """The rules of sounds and keys as they work now, in short: what comes of the pack's names. If it changes, all locks are made anew."""
    digest = 0
    for word in sorted(tables().shares):
        digest = crc32("+".join((word, *bones_of(word))).encode(), digest)
    made = sorted(listed_keys([WantedName("Saint-Fleur", "Jean-Robert")], PartialDate(1984, 3, 7)))
    return f"{crc32(repr(made).encode(), digest):08x}"


@lru_cache(maxsize=100_000)
def bones_of(word: str) -> tuple[str, ...]:
    """The bones of a word: what is left of its sound without vowels and silent ends, coarse enough that spellings by ear agree.

    Too coarse to decide anything; it only brings together what is then compared. JEAN, JAN and YAN are `JN`, TOUSSAINT and TOUSEN `TSN`.
    """
    return tuple(dict.fromkeys(map(_bone, sound_keys(word))))[:BONES]


@lru_cache(maxsize=100_000)
def _bone(sound: str) -> str:
    plain = _INNER.sub("", sound.translate(_NASAL))
    first = "J" if plain[:1] == "I" and len(plain) > 1 and plain[1] in "AEIOU" else plain[:1]
    return _SILENT.sub("", _DOUBLE.sub(r"\1", _VOWELS.sub("", first + plain[1:])))


def _pairs(words: Sequence[Word]) -> list[str]:
    """A family and a given name by their bones, in the order of the alphabet; where a name has one part only, any two of its words.
    The likeliest readings come first."""
    parts = {word.part for word in words}
    if len(words) == 1:
        return [f"{bones}+" for bones in words[0].bones]
    both = [
        (one, two)
        for one, two in combinations(words, 2)
        if not one.takes & two.takes and (one.part != two.part or len(parts) == 1)
    ]
    likely = [(one.bones[0], two.bones[0]) for one, two in both]
    others = [pair for one, two in both if len(one.takes | two.takes) == 2 for pair in product(one.bones, two.bones)]
    return list(dict.fromkeys("+".join(sorted(pair)) for pair in (*likely, *others)))


@lru_cache(maxsize=50_000)
def words_of(name: WantedName) -> tuple[Word, ...]:
    """The words of a name, a family and a given name by turns; neighbours joined come after (Jean Baptiste, Jeanbaptiste)."""
    parts = [_significant(name.family), _significant(name.given)]
    longest = max(map(len, parts))
    turns = [(words[place], part) for place in range(longest) for part, words in enumerate(parts) if place < len(words)]
    single = [(word, frozenset({word}), part) for word, part in dict(turns[:MOST_WORDS]).items()]
    known = {word for word, _, _ in single}
    joined = [
        (one + two, frozenset({one, two}), part)
        for part, words in enumerate(parts)
        for one, two in pairwise(words)
        if one != two and {one, two} <= known
    ]
    return tuple(Word(bones, takes, part) for word, takes, part in (*single, *joined) if (bones := bones_of(word)))


def _significant(text: str) -> list[str]:
    """The words of a part of a name, abbreviations written out; initials only where there is nothing else."""
    words = tokens(text)
    return [word for word in words if len(word) > 1] or list(words)


def _listed_years(birth: PartialDate) -> list[str]:
    if birth.year is None:
        return [ANY]
    reach = ESTIMATE_YEARS if birth.estimated else 0
    return [f"{year:04}" for year in range(max(1, birth.year - reach), min(9999, birth.year + reach) + 1)]


def _asked_years(year: int, *, estimated: bool) -> list[str]:
    """The year, those beside it, and the one with its last digits exchanged."""
    reach = ESTIMATE_YEARS if estimated else 1
    beside = range(max(1, year - reach), min(9999, year + reach) + 1)
    turned = year // 100 * 100 + year % 10 * 10 + year % 100 // 10
    return list(dict.fromkeys(f"{one:04}" for one in (year, *beside, turned)))


def _day(birth: PartialDate) -> str:
    return birth.exact.isoformat() if birth.exact else ""


def _asked_days(birth: PartialDate) -> list[str]:
    """The day, the one with day and month exchanged, and the same of the years beside, as far as there are such days."""
    if birth.exact is None or birth.year is None:
        return []
    parts = [
        (birth.year, birth.month, birth.day),
        (birth.year, birth.day, birth.month),
        *((birth.year + step, birth.month, birth.day) for step in (-1, 1)),
    ]
    return list(dict.fromkeys(day for year, month, day_of in parts if (day := _whole(year, month, day_of))))


def _whole(year: int, month: int | None, day: int | None) -> str:
    try:
        return _day(PartialDate(year, month, day))
    except BadDate:
        return ""
