"""Lists of others: a table with headings of any kind, FollowTheMoney (OpenSanctions) as JSON lines, the consolidated list of the United
Nations as XML. Each reader gives entries and faults; nothing in a file can stop it half-way."""

from lakay.watchlist.rules.sources.entries import Entry, NotAList, Source, read_source
from lakay.watchlist.rules.sources.table import COLUMNS_OF_LIST, guess_mapping

__all__ = ["COLUMNS_OF_LIST", "Entry", "NotAList", "Source", "guess_mapping", "read_source"]
