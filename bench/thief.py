"""What whoever holds an open post must guess to open its list: `python -m bench.thief COUNT`. All invented (`bench.names.population`).

The thief knows the rules, the search key and how frequent every word and pair of words is on this very list, which is more than anybody
knows. A guess is one text (`watchlist.rules.blocks`). Texts are guessed by lots, the richest for its price first:

- a word with every day of 70 years, those on 1 January apart (clerks put it down for a day that nobody knows);
- a pair of words with every year; with no year; with every day of the year.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from heapq import heapify, heappop, heappush

from bench.judging import meant
from bench.names.population import people
from lakay.watchlist.rules.blocks import listed_keys

YEARS = 70
DAYS = 365 * YEARS
FIRST_OF_YEAR = "-01-01"
MILLISECONDS = 6.0
"""Of one guess: OpenSSL on one core of a laptop."""

Lot = tuple[str, str]
"""The way, and the word or pair; empty for all days of a year apart."""


def lot_of(text: str) -> tuple[Lot, int]:
    """The lot to which a text belongs, and how many guesses the lot takes."""
    kind, word, when = text.split("|")
    if kind == "D":
        return (("a word on 1 January", word), YEARS) if when.endswith(FIRST_OF_YEAR) else (("a word and a day", word), DAYS)
    if kind == "M":
        return ("a pair and a day of the year", word), 365
    return (("a pair without a year", word), 1) if when == "*" else (("a pair and a year", word), YEARS)


def lots(count: int) -> tuple[dict[Lot, set[int]], dict[Lot, int]]:
    """Whom each lot opens, and its price in guesses."""
    opens: dict[Lot, set[int]] = defaultdict(set)
    price: dict[Lot, int] = {}
    for number, one in enumerate(people(1, count)):
        listed = meant(one)
        for text in listed_keys(listed.names, listed.birth):
            lot, price_of_lot = lot_of(text)
            opens[lot].add(number)
            price[lot] = price_of_lot
    return opens, price


def guessed(opens: dict[Lot, set[int]], price: dict[Lot, int]) -> Iterator[tuple[int, int, str]]:
    """After each lot: guesses made, entries open, and the way of the lot."""
    queue = [(-len(who) / price[lot], lot) for lot, who in opens.items()]
    heapify(queue)
    spent, known = 0, set[int]()
    while queue:
        before, lot = heappop(queue)
        gain = -len(opens[lot] - known) / price[lot]
        if gain > before and queue and gain > queue[0][0]:
            heappush(queue, (gain, lot))
            continue
        spent += price[lot]
        known |= opens[lot]
        yield spent, len(known), lot[0]


def told(count: int, opens: dict[Lot, set[int]], price: dict[Lot, int], ways: Iterable[str], name: str) -> None:
    """Say what a tenth, a quarter and half of the list cost by some ways."""
    wanted, among = [0.1, 0.25, 0.5], set(ways)
    for spent, open_now, _way in guessed({lot: who for lot, who in opens.items() if lot[0] in among}, price):
        while wanted and open_now >= wanted[0] * count:
            minutes = spent * MILLISECONDS / 60_000
            print(f"{name}: {100 * wanted.pop(0):.0f} % after {spent:,} guesses, {minutes:,.1f} minutes of a core")
        if not wanted:
            return
    print(f"{name}: never {100 * wanted[0]:.0f} %")


def main(count: int) -> None:
    """Each way by itself, then all of them."""
    opens, price = lots(count)
    ways = sorted({lot[0] for lot in opens})
    for way in ways:
        told(count, opens, price, [way], way)
    told(count, opens, price, ways, "all ways together")


if __name__ == "__main__":
    main(int(sys.argv[1]))
