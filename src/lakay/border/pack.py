"""What the border takes from the country pack: it is read once, for it changes only with the program."""

from __future__ import annotations

from datetime import date
from functools import cache

from lakay.border.rules.declarations import NOTHING_ASKED, Asked, asked
from lakay.border.rules.stays import Permitted, permitted
from lakay.places.pack.folder import find_pack
from lakay.places.pack.load import Pack, read_pack


@cache
def pack() -> Pack:
    """The pack of this node."""
    return read_pack(find_pack())


def stay_for(nationality: str, document: str, today: date) -> Permitted | None:
    """The stay that the pack's table gives to a nationality with a kind of document, entering today."""
    return permitted(pack().stays, nationality=nationality, document=document, today=today)


def declaration_for(direction: str, nationality: str, document: str) -> Asked:
    """What the pack's table has the booth ask of a traveller; nothing where no row fits."""
    return asked(pack().declarations, direction=direction, nationality=nationality, document=document) or NOTHING_ASKED
