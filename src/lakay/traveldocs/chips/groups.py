"""Data groups of a chip: their hashes, and the zone in the first one against the printed one (ICAO Doc 9303-10 §4.7)."""

from __future__ import annotations

import hmac
from collections.abc import Mapping, Sequence

from lakay.traveldocs.chips.answers import Reason, Stop
from lakay.traveldocs.chips.asn1 import length_of
from lakay.traveldocs.chips.keys import digest
from lakay.traveldocs.chips.sod import SecurityData

ZONE_GROUP = 1
ROWS = {88: 44, 72: 36, 90: 30}
"""Characters of a zone -> characters of a row: TD3, TD2, TD1."""


class NotAZone(ValueError):
    """The bytes are not a data group with a machine-readable zone."""


def check_groups(data: SecurityData, groups: Mapping[int, bytes]) -> tuple[int, ...]:
    """The numbers of the given groups, all of them as signed. Raises Stop with the number of one that is not."""
    for number, content in sorted(groups.items()):
        if number not in data.digests:
            raise Stop(Reason.GROUP_NOT_LISTED, detail=str(number))
        if not hmac.compare_digest(digest(data.digest_algorithm, content), data.digests[number]):
            raise Stop(Reason.GROUP_CHANGED, detail=str(number))
    return tuple(sorted(groups))


def zone_of(group: bytes) -> tuple[str, ...]:
    """The rows of the zone in data group 1 (tag 61, in it 5F1F). Raises NotAZone."""
    end = length_of(group)
    if group[:1] != b"\x61" or end is None or end > len(group):
        raise NotAZone("no data group 1")
    inner = group[2 if group[1] < 0x80 else 2 + (group[1] & 0x7F) : end]
    size = length_of(inner)
    if inner[:2] != b"\x5f\x1f" or size is None or size > len(inner):
        raise NotAZone("no zone in data group 1")
    head = 3 if inner[2] < 0x80 else 3 + (inner[2] & 0x7F)
    try:
        text = inner[head:size].decode("ascii")
    except UnicodeDecodeError as fault:
        raise NotAZone("characters that no zone has") from fault
    width = ROWS.get(len(text))
    if width is None:
        raise NotAZone(f"{len(text)} characters")
    return tuple(text[start : start + width] for start in range(0, len(text), width))


def dg1_matches(dg1: bytes, mrz_lines: Sequence[str]) -> bool:
    """Whether the zone on the chip is the printed one, character for character. Raises NotAZone if there is none on the chip."""
    return zone_of(dg1) == tuple("".join(line.split()).upper() for line in mrz_lines)
