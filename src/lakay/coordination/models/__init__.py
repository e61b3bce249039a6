"""What the agencies at a post keep together."""

from lakay.coordination.models.alerts import AlertLifted, AlertSeen, AlertTarget, RapidAlert
from lakay.coordination.models.incidents import Incident, Note, Participation
from lakay.coordination.models.patrols import Finding, Patrol
from lakay.coordination.models.tasks import Task

__all__ = [
    "AlertLifted",
    "AlertSeen",
    "AlertTarget",
    "Finding",
    "Incident",
    "Note",
    "Participation",
    "Patrol",
    "RapidAlert",
    "Task",
]
