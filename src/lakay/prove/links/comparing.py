"""Two nodes held against each other: what each should have of the other's, and whether what both have is the same. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

Holdings = Mapping[str, Any]


def compare(hub: Holdings, post: Holdings, hub_owes: Iterable[str], post_owes: Iterable[str]) -> Counter[str]:
    """Figures; those that begin with `wrong:` must be nothing."""
    events, others = hub["events"], post["events"]
    found = Counter(
        {
            "events at both": len(events.keys() & others.keys()),
            "wrong: missing at the post": len(set(hub_owes) - others.keys()),
            "wrong: missing at the hub": len(set(post_owes) - events.keys()),
            "wrong: events that differ": sum(events[key] != others[key] for key in events.keys() & others.keys()),
            "wrong: faults of the post's chains": post["faults"],
        }
    )
    found.update({f"wrong: without effect at the post: {what}": count for what, count in post["unapplied"].items()})
    found.update(_records(hub["records"], post["records"]))
    return found


def _records(hub: Mapping[str, list[str]], post: Mapping[str, list[str]]) -> dict[str, int]:
    """Records of which both hold the same events must be the same, to the last version and conflict."""
    both = [key for key in hub.keys() & post.keys() if hub[key][0] == post[key][0]]
    kinds = Counter(key.partition(":")[0] for key in both if hub[key][1] != post[key][1])
    return {"records compared": len(both), **{f"wrong: records that differ ({kind})": count for kind, count in kinds.items()}}
