"""What is decided at the border, in plain values."""

from lakay.border.rules.alerts import closes_the_way
from lakay.border.rules.assessment import (
    ADULT_FROM,
    WEIGHTS,
    Assessment,
    Problem,
    Weight,
    age_on,
    assess,
    assess_without_document,
    is_minor,
    open_steps,
)
from lakay.border.rules.codes import (
    Accompanied,
    AgeGroup,
    CallSource,
    CallStatus,
    Channel,
    Decision,
    Direction,
    HitOutcome,
    ImportStatus,
    Level,
    SecondLineStatus,
    ShiftStatus,
    Source,
)
from lakay.border.rules.counts import Counts
from lakay.border.rules.shown import Shown, from_zone
from lakay.border.rules.stays import Permitted, overstay, permitted

__all__ = [
    "ADULT_FROM",
    "WEIGHTS",
    "Accompanied",
    "AgeGroup",
    "Assessment",
    "CallSource",
    "CallStatus",
    "Channel",
    "Counts",
    "Decision",
    "Direction",
    "HitOutcome",
    "ImportStatus",
    "Level",
    "Permitted",
    "Problem",
    "SecondLineStatus",
    "ShiftStatus",
    "Shown",
    "Source",
    "Weight",
    "age_on",
    "assess",
    "assess_without_document",
    "closes_the_way",
    "from_zone",
    "is_minor",
    "open_steps",
    "overstay",
    "permitted",
]
