"""Addresses of the second line."""

from __future__ import annotations

from django.urls import path

from lakay.web.second_line import deciding, notice, views

app_name = "second_line"
urlpatterns = [
    path("", views.queue, name="queue"),
    path("<uuid:look>/", views.look, name="look"),
    path("<uuid:look>/take/", deciding.take, name="take"),
    path("<uuid:look>/back/", deciding.back, name="back"),
    path("<uuid:look>/left/", deciding.left, name="left"),
    path("<uuid:look>/call/", deciding.call, name="call"),
    path("<uuid:look>/inspect/", deciding.inspect, name="inspect"),
    path("<uuid:look>/alert/<uuid:hit>/", deciding.alert, name="alert"),
    path("<uuid:look>/child/", deciding.child, name="child"),
    path("<uuid:look>/declare/", deciding.declare, name="declare"),
    path("<uuid:look>/decide/", deciding.decide, name="decide"),
    path("<uuid:look>/propose/", deciding.propose, name="propose"),
    path("<uuid:look>/withdraw/", deciding.withdraw, name="withdraw"),
    path("<uuid:look>/answer/", deciding.answer, name="answer"),
    path("notice/<uuid:crossing>/", notice.refusal_notice, name="notice"),
]
