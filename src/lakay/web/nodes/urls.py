"""The pages of the nodes."""

from __future__ import annotations

from django.urls import path

from lakay.web.nodes import binding, conflicts, enrolment, home, joining, letters, releases, stick, stopping

app_name = "nodes"

urlpatterns = [
    path("", home.nodes, name="home"),
    path("this/", home.this, name="this"),
    path("this/exchange/", home.speak, name="speak"),
    path("this/hub/", home.found, name="found"),
    path("node/<uuid:peer>/", home.node, name="node"),
    path("node/<uuid:peer>/stop/", stopping.stop, name="stop"),
    path("node/<uuid:peer>/end/", stopping.end, name="end"),
    path("node/<uuid:peer>/back/", stopping.back, name="back"),
    path("node/<uuid:peer>/lost/", stopping.lost, name="lost"),
    path("invitations/", enrolment.invitations, name="invitations"),
    path("invitations/<uuid:invitation>/", enrolment.invitation, name="invitation"),
    path("invitations/<uuid:invitation>/admit/", enrolment.admit, name="admit"),
    path("invitations/<uuid:invitation>/refuse/", enrolment.refuse, name="refuse"),
    path("invitations/<uuid:invitation>/withdraw/", enrolment.withdraw, name="withdraw"),
    path("releases/", releases.releases, name="releases"),
    path("requests/", enrolment.request_file, name="request_file"),
    path("stick/", stick.stick, name="stick"),
    path("stick/for/<uuid:peer>/", stick.give, name="stick_give"),
    path("letters/", letters.letters, name="letters"),
    path("letters/<uuid:event>/retry/", letters.retry, name="retry"),
    path("conflicts/", conflicts.conflicts, name="conflicts"),
    path("conflicts/<str:kind>/<uuid:record>/<str:field>/", conflicts.conflict, name="conflict"),
    path("join/", joining.join, name="join"),
    path("join/request/", joining.request_file, name="join_request"),
    path("join/answer/", joining.answer_file, name="join_answer"),
    path("bind/", binding.bind, name="bind"),
    path("card/", binding.card, name="card"),
    path("card/word/", binding.word, name="word"),
]
