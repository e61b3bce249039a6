"""What the booth, the register and the other desks of the border read."""

from lakay.border.queries.encounters import (
    before_in_shift,
    chip_check_of,
    declaration_of,
    document_of,
    encounter_of,
    identification_of,
    members_of,
    minor_check_of,
)
from lakay.border.queries.movements import crossing_of, decisions_of, last_admitted, last_movements, last_of_shift, register
from lakay.border.queries.shifts import counts_of, levels_of, open_shift_of, reader_of, tallied, tallied_on, waiting_at
from lakay.border.queries.steps import Since, call_status, calls_open, hits_shown, is_decided, since_read, steps_done, steps_open

__all__ = [
    "Since",
    "before_in_shift",
    "call_status",
    "calls_open",
    "chip_check_of",
    "counts_of",
    "crossing_of",
    "decisions_of",
    "declaration_of",
    "document_of",
    "encounter_of",
    "hits_shown",
    "identification_of",
    "is_decided",
    "last_admitted",
    "last_movements",
    "last_of_shift",
    "levels_of",
    "members_of",
    "minor_check_of",
    "open_shift_of",
    "reader_of",
    "register",
    "since_read",
    "steps_done",
    "steps_open",
    "tallied",
    "tallied_on",
    "waiting_at",
]
