"""What happens at the protection desk in the demo, as literal tables. Nobody in them exists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from lakay.protection.rules.codes import Finding, Outcome, Source


class Step:
    """Something that is done in a file."""


@dataclass(frozen=True)
class Ask(Step):
    """Questions of an instrument, answered."""

    instrument: str
    answers: Mapping[str, Any]


@dataclass(frozen=True)
class Consent(Step):
    """The statements were read."""

    agrees: bool = True


class TakeBack(Step):
    """The person takes the last yes back."""


@dataclass(frozen=True)
class Urgent(Step):
    """Something new is known."""

    signals: tuple[str, ...]


@dataclass(frozen=True)
class Decide(Step):
    """The supervisor decides about trafficking."""

    finding: Finding
    grounds: str


@dataclass(frozen=True)
class Close(Step):
    """The work of the desk is done."""

    outcome: Outcome
    note: str = ""


@dataclass(frozen=True)
class Story:
    """Somebody who comes, so many minutes before the end of the demo, and what is done then."""

    source: Source
    signals: tuple[str, ...]
    age: int | None = None
    sex: str = ""
    by: str = "mirlande"
    minutes_ago: int = 0
    note: str = ""
    received: bool = True
    named: bool = True
    steps: tuple[Step, ...] = field(default=())


HOUR, DAY = 60, 24 * 60

UNHURT = Ask("health", {"hurt": "no", "pregnant": "no", "eaten": "yes", "self": "no", "shelter": "yes"})
HUNGRY = Ask("health", {"hurt": "no", "eaten": "no", "shelter": "no", "near": "no"})
CALM = Ask("rapid", {"danger": "no", "doctor": "no", "stopped": "no", "papers": "no", "tonight": "yes"})
HELD = Ask("rapid", {"signs": ["afraid", "spoken-for"], "danger": "yes", "stopped": "yes", "papers": "yes", "tonight": "no"})
IN_HOUSE = {"lives": "other-household", "separated": "yes", "cause": ["poverty"], "home": "yes"}
DOMESTIC = Ask(
    "child", {**IN_HOUSE, "age": 11, "age-how": "estimated", "away": "yes", "school": "yes", "works": "yes", "paid": "no"}
)
LOST = Ask(
    "child", {"age-how": "child", "with": "nobody", "lives": "parents", "separated": "yes", "cause": ["migration"], "home": "yes"}
)
FIELDS = Ask(
    "labour-adult",
    {"dr-job": "yes", "dr-wages": "yes", "ex-hours": "yes", "ex-low-pay": "yes", "cd-documents": "yes", "cd-debt": "yes"},
)
KITCHEN = Ask("labour-child", {"ex-hours": "yes", "ex-no-school": "yes", "cd-violence": "yes", "rv-family": "yes"})
WHOLE = Ask("full", {"individual-risk": ["no-papers", "debt"], "household-help": ["support"], "community-risk": ["recruiters"]})

STORIES: tuple[Story, ...] = (
    Story(
        *(Source.BOOTH, ("child-stranger", "child"), 11, "F"),
        minutes_ago=5 * HOUR,
        note="Dam ki te avè l la di se matant li; li pa konn non manman timoun nan.",
        steps=(HELD, Ask("health", {"hurt": "yes", "eaten": "no", "near": "yes", "shelter": "no"}), Consent(), DOMESTIC, KITCHEN),
    ),
    Story(
        *(Source.BOOTH, ("held",), 24, "M"),
        minutes_ago=26 * HOUR,
        note="Yo te pran paspò l nan chantye a.",
        steps=(
            HELD,
            HUNGRY,
            Consent(),
            WHOLE,
            FIELDS,
            Decide(Finding.ACTUAL, "Papye yo te nan men patwon an; dèt la pa janm fini."),
        ),
    ),
    Story(
        *(Source.RECEPTION, ("pregnant", "returned"), 19, "F", "nadege"),
        minutes_ago=4 * HOUR,
        note="Sòti nan bis maten an, sèt mwa.",
        steps=(CALM, Ask("health", {"pregnant": "yes", "months": 7, "eaten": "no", "shelter": "no"})),
    ),
    Story(Source.BOOTH, ("child-alone", "child"), 9, "M", minutes_ago=40, received=False, named=False),
    Story(
        *(Source.HOTLINE, ("danger",), None, "F", "nadege"),
        minutes_ago=95,
        received=False,
        named=False,
        note="Yon vwazen rele: yo fèmen yon ti fi nan yon kay toupre mache a.",
    ),
    Story(Source.COMMUNITY, ("child", "no-shelter"), 15, "M", "nadege", minutes_ago=3 * HOUR, steps=(CALM, HUNGRY, LOST)),
    Story(
        Source.ABROAD, ("child-alone", "child"), 13, "F", minutes_ago=2 * DAY, note="DGM mennen l jis sou pon an.", steps=(LOST,)
    ),
    Story(Source.SELF, ("hungry",), 41, "F", "nadege", minutes_ago=70),
    Story(
        *(Source.SELF, ("concern",), 33, "M"),
        minutes_ago=7 * HOUR,
        steps=(CALM, Consent(agrees=False)),
        note="Li vle èd, li pa vle pale.",
    ),
    Story(
        *(Source.RECEPTION, ("returned", "disability"), 52, "M", "nadege"),
        minutes_ago=9 * HOUR,
        steps=(CALM, UNHURT, Consent(), TakeBack()),
    ),
    Story(Source.RECEPTION, ("returned", "other"), 28, "F", minutes_ago=25, received=False),
    Story(
        *(Source.COMMUNITY, ("other",), 22, "F", "nadege"),
        minutes_ago=6 * HOUR,
        steps=(CALM, Urgent(("self-harm",))),
        note="Yon zanmi mennen l.",
    ),
)
"""Who is there today and was yesterday: some received, some asked, some waiting longer than the table allows."""

PAST: tuple[Story, ...] = (
    Story(
        *(Source.BOOTH, ("child-stranger", "child"), 10, "M"),
        steps=(CALM, UNHURT, Close(Outcome.NO_NEED, "Tonton an gen papye; manman an reponn nan telefòn.")),
    ),
    Story(
        *(Source.RECEPTION, ("returned", "no-shelter"), 30, "F", "nadege"),
        steps=(CALM, HUNGRY, Close(Outcome.REFERRED, "Yon nwit nan sant lan, machin denmen maten.")),
    ),
    Story(
        *(Source.BOOTH, ("child-alone", "child"), 14, "F"),
        steps=(CALM, UNHURT, LOST, Close(Outcome.REFERRED, "IBESR pran l an chaj.")),
    ),
    Story(
        *(Source.BOOTH, ("held",), 27, "M"),
        steps=(
            *(HELD, Consent(), FIELDS),
            Decide(Finding.ACTUAL, "Siy yo klè, temwen yo dakò."),
            Close(Outcome.REFERRED, "Voye bay avoka ak sant la."),
        ),
    ),
    Story(
        *(Source.SELF, ("concern",), 36, "F"),
        steps=(
            *(CALM, Consent(), Ask("labour-adult", {"ex-low-pay": "yes"})),
            Decide(Finding.NOT, "Se yon pwoblèm salè, pa trafik."),
            Close(Outcome.HELPED, "Nou ba l nimewo biwo travay la."),
        ),
    ),
    Story(Source.HOTLINE, ("danger",), None, "F", "nadege", steps=(CALM, Close(Outcome.LEFT))),
    Story(Source.SELF, ("hungry",), 45, "M", steps=(HUNGRY, Close(Outcome.HELPED, "Manje ak dlo."))),
    Story(Source.SELF, ("other",), 38, "F", "nadege", steps=(CALM, Close(Outcome.REFUSED_HELP))),
)
"""Kinds of files of the weeks before: closed."""
