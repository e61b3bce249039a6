"""Everything that is written at the border."""

from lakay.border.actions.calls import call_protection
from lakay.border.actions.chips import record_chip, record_seal
from lakay.border.actions.crossings import (
    AlreadyDecided,
    AlreadyTakenBack,
    CannotAdmit,
    StepsOpen,
    TooLate,
    WithSecondLine,
    record_crossing,
    undo_crossing,
)
from lakay.border.actions.declarations import AlreadyDeclared, declare
from lakay.border.actions.encounters import NothingRead, Reading, identify_traveller, open_encounter
from lakay.border.actions.hits import acknowledge_hit
from lakay.border.actions.minors import check_minor
from lakay.border.actions.photos import take_photo
from lakay.border.actions.readers import learn_reader
from lakay.border.actions.second_line import (
    AlreadySent,
    Day,
    NeedsGrounds,
    NothingToOverride,
    answer_hit,
    answer_proposal,
    decide_second_look,
    note_left,
    propose_admission,
    put_back,
    send_to_second_line,
    take_second_look,
    withdraw_proposal,
)
from lakay.border.actions.shifts import ShiftAlreadyOpen, close_shift, open_shift, turn_lane
from lakay.border.actions.tallies import AlreadyCorrected, count_person, uncount_person

__all__ = [
    "AlreadyCorrected",
    "AlreadyDecided",
    "AlreadyDeclared",
    "AlreadySent",
    "AlreadyTakenBack",
    "CannotAdmit",
    "Day",
    "NeedsGrounds",
    "NothingRead",
    "NothingToOverride",
    "Reading",
    "ShiftAlreadyOpen",
    "StepsOpen",
    "TooLate",
    "WithSecondLine",
    "acknowledge_hit",
    "answer_hit",
    "answer_proposal",
    "call_protection",
    "check_minor",
    "close_shift",
    "count_person",
    "decide_second_look",
    "declare",
    "identify_traveller",
    "learn_reader",
    "note_left",
    "open_encounter",
    "open_shift",
    "propose_admission",
    "put_back",
    "record_chip",
    "record_crossing",
    "record_seal",
    "send_to_second_line",
    "take_photo",
    "take_second_look",
    "turn_lane",
    "uncount_person",
    "undo_crossing",
    "withdraw_proposal",
]
