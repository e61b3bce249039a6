"""The table of the country pack that says which events go where, as the exchange uses it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from lakay.places.pack.exchange import Corridor
from lakay.places.pack.folder import find_pack
from lakay.places.pack.load import read_pack
from lakay.sync.core.audience import Audience


@cache
def audience() -> Audience:
    """The table of this country."""
    pack = read_pack(find_pack())
    across = {post.code: post.counterpart for post in pack.posts if post.counterpart}
    return Audience.of(pack.exchange, near(pack.corridors), across)


def near(corridors: tuple[Corridor, ...]) -> Mapping[str, frozenset[str]]:
    """For each post the posts with which it shares a corridor, itself not."""
    found: dict[str, set[str]] = {}
    for corridor in corridors:
        for post in corridor.posts:
            found.setdefault(post, set()).update(corridor.posts)
    return {post: frozenset(posts - {post}) for post, posts in found.items()}
