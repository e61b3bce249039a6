"""The tables of the protection desk in the country pack: `packs/<country>/protection/*.csv`."""

from lakay.protection.pack.desk import DeskPack, read_desk_pack, the_pack
from lakay.protection.pack.tables import Statement

__all__ = ["DeskPack", "Statement", "read_desk_pack", "the_pack"]
