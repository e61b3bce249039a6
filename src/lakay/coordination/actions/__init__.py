"""Everything that agencies write together."""

from lakay.coordination.actions.alerts import AlreadyLifted, AlreadyOver, NoTarget, acknowledge_alert, lift_alert, send_alert
from lakay.coordination.actions.incidents import (
    AlreadyTakesPart,
    IncidentGiven,
    IncidentOver,
    NothingWritten,
    add_note,
    answer_hand_over,
    assess_incident,
    close_incident,
    hand_over,
    involve,
    open_incident,
)
from lakay.coordination.actions.patrols import FindingGiven, begin_patrol, end_patrol, enter_finding
from lakay.coordination.actions.tasks import BadDeadline, SameSeat, TaskGiven, answer_task, ask_task, finish_task, withdraw_task

__all__ = [
    "AlreadyLifted",
    "AlreadyOver",
    "AlreadyTakesPart",
    "BadDeadline",
    "FindingGiven",
    "IncidentGiven",
    "IncidentOver",
    "NoTarget",
    "NothingWritten",
    "SameSeat",
    "TaskGiven",
    "acknowledge_alert",
    "add_note",
    "answer_hand_over",
    "answer_task",
    "ask_task",
    "assess_incident",
    "begin_patrol",
    "close_incident",
    "end_patrol",
    "enter_finding",
    "finish_task",
    "hand_over",
    "involve",
    "lift_alert",
    "open_incident",
    "send_alert",
    "withdraw_task",
]
