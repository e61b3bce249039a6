"""What agencies read of each other's work: always through the policy, so that each sees what its agreement opens."""

from lakay.coordination.queries.alerts import Banner, SentTo, alerts_of, banner_for, banner_of, posts_told, unseen_at
from lakay.coordination.queries.briefing import Briefing, briefing_of
from lakay.coordination.queries.incidents import incidents_of, log_of, may_read, open_incidents, own_open_incidents, seats_in
from lakay.coordination.queries.patrols import (
    Total,
    findings_of,
    handed_to_protection,
    patrols_between,
    patrols_of,
    patrols_out,
    totals_of,
)
from lakay.coordination.queries.tasks import Turn, tasks_of, tasks_of_incident, waiting_tasks

__all__ = [
    "Banner",
    "Briefing",
    "SentTo",
    "Total",
    "Turn",
    "alerts_of",
    "banner_for",
    "banner_of",
    "briefing_of",
    "findings_of",
    "handed_to_protection",
    "incidents_of",
    "log_of",
    "may_read",
    "open_incidents",
    "own_open_incidents",
    "patrols_between",
    "patrols_of",
    "patrols_out",
    "posts_told",
    "seats_in",
    "tasks_of",
    "tasks_of_incident",
    "totals_of",
    "unseen_at",
    "waiting_tasks",
]
