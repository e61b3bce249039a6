"""What stands in a post's register, one file for each thing that happens at the border."""

from lakay.border.models.alerts import Hit
from lakay.border.models.calls import Call, Firing
from lakay.border.models.crossings import Crossing, CrossingQuerySet, Undo
from lakay.border.models.declarations import Declaration
from lakay.border.models.encounters import ChipCheck, Encounter, Identification, SealCheck
from lakay.border.models.imports import ImportFault, ImportRun
from lakay.border.models.inspections import Inspection, InspectionRequest, Seizure
from lakay.border.models.minors import MinorCheck
from lakay.border.models.passengers import Feed, FeedCalls, Passenger, PassengerFile, PassengerList, PassengerScreening
from lakay.border.models.readers import LaneReader
from lakay.border.models.second_line import SecondLook
from lakay.border.models.shifts import Shift, ShiftQuerySet
from lakay.border.models.tallies import Tally

__all__ = [
    "Call",
    "ChipCheck",
    "Crossing",
    "CrossingQuerySet",
    "Declaration",
    "Encounter",
    "Feed",
    "FeedCalls",
    "Firing",
    "Hit",
    "Identification",
    "ImportFault",
    "ImportRun",
    "Inspection",
    "InspectionRequest",
    "LaneReader",
    "MinorCheck",
    "Passenger",
    "PassengerFile",
    "PassengerList",
    "PassengerScreening",
    "SealCheck",
    "SecondLook",
    "Seizure",
    "Shift",
    "ShiftQuerySet",
    "Tally",
    "Undo",
]
