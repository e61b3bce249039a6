"""The codes of the border: stable words that stand in the database and in events."""

from __future__ import annotations

from enum import StrEnum


class Direction(StrEnum):
    """Into the country or out of it."""

    ENTRY = "entry"
    EXIT = "exit"


class Decision(StrEnum):
    """What the officer decided."""

    ADMITTED = "admitted"
    REFUSED = "refused"


class ShiftStatus(StrEnum):
    """A shift is open until its officer has counted."""

    OPEN = "open"
    CLOSED = "closed"


class Channel(StrEnum):
    """How the traveller's identity came in: the zone by a reader, by hand or by the camera, a signed pass, by word of mouth, from paper."""

    READER = "reader"
    TYPED = "typed"
    CAMERA = "camera"
    PASS = "pass"
    SPOKEN = "spoken"
    PAPER = "paper"


class Level(StrEnum):
    """How well a traveller is known: by a document, by what they say and others confirm, or only as one more person."""

    DOCUMENTED = "documented"
    IDENTIFIED = "identified"
    COUNTED = "counted"


class Source(StrEnum):
    """How a movement came into the register: at the booth as it happened, late from paper, or from another system."""

    BOOTH = "booth"
    LATE = "late"
    IMPORT = "import"


class AgeGroup(StrEnum):
    """Groups that an officer can tell at a glance; 0-4, 5-11, 12-17 years, adults and the old (60+)."""

    INFANT = "0-4"
    CHILD = "5-11"
    YOUTH = "12-17"
    ADULT = "18-59"
    OLD = "60+"


class Accompanied(StrEnum):
    """With whom a child travels, as the officer answers. The last three call the protection desk."""

    PARENT = "parent"
    GUARDIAN = "guardian"
    AUTHORISED = "authorised"
    ALONE = "alone"
    NOT_PARENT = "not-parent"
    UNSURE = "unsure"


class CallSource(StrEnum):
    """What raised a call to the protection desk."""

    MINOR = "minor"
    OFFICER = "officer"
    ALERT = "alert"
    PATTERN = "pattern"
    SECOND_LINE = "second-line"


class CallStatus(StrEnum):
    """A call waits until somebody of the protection desk takes it, and stays theirs until it is closed."""

    WAITING = "waiting"
    TAKEN = "taken"
    CLOSED = "closed"


class HitOutcome(StrEnum):
    """What the second line found about an alert."""

    SAME = "same"
    OTHER = "other"
    UNSURE = "unsure"


class SecondLineStatus(StrEnum):
    """A traveller waits, somebody takes them, perhaps a second person must agree, and it is decided. `left`: they went away."""

    WAITING = "waiting"
    TAKEN = "taken"
    PROPOSED = "proposed"
    DECIDED = "decided"
    LEFT = "left"


class ImportStatus(StrEnum):
    """A file is uploaded, tried out (`checking`, `checked`), read (`running`), and done; stopped ones go on or are given up."""

    UPLOADED = "uploaded"
    CHECKING = "checking"
    CHECKED = "checked"
    RUNNING = "running"
    STOPPED = "stopped"
    DONE = "done"
    GIVEN_UP = "given-up"
