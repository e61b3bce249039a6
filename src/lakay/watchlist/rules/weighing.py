"""How likely a traveller is the one whom an entry means: by the model of `lakay.names.index`, which knows how rare each agreement is. Pure.

A hub lays out its whole list. A post opens the few entries that the traveller's data open, and lays out those: each says how rare its own
words are on the list that it comes from; of all others the pack's estimate is taken, so nothing has to travel that says who is listed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from math import exp, log

import numpy as np

from lakay.names.frequency import PEOPLE
from lakay.names.index.building import build
from lakay.names.index.columns import Columns
from lakay.names.index.entries import Entry, Question, packed
from lakay.names.index.model import model
from lakay.names.index.rarity import Rarity
from lakay.names.index.searching import log_odds
from lakay.names.index.segment import Segment
from lakay.names.index.words import words_of
from lakay.names.tables import tables
from lakay.watchlist.rules.judging import Line, Listed, Read, contradict

NOBODY = b""
"""The key of the pack's names, which lie among the entries so that a slip of a frequent name is not taken for a rare one."""

FEWEST = 100_000
"""Where the names by themselves cannot be one, all is weighed as on a list of so many: on a list of a few, half a name and a birthday would
be enough."""

COMPOUND = 2
"""Words that are written in one."""

ZONES = frozenset({30, 31})
LONGEST_ZONE = 39
"""Places for a name in a zone: cards, small visas, passports (ICAO Doc 9303-5 §4.2, 9303-6, 9303-4 §4.2). A name so long may be cut."""

Tells = Mapping[str, int]
"""Words of an entry, and what each tells on the list, in tenths of the natural logarithm of 1 / the share of its bearers."""


People = Iterable[tuple[str, Listed]]
"""Those who are listed, each with a key of at most 40 characters."""


def laid_out(people: People) -> Columns:
    """The names of the list ready to be asked, with the pack's names as nobody's. Documents are compared exactly, elsewhere."""
    return _with_nobody(people, tables().shares)[0]


def _with_nobody(people: People, nobodys: Iterable[str]) -> tuple[Columns, dict[str, tuple[str, ...]]]:
    """The columns; and of each word that was written in one, the words it is made of: it is as rare as the rarest of them."""
    joined: dict[str, tuple[str, ...]] = {}
    entries = [entry for key, listed in people for entry in _entries_of(key, listed, joined)]
    columns = build((*entries, *(Entry(NOBODY.decode(), word, "") for word in nobodys)))
    counts, shares = columns.counts.copy(), tables().shares
    for word, parts in joined.items():
        bearers = min(int(columns.counts[columns.place(part)]) + int(shares.get(part, 0)) for part in parts)
        counts[columns.place(word)] = max(bearers, 1)
    return replace(columns, counts=counts), joined


def _entries_of(key: str, listed: Listed, joined: dict[str, tuple[str, ...]]) -> Iterator[Entry]:
    birth, nationality = packed(listed.birth), next(iter(listed.nationalities), "")
    for family, given in names_heard(listed, joined):
        yield Entry(key, family, given, birth, listed.sex, nationality)


def names_heard(listed: Listed, joined: dict[str, tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    """The names of somebody, family and given; compound ones also as who hears them writes them, in one word. `joined` is told of those."""
    for name in listed.names:
        heard = (_in_one_word(name.family, joined), _in_one_word(name.given, joined))
        yield from dict.fromkeys(((name.family, name.given), heard))


def _in_one_word(text: str, joined: dict[str, tuple[str, ...]]) -> str:
    """Saint-Fleur, Saint Fleur, Jean-Baptiste: SAINTFLEUR, JEANBAPTISTE; any other name as it is."""
    words = words_of(text)
    if len(words) < COMPOUND or not ("-" in text or words[0] in tables().saints):
        return text
    one = "".join(words[:COMPOUND])
    joined[one] = words[:COMPOUND]
    return " ".join((one, *words[COMPOUND:]))


def names_of(columns: Columns) -> int:
    """How many names lie there, without nobody's."""
    return int(np.count_nonzero(columns.keys != NOBODY))


def question_of(read: Read) -> Question:
    """The traveller as the index is asked."""
    length = len(read.name.family) + len(read.name.given) + 2
    cut = length in ZONES or length >= LONGEST_ZONE
    return Question(read.name.family, read.name.given, packed(read.birth), read.sex, read.nationality, truncated=cut)


def odds_of(segment: Segment, question: Question, hidden: Iterable[bytes], people: int) -> dict[str, float]:
    """The log-odds of those who may be the traveller, by their keys. `people`: how many are on the list."""
    asked = segment.ask(question, {NOBODY, *hidden})
    if not len(asked.lines):
        return {}
    found: dict[str, float] = {}
    odds_by_line = log_odds(asked, model(), people).tolist()
    for key, odds in zip(segment.columns.keys[asked.lines].tolist(), odds_by_line, strict=True):
        text = key.decode("ascii")
        found[text] = max(odds, found.get(text, odds))
    return found


def line(people: int) -> Line:
    """From where on a traveller is stopped by name: the model's stricter threshold, on a list of so many."""
    strict = log(model().strong / (1 - model().strong))
    return Line(strict, strict + model().constant(people) - model().constant(max(people, FEWEST)))


def tells_of(segment: Segment, listed: Listed) -> dict[str, int]:
    """What the words of an entry tell on this list. Words that it does not know are as rare as can be."""
    words = {word for name in listed.names for part in (name.family, name.given) for word in words_of(part)}
    return {word: round(10 * _tells(segment, word)) for word in sorted(words)}


def _tells(segment: Segment, word: str) -> float:
    place = segment.columns.place(word)
    return segment.rarity.tells(place) if place >= 0 else segment.rarity.rarest


def few(read: Read, opened: Sequence[tuple[str, Listed, Tells]], people: int) -> dict[str, float]:
    """The log-odds of some entries alone, by their keys, without those whose date of birth is another.

    `people`: how many are on the list from which they come.
    """
    question = question_of(read)
    possible = [(key, listed) for key, listed, _tells in opened if not contradict(read.birth, listed.birth)]
    if not possible:
        return {}
    columns, joined = _with_nobody(possible, _near(question))
    known = {word: tells for _key, _listed, said in opened for word, tells in said.items()}
    bearers = {word: _bearers(known.get(word), tables().shares.get(word, 1.0)) for word in columns.words}
    bearers |= {word: min(bearers[part] for part in parts) for word, parts in joined.items()}
    rare = Rarity(PEOPLE, np.array([bearers[word] for word in columns.words], dtype=np.float32))
    return odds_of(Segment(columns, rare), question, (), people)


def _bearers(tells: int | None, share: float) -> float:
    """How many of PEOPLE bear a word: as the entry says, else as the pack does."""
    return max(1.0, share if tells is None else PEOPLE * exp(-tells / 10))


def _near(question: Question) -> set[str]:
    """The pack's names that the traveller's may be."""
    pack = _pack()
    words = {word for part in (question.family, question.given) for word in words_of(part)}
    return {pack.columns.words[place] for word in words for place in pack.vocabulary.group(word).words.tolist()}


@cache
def _pack() -> Segment:
    return Segment(laid_out(()))
