"""Two nodes held against each other: what each should have of the other's, and whether what both have is the same. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import Any

Holdings = Mapping[str, Any]


def compare(hub: Holdings, post: Holdings, hub_owes: Iterable[str], post_owes: Iterable[str]) -> Counter[str]:
    """Figures; those that begin with `wrong:` must be nothing."""
    events, others, owed = hub["events"], post["events"], set(hub_owes)
    found = Counter(
        {
            "wait quietly": len(post["quiet"]),
            "wrong: wait quietly for what is theirs": sum(
                not far(one, hub["makers"], owed, post["quiet"]) for one in post["quiet"]
            ),
            "events at both": len(events.keys() & others.keys()),
            "wrong: missing at the post": len(owed - others.keys()),
            "wrong: missing at the hub": len(set(post_owes) - events.keys()),
            "wrong: events that differ": sum(events[key] != others[key] for key in events.keys() & others.keys()),
            "wrong: faults of the post's chains": post["faults"],
        }
    )
    found.update({f"wrong: without effect at the post: {what}": count for what, count in post["unapplied"].items()})
    found.update(_records(hub["records"], post["records"]))
    return found


def far(event: str, makers: Mapping[str, list[str]], owed: Collection[str], quiet: Mapping[str, str]) -> bool:
    """Whether an event waits rightly: who made its record is at the hub and not for this node, or waits there quietly in turn."""
    made = makers.get(quiet[event], [])
    return bool(made) and all(maker not in owed or maker in quiet for maker in made)


def _records(hub: Mapping[str, list[str]], post: Mapping[str, list[str]]) -> dict[str, int]:
    """Records of which both hold the same events must be the same, to the last version and conflict."""
    both = [key for key in hub.keys() & post.keys() if hub[key][0] == post[key][0]]
    kinds = Counter(key.partition(":")[0] for key in both if hub[key][1] != post[key][1])
    return {"records compared": len(both), **{f"wrong: records that differ ({kind})": count for kind, count in kinds.items()}}
