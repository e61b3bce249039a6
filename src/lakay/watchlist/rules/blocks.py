"""Under which keys a listed person lies, and under which keys a traveller is looked for: they meet where one key is the same.

Three kinds of key, each of something that only one who has the person's data can say:

- *name and year*: a family and a given name by their sound, in any order, with the year of birth. The list side adds the years beside it,
  and says so where it knows no year;
- *word and day*: one word by its sound with the whole date of birth; the list side adds the date with day and month exchanged;
- *document*: issuing state, class and number.

So a name may lack a word, have one more, be joined, split or spelt by ear, and one word may be wrong altogether where the date is right.
The same keys serve the open list of a hub (cheap digests) and the closed list of a post (slow ones, ADR 17); there, what a traveller asks is
kept to `MOST_ASKED` keys, for each costs the booth time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, pairwise, product

from lakay.kernel.partial_dates import ESTIMATE_YEARS, BadDate, PartialDate
from lakay.names.sounds import sound_keys
from lakay.names.tokens import tokens
from lakay.watchlist.rules.contents import WantedName

MOST_WORDS = 6
"""Words of one name that are used, a family and a given name by turns."""

MOST_ASKED = 16
"""Keys of a traveller's name and birth date that are tried; the likeliest first."""

ASKED_PAIRS = 5
"""Pairs of words that are asked for with and without a year before anything else."""

ANY_YEAR, NO_YEAR = "*", "?"
"""Of an entry whose year of birth nobody knows; of a traveller whose year of birth nobody knows."""

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
    """Every key under which a listed person lies: some 20 for a name of two words, some 80 for one of four."""
    years, days = _listed_years(birth), list(_days(birth))
    found = set()
    for name in names:
        words = words_of(name)
        found |= {f"N|{pair}|{year}" for pair in _pairs(words) for year in years}
        found |= {f"D|{bones}|{day}" for word in words for bones in word.bones for day in days}
    return found


def asked_keys(name: WantedName, birth: PartialDate) -> list[str]:
    """The keys under which a traveller is looked for, at most MOST_ASKED, the likeliest first."""
    words = words_of(name)
    day = next(_days(birth), "")
    pairs = _pairs(words)
    year = NO_YEAR if birth.year is None else f"{birth.year:04}"
    keys = [f"N|{pair}|{year}" for pair in pairs[:ASKED_PAIRS]]
    keys += [f"D|{word.bones[0]}|{day}" for word in words if day]
    keys += [f"N|{pair}|{ANY_YEAR}" for pair in pairs[:ASKED_PAIRS] if birth.year is not None]
    keys += [f"D|{bones}|{day}" for word in words for bones in word.bones[1:] if day]
    keys += [f"N|{pair}|{year}" for pair in pairs[ASKED_PAIRS:]]
    return list(dict.fromkeys(keys))[:MOST_ASKED]


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
        return [ANY_YEAR, NO_YEAR]
    reach = ESTIMATE_YEARS if birth.estimated else 1
    years = range(max(1, birth.year - reach), min(9999, birth.year + reach) + 1)
    return [*(f"{year:04}" for year in years), NO_YEAR]


def _days(birth: PartialDate) -> Iterator[str]:
    """A day of birth that is known whole; then the one with day and month exchanged, if there is such a day."""
    if birth.exact is None:
        return
    yield birth.exact.isoformat()
    with suppress(BadDate):
        turned = str(PartialDate(birth.year, birth.day, birth.month))
        if turned != birth.exact.isoformat():
            yield turned
