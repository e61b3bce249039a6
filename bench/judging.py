"""How many listed travellers are stopped and how many strangers, at a hub and through the locks of a post: `python -m bench.judging COUNT`.

People are those of `bench.names.population`, all invented; what is done to travellers' names is `bench.names.noise_other`, which knows nothing
of the sounds, the keys or the model. No database: the rules alone, so that a hundred thousand entries need no hours of locking.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from random import Random

import numpy as np

from bench.names.population import Individual, people
from bench.names.search_index import STRANGERS_TO_TEST, as_read, spoiled
from lakay.kernel.partial_dates import BadDate, PartialDate
from lakay.names.index.entries import Question
from lakay.names.index.segment import Segment
from lakay.watchlist.rules.blocks import asked_keys, listed_keys
from lakay.watchlist.rules.contents import WantedName
from lakay.watchlist.rules.judging import NOBODY_BY_NAME, Listed, Read, contradict, judge
from lakay.watchlist.rules.ordered import Ordered
from lakay.watchlist.rules.weighing import few, laid_out, line, odds_of, question_of, tells_of

LISTED_TRAVELLERS, STRANGERS = 880, 2_000
Odds = dict[str, float]


def born(number: int) -> PartialDate:
    """A date of eight digits."""
    year, month, day = number // 10_000, number // 100 % 100, number % 100
    try:
        return PartialDate(year or None, month or None, (day or None) if month else None)
    except BadDate:
        return PartialDate(year or None)


def meant(one: Individual) -> Listed:
    """An entry."""
    return Listed((WantedName(one.family, one.given),), (), born(one.birth), one.sex, (one.nationality,))


def read(question: Question) -> Read:
    """A traveller."""
    return Read(None, WantedName(question.family, question.given), born(question.birth), question.sex, question.nationality)


class Lists:
    """The same list as a hub holds it and as a post does."""

    def __init__(self, count: int) -> None:
        self.people = people(1, count)
        self.rows = [(one.key, meant(one)) for one in self.people]
        self.keys: set[str] = set()
        self.slots = 0
        started = time.process_time()
        self._held = Ordered(self._keyed())
        print(f"keys of {count:,} entries: {time.process_time() - started:.0f} s; {self.slots / count:.1f} an entry, ", end="")
        print(f"{len(self.keys) / count:.1f} of them different")
        started = time.process_time()
        self._hub = Segment(laid_out(self.rows))
        print(f"laid out at a hub in {time.process_time() - started:.1f} s")

    def _keyed(self) -> Iterator[tuple[int, list[int]]]:
        for number, (_key, listed) in enumerate(self.rows):
            keys = listed_keys(listed.names, listed.birth)
            self.slots += len(keys)
            self.keys |= keys
            yield number, [hash(key) for key in keys]

    def at_hub(self, traveller: Read) -> Odds:
        """By the whole list."""
        return odds_of(self._hub, question_of(traveller), (), len(self.rows))

    def at_post(self, traveller: Read) -> Odds:
        """By the entries that the traveller opens."""
        met = self._held.under_any([hash(key) for key in asked_keys(traveller.name, traveller.birth)])
        opened = [(*self.rows[number], tells_of(self._hub, self.rows[number][1])) for number in sorted(met)]
        return few(traveller, opened, len(self.rows)) if opened else {}

    def stops(self, traveller: Read, found: Odds, key: str) -> bool:
        """Whether the traveller is stopped for the entry of this key."""
        listed = self.rows[int(key)][1]
        odds = found.get(key, NOBODY_BY_NAME)
        return judge(traveller, listed, by_name=True, odds=odds, least=line(len(self.rows))) is not None

    def best(self, traveller: Read, found: Odds) -> float:
        """The odds of the likeliest entry whose date does not contradict."""
        fits = (odds for key, odds in found.items() if not contradict(traveller.birth, self.rows[int(key)][1].birth))
        return max(fits, default=NOBODY_BY_NAME)


def measure(lists: Lists, where: str, look: Callable[[Read], Odds]) -> None:
    """Say what is found, what is stopped wrongly, and where the threshold would have to be."""
    started = time.process_time()
    strangers = [read(as_read(one)) for one in people(STRANGERS_TO_TEST, STRANGERS)]
    false, best = 0, []
    for stranger in strangers:
        found = look(stranger)
        best.append(lists.best(stranger, found))
        false += any(lists.stops(stranger, found, key) for key in found)
    known = [(one.key, read(question)) for one, _kind, question in spoiled(Random(12), lists.people, LISTED_TRAVELLERS)]
    met = [
        (found := look(traveller), lists.stops(traveller, found, key), found.get(key, NOBODY_BY_NAME)) for key, traveller in known
    ]
    spent = (time.process_time() - started) / (len(strangers) + len(known))
    needed = float(np.quantile(best, 0.998))
    print(f"{where}: found {np.mean([hit for _, hit, _ in met]):.4f}, strangers stopped {false / len(strangers):.4f}; ", end="")
    print(f"at 0.2 % strangers {np.mean([odds > needed for _, _, odds in met]):.4f}; {1000 * spent:.1f} ms each; ", end="")
    print(f"threshold {line(len(lists.rows)).by_names:.2f}, for 0.2 % {needed:.2f}; load {os.getloadavg()[0]:.1f}")


def main(count: int) -> None:
    """Both."""
    lists = Lists(count)
    measure(lists, "hub", lists.at_hub)
    measure(lists, "post", lists.at_post)


if __name__ == "__main__":
    main(int(sys.argv[1]))
