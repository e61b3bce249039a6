"""What there is to see at the gate of Ouanaminthe: an incident, one handed over, tasks, a patrol, a rapid alert."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from lakay.coordination import actions
from lakay.coordination.models import Finding, Incident, Patrol, RapidAlert, Task
from lakay.coordination.rules import Audience, Seriousness, Severity
from lakay.kernel.actors import Actor
from lakay.kernel.clock import SystemClock

HOUR = timedelta(hours=1)
Who = Callable[[str, str], Actor]


def settle_gate(who: Who) -> dict[str, Any]:
    """Luckner's police lead, Kettly's customs and Pedro across the line take part. Rose has warned Malpasse."""
    luckner, kettly, rose, now = who("luckner", "HT-OUA"), who("kettly", "HT-OUA"), who("rose", "HT-OUA"), SystemClock().now()
    lorry = actions.IncidentGiven("smuggling", "Lorry with a double floor", Seriousness.SERIOUS, ("AGD", "DGM"))
    opened = actions.open_incident(by=luckner, at=now, given=lorry, text="The driver ran away", audience=Audience.INVOLVED)
    crowd = actions.IncidentGiven("crowd", "Too many at the bridge", Seriousness.MINOR)
    handed = Incident.objects.get(pk=actions.open_incident(by=luckner, at=now, given=crowd).id_of(Incident))
    actions.hand_over(by=luckner, at=now, incident=handed, agency="AGD")
    asked = actions.ask_task(
        by=luckner, at=now, given=actions.TaskGiven("AGD", "Weigh the lorry", now + HOUR, "At the old scale")
    )
    taken = actions.ask_task(by=luckner, at=now, given=actions.TaskGiven("AGD", "Seal the lorry", now + HOUR))
    actions.answer_task(by=kettly, at=now, task=Task.objects.get(pk=taken.id_of(Task)), accept=True)
    out = actions.begin_patrol(by=luckner, at=now, team_size=4, route="Along the river")
    patrol = Patrol.objects.get(pk=out.id_of(Patrol))
    found = actions.enter_finding(by=luckner, at=now, patrol=patrol, given=actions.FindingGiven("people", 3, "Traders"))
    texts = {"en": "The gate closes at noon"}
    sent = actions.send_alert(by=rose, at=now, severity=Severity.URGENT, texts=texts, until_at=now + 6 * HOUR, posts=["HT-MAL"])
    over = actions.send_alert(by=rose, at=now, severity=Severity.NOTICE, texts=texts, until_at=now + 6 * HOUR, posts=["HT-BEL"])
    actions.lift_alert(by=rose, at=now, alert=RapidAlert.objects.get(pk=over.id_of(RapidAlert)), reason="It stays open")
    return {
        "incident": opened.id_of(Incident),
        "incident_handed": handed.pk,
        "task": asked.id_of(Task),
        "task_taken": taken.id_of(Task),
        "patrol": patrol.pk,
        "finding": found.id_of(Finding),
        "rapid_alert": sent.id_of(RapidAlert),
    }
