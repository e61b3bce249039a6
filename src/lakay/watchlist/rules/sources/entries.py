"""A file of another's list, whichever of the three kinds it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from lakay.watchlist.rules.sources.entry import Entry, Fault, NotAList, Source
from lakay.watchlist.rules.sources.money import read_money
from lakay.watchlist.rules.sources.nations import read_nations
from lakay.watchlist.rules.sources.table import read_table

__all__ = ["Entry", "NotAList", "Source", "read_source"]


def read_source(data: bytes, mapping: Mapping[str, str] | None = None) -> Source:
    """Read a list; its first sign says of which kind it is. Of two entries with one name the first counts. Raises NotAList."""
    start = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if start == b"<":
        source = read_nations(data)
    elif start == b"{":
        source = read_money(data)
    else:
        source = read_table(data, mapping)
    if not source.entries and not source.faults:
        raise NotAList("empty")
    return _each_once(source)


def _each_once(source: Source) -> Source:
    first: dict[str, Entry] = {}
    for number, one in enumerate(source.entries, 1):
        if one.origin in first:
            source.faults.append(Fault(number, "origin", "twice"))
        else:
            first[one.origin] = one
    return replace(source, entries=list(first.values()))
