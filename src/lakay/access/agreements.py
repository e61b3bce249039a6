"""What the agencies at a post have agreed to show each other: the table of the country pack, as the policy asks for it.

A rule of the policy that speaks of the work between agencies begins with `AskerHas("agreements", "incidents:involved")`: where the
pack has no such line for the reader's agency, the rule opens nothing to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from lakay.kernel.predicates import AskerHas, FieldEquals, FieldIs, Predicate, Some
from lakay.places.pack.folder import find_pack
from lakay.places.pack.load import Pack, read_pack
from lakay.places.pack.records import Agreement

TOLD = "told"


def code_of(records: str, which: str, told: bool = False) -> str:
    """How a line of the table is called in a condition: `incidents:involved`, or `incidents:involved:told`."""
    return f"{records}:{which}:{TOLD}" if told else f"{records}:{which}"


def agreed(pack: Pack) -> Mapping[str, frozenset[str]]:
    """What each agency of a pack may see, by its code."""
    return {
        agency.code: frozenset(
            code
            for line in pack.agreements
            if line.agency == agency.code or line.category == agency.kind
            for code in _codes(line)
        )
        for agency in pack.agencies
    }


def _codes(line: Agreement) -> Iterator[str]:
    yield code_of(line.records, line.which)
    if line.fields == TOLD:
        yield code_of(line.records, line.which, told=True)


@cache
def _in_force() -> Mapping[str, frozenset[str]]:
    return agreed(read_pack(find_pack()))


def agreements_of(agency: str) -> frozenset[str]:
    """What an agency may see of the work at its post; nothing for one that the pack does not know."""
    return _in_force().get(agency, frozenset())


def agrees(agency: str, records: str, which: str) -> bool:
    """Whether an agency has such a line, for what is no record of its own: the briefing."""
    return code_of(records, which) in agreements_of(agency)


@dataclass(frozen=True, slots=True)
class Opened:
    """What a line of the table opens: records of a kind where the condition holds; `told` with what people wrote in them."""

    kind: str
    when: Predicate
    told: bool


HERE = FieldIs("post", "post")
MINE_HERE = FieldIs("agency", "agency") & HERE
LEAD = FieldIs("lead", "agency") & FieldIs("lead_post", "post")
INVOLVED = Some("participations", MINE_HERE)
ASKED_OR_ASKING = MINE_HERE | (FieldIs("to_agency", "agency") & FieldIs("to_post", "post"))
SENT_HERE = Some("targets", HERE)
SENT_TO_ALL = FieldEquals("everywhere", True)
OF_MY_ALERT = FieldIs("alert__agency", "agency") & FieldIs("alert__post", "post")

CONDITIONS: dict[str, dict[str, dict[str, Predicate]]] = {
    "incidents": {
        "coordination.incident": {"own": LEAD, "involved": INVOLVED, "post": HERE},
        "coordination.participation": {
            "own": FieldIs("incident__lead", "agency") & FieldIs("incident__lead_post", "post"),
            "involved": Some("incident__participations", MINE_HERE),
            "post": FieldIs("incident__post", "post"),
        },
    },
    "notes": {
        "coordination.note": {
            "own": MINE_HERE,
            "involved": Some("incident__participations", MINE_HERE)
            & (FieldEquals("audience", "involved") | FieldEquals("audience", "abroad")),
            "abroad": Some("incident__participations", MINE_HERE) & FieldEquals("audience", "abroad"),
        },
    },
    "tasks": {"coordination.task": {"own": ASKED_OR_ASKING, "post": HERE}},
    "patrols": {
        "coordination.patrol": {"own": MINE_HERE, "post": HERE},
        "coordination.finding": {
            "own": FieldIs("patrol__agency", "agency") & FieldIs("patrol__post", "post"),
            "post": FieldIs("patrol__post", "post"),
        },
    },
    "alerts": {
        "coordination.alert": {"own": MINE_HERE, "post": SENT_HERE, "all": SENT_HERE | SENT_TO_ALL},
        "coordination.alert_target": {"own": OF_MY_ALERT, "post": HERE, "all": HERE},
        "coordination.alert_seen": {"own": OF_MY_ALERT, "post": HERE, "all": HERE},
        "coordination.alert_lifted": {
            "own": OF_MY_ALERT,
            "post": Some("alert__targets", HERE),
            "all": Some("alert__targets", HERE) | FieldEquals("alert__everywhere", True),
        },
    },
}
"""records -> kind -> which -> where. A task asked, an alert sent, a note written belong to an agency at a post, not to it everywhere."""

PLAIN = frozenset({"coordination.participation", "coordination.alert_target", "coordination.alert_seen"})
"""Kinds that hold nothing which is told to some only."""


def opened() -> Iterator[Opened]:
    """Everything that a line of the table can open."""
    for records, kinds in CONDITIONS.items():
        for kind, scopes in kinds.items():
            for which, when in scopes.items():
                yield Opened(kind, AskerHas("agreements", code_of(records, which)) & when, told=False)
                if kind not in PLAIN:
                    yield Opened(kind, AskerHas("agreements", code_of(records, which, told=True)) & when, told=True)
