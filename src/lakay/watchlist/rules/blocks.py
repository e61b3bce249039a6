"""Under which keys a listed person lies, and under which keys a traveller is looked for: they meet where one key is the same.

Four kinds of key, each of something that only one who has the person's data can say:

- *two words and the year*: a family and a given name by their sound, in any order, with the year of birth;
- *two words and the day of the year*: the same with day and month, whatever the year; not 1 January, which stands for a day nobody knows;
- *word and day*: one word by its sound with the whole date of birth;
- *document*: issuing state, class and number.

So a name may lack a word, have one more, be joined, split or spelt by ear, one word may be wrong altogether where the date is right, and any
one part of the date where two words are. The list writes few keys, one reading of each word, one year, one day, for each costs the hub an
effort where the list is locked (ADR 17); the traveller's side asks for what a slip may have made of them, also for the country's frequent name
that a word may be a slip of. No key is shorter than this, for a short one is soon guessed. Which are asked, and in what number, was chosen by what
each brings for its price among the errors for training (`bench.names.noise`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import combinations, pairwise, product
from zlib import crc32

from lakay.kernel.partial_dates import ESTIMATE_YEARS, PartialDate
from lakay.names.sounds import sound_keys
from lakay.names.tables import tables
from lakay.names.tokens import tokens
from lakay.watchlist.rules.contents import WantedName
from lakay.watchlist.rules.likely import likely_name

MOST_WORDS = 6
"""Words of one name that are used, a family and a given name by turns."""

MOST_PAIRS, MOST_DAYS, MOST_SINGLE = 6, 4, 4
"""Of a traveller's pairs of words so many are tried with the year, and with the day of the year, and so many single words with the date: the
likeliest first."""

UNDATED, SLIPS = 2, 1
"""Of so many pairs it is also tried whether the list knows no year, and of so many whether the year has a slip."""

MOST_MEANT = 2
"""Of so many pairs with a frequent name that a word may be a slip of."""

MOST_ASKED = 17
"""Keys that are tried for a traveller who has a date of birth, at most: each costs the booth some milliseconds where the list is locked."""

ANY = "*"
"""Of an entry whose year of birth nobody knows."""

OLDEST, YOUNGEST, MOST_YEARLESS = 1940, 2027, 1
"""Years tried for a traveller who has none, for so many pairs: it takes a third of a second, and the list holds no key that needs no year. Whoever
is older than that is looked for at a post by document only, until a year is known."""

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
    """Every key under which a listed person lies: some 4 for a name of two words, some 9 for one of three."""
    years, day, in_year = _listed_years(birth), _day(birth), _in_year(birth)
    found = set()
    for name in names:
        words = [Word(word.bones[:1], word.takes, word.part) for word in words_of(name)]
        found |= {f"N|{pair}|{year}" for pair in _pairs(words) for year in years}
        found |= {f"M|{pair}|{in_year}" for pair in _pairs([word for word in words if len(word.takes) == 1]) if in_year}
        found |= {f"D|{word.bones[0]}|{day}" for word in words if day and len(word.takes) == 1}
    return found


def asked_keys(name: WantedName, birth: PartialDate) -> list[str]:
    """The keys under which a traveller is looked for, the likeliest first; MOST_ASKED at most for whoever has a year of birth."""
    words = words_of(name)
    pairs, meant = _pairs(words), _meant(words)
    others = _pairs_meant(words, meant)[:MOST_MEANT]
    if birth.year is None:
        return _without_year(pairs, others)
    year, *slips = _asked_years(birth.year, estimated=birth.estimated)
    bones = list(dict.fromkeys((*(word.bones[0] for word in words), *(bones for word in words for bones in word.bones[1:]))))
    day, in_year = _day(birth), _in_year(birth)
    keys = [f"N|{pair}|{year}" for pair in (*pairs[:MOST_DAYS], *others)]
    keys += [f"D|{one}|{day}" for one in (*bones[:MOST_SINGLE], *meant.values()) if day]
    keys += [f"M|{pair}|{in_year}" for pair in (*pairs[:MOST_DAYS], *others) if in_year]
    keys += [f"N|{pair}|{ANY}" for pair in pairs[:UNDATED]]
    keys += [f"N|{pair}|{other}" for pair in pairs[:SLIPS] for other in slips]
    keys += [f"N|{pair}|{year}" for pair in pairs[MOST_DAYS:MOST_PAIRS]]
    return list(dict.fromkeys(keys))[:MOST_ASKED]


def _without_year(pairs: Sequence[str], others: Sequence[str]) -> list[str]:
    """For a traveller of whom no year of birth is known: entries that have none either, then the likeliest pair in every year."""
    keys = [f"N|{pair}|{ANY}" for pair in (*pairs[:MOST_DAYS], *others[:1])]
    years = range(YOUNGEST, OLDEST, -1)
    return list(dict.fromkeys((*keys, *(f"N|{pair}|{year:04}" for pair in pairs[:MOST_YEARLESS] for year in years))))


def document_key(text: str) -> str:
    """The key of a document, as `matching.document_text` writes it."""
    return f"P|{text}"


@cache
def rules_now() -> str:
    """The rules of sounds and keys as they work now, in short: what comes of the pack's names. If it changes, all locks are made anew."""
    digest = 0
    for word in sorted(tables().shares):
        digest = crc32("+".join((word, *bones_of(word))).encode(), digest)
    made = sorted(listed_keys([WantedName("Stfleur", "Jean-Robert")], PartialDate(1984, 3, 7)))
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


def _in_year(birth: PartialDate) -> str:
    """The day of the year, where it says something."""
    return birth.exact.strftime("%m-%d") if birth.exact and (birth.month, birth.day) != (1, 1) else ""


def _meant(words: Sequence[Word]) -> dict[Word, str]:
    """Of words that are no name of the country's table, the bones of the frequent name that each may be a slip of."""
    single = [(word, text) for word in words if len(word.takes) == 1 for text in word.takes]
    found = {word: bones_of(name)[0] for word, text in single if (name := likely_name(text)) and bones_of(name)}
    return {word: bones for word, bones in found.items() if bones not in word.bones}


def _pairs_meant(words: Sequence[Word], meant: Mapping[Word, str]) -> list[str]:
    """Pairs of such a name with a word of the other part."""
    beside = [
        (bones, other) for word, bones in meant.items() for other in words if other.part != word.part and len(other.takes) == 1
    ]
    return list(dict.fromkeys("+".join(sorted((bones, other.bones[0]))) for bones, other in beside))
