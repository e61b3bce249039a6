"""Addresses of the desk of the post."""

from __future__ import annotations

from django.urls import path

from lakay.web.coordination import alerts, briefing, home, incidents, moves, patrols, tasks

app_name = "coordination"
urlpatterns = [
    path("", home.home, name="home"),
    path("incidents/", incidents.incidents, name="incidents"),
    path("incidents/new/", incidents.new, name="incident_new"),
    path("incidents/<uuid:incident>/", incidents.incident, name="incident"),
    path("incidents/<uuid:incident>/note/", incidents.note, name="incident_note"),
    path("incidents/<uuid:incident>/involve/", moves.involve, name="incident_involve"),
    path("incidents/<uuid:incident>/assess/", moves.assess, name="incident_assess"),
    path("incidents/<uuid:incident>/hand-over/", moves.hand_over, name="incident_hand_over"),
    path("incidents/<uuid:incident>/answer/", moves.answer, name="incident_answer"),
    path("incidents/<uuid:incident>/close/", moves.close, name="incident_close"),
    path("tasks/", tasks.tasks, name="tasks"),
    path("tasks/new/", tasks.new, name="task_new"),
    path("tasks/<uuid:task>/", tasks.task, name="task"),
    path("tasks/<uuid:task>/answer/", tasks.answer, name="task_answer"),
    path("tasks/<uuid:task>/finish/", tasks.finish, name="task_finish"),
    path("tasks/<uuid:task>/withdraw/", tasks.withdraw, name="task_withdraw"),
    path("patrols/", patrols.patrols, name="patrols"),
    path("patrols/new/", patrols.new, name="patrol_new"),
    path("patrols/<uuid:patrol>/", patrols.patrol, name="patrol"),
    path("patrols/<uuid:patrol>/find/", patrols.find, name="patrol_find"),
    path("patrols/<uuid:patrol>/end/", patrols.end, name="patrol_end"),
    path("alerts/", alerts.alerts, name="alerts"),
    path("alerts/new/", alerts.new, name="alert_new"),
    path("alerts/<uuid:alert>/acknowledge/", alerts.acknowledge, name="alert_acknowledge"),
    path("alerts/<uuid:alert>/lift/", alerts.lift, name="alert_lift"),
    path("briefing/", briefing.briefing, name="briefing"),
]
