"""What agencies read of each other's work: always through the policy, so that each sees what its agreement opens."""

from lakay.coordination.queries.alerts import Banner, SentTo, alerts_of, banner_for, posts_told, sent_alerts
from lakay.coordination.queries.briefing import Briefing, briefing_of
from lakay.coordination.queries.incidents import incidents_of, log_of, may_read, open_incidents, own_open_incidents, seats_in
from lakay.coordination.queries.patrols import Total, findings_of, handed_to_protection, patrols_between, patrols_of, totals_of
from lakay.coordination.queries.tasks import Turn, tasks_of, tasks_of_incident, waiting_tasks

__all__ = [
    "Banner",
    "Briefing",
    "SentTo",
    "Total",
    "Turn",
    "alerts_of",
    "banner_for",
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
    "posts_told",
    "seats_in",
    "sent_alerts",
    "tasks_of",
    "tasks_of_incident",
    "totals_of",
    "waiting_tasks",
]
