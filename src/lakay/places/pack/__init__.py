"""The country pack: a folder of data that makes this program a country's own. Read here, without Django."""

from lakay.places.pack.folder import PACK_VARIABLE, find_pack
from lakay.places.pack.header import Header, Level
from lakay.places.pack.load import Pack, read_pack
from lakay.places.pack.reading import Fault, PackError
from lakay.places.pack.records import (
    Agency,
    AlertCategory,
    DocumentKind,
    HolidayRow,
    Language,
    Names,
    PlaceRow,
    PostRow,
    Refusal,
    Source,
    Stay,
)

__all__ = [
    "PACK_VARIABLE",
    "Agency",
    "AlertCategory",
    "DocumentKind",
    "Fault",
    "Header",
    "HolidayRow",
    "Language",
    "Level",
    "Names",
    "Pack",
    "PackError",
    "PlaceRow",
    "PostRow",
    "Refusal",
    "Source",
    "Stay",
    "find_pack",
    "read_pack",
]
