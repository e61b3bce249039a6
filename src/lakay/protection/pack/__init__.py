"""The tables of the protection desk in the country pack: `packs/<country>/protection/*.csv`."""

from lakay.protection.pack.desk import DeskPack, Statement, read_desk_pack, the_pack

__all__ = ["DeskPack", "Statement", "read_desk_pack", "the_pack"]
