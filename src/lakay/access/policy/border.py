"""Who sees what of the border: at the booth, at second line and at inspections."""

from __future__ import annotations

from lakay.access.policy.conditions import (
    BORDER,
    HANDED_OVER,
    NAMED,
    OPEN,
    OWN_SHIFT,
    PROTECTING,
    PROTECTIVE,
    SAME_POST,
    SEEN_AT_POST,
    SILENT,
    TOLD,
    UNDONE_AT_POST,
    Rule,
)
from lakay.access.policy.permissions import P
from lakay.kernel.predicates import Always, FieldIn, FieldIs, FieldIsNull

RULES: tuple[Rule, ...] = (
    Rule("border.shift", P.SHIFT_OPEN, OWN_SHIFT, OPEN),
    Rule("border.shift", P.SHIFT_SUPERVISE, SAME_POST, OPEN),
    Rule("border.lane_reader", P.SHIFT_OPEN, SAME_POST, OPEN),
    Rule("border.encounter", P.ENCOUNTER_VIEW, SAME_POST, NAMED),
    Rule("border.crossing", P.REGISTER_READ, SAME_POST, NAMED),
    Rule("border.second_look", P.ENCOUNTER_VIEW, HANDED_OVER, OPEN),
    Rule("border.second_look", P.SECOND_LOOK_VIEW, SAME_POST, TOLD),
    *(Rule(f"border.{name}", P.INSPECTION_RECORD, SAME_POST, TOLD) for name in ("inspection", "seizure")),
    Rule("border.inspection_request", P.INSPECTION_RECORD, SAME_POST, OPEN),
    Rule("border.encounter", P.INSPECTION_RECORD, SAME_POST & FieldIn("person_id", "live"), OPEN, BORDER),
    Rule("border.import_run", P.IMPORT_RUN, SAME_POST, NAMED),
    Rule("border.import_fault", P.IMPORT_RUN, FieldIs("run__post", "post"), NAMED),
    Rule("border.passenger_list", P.ARRIVAL_VIEW, SAME_POST, OPEN),
    Rule("border.passenger_file", P.PASSENGER_VIEW, SAME_POST, NAMED),
    Rule("border.passenger", P.PASSENGER_VIEW, FieldIs("listing__post", "post"), NAMED),
    Rule("border.passenger_screening", P.SECOND_LOOK_VIEW, SAME_POST & ~PROTECTIVE, TOLD, BORDER),
    Rule("border.passenger_screening", P.CALL_ANSWER, SAME_POST & PROTECTIVE, TOLD, PROTECTING),
    Rule("border.feed", P.FEED_MANAGE, Always(), OPEN),
    Rule("border.undo", P.REGISTER_READ, UNDONE_AT_POST, OPEN),
    Rule("border.tally", P.REGISTER_READ, SAME_POST, OPEN),
    *(Rule(f"border.{name}", P.ENCOUNTER_VIEW, SEEN_AT_POST, NAMED) for name in ("identification", "declaration", "minor_check")),
    Rule("border.chip_check", P.ENCOUNTER_VIEW, SEEN_AT_POST, OPEN),
    Rule("border.seal_check", P.ENCOUNTER_VIEW, SEEN_AT_POST, OPEN),
    Rule("border.hit", P.ENCOUNTER_VIEW, SEEN_AT_POST & ~PROTECTIVE & ~SILENT, TOLD, BORDER),
    Rule("border.hit", P.SHIFT_SUPERVISE, SEEN_AT_POST & SILENT, TOLD, BORDER),
    Rule("border.hit", P.ALERT_LIST, SILENT, TOLD),
    Rule("border.call", P.ENCOUNTER_VIEW, SAME_POST & ~FieldIsNull("encounter"), OPEN, BORDER),
    *(Rule(f"border.{name}", P.CALL_ANSWER, SAME_POST, TOLD, PROTECTING) for name in ("call", "firing")),
    Rule("people.name", P.INSPECTION_RECORD, FieldIn("person_id", "live"), NAMED, BORDER),
    Rule("people.document", P.INSPECTION_RECORD, FieldIn("person_id", "live"), OPEN, BORDER),
)
