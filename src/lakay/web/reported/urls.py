"""Addresses of the figures of others."""

from __future__ import annotations

from django.urls import path

from lakay.web.reported import entering, views

app_name = "reported"
urlpatterns = [
    path("", views.home, name="home"),
    path("start/", entering.start, name="start"),
    path("<uuid:series>/", views.one, name="one"),
    path("<uuid:series>/value/", entering.value, name="value"),
    path("<uuid:series>/try/", entering.bring, name="try"),
    path("<uuid:series>/enter/", entering.enter, name="enter"),
    path("<uuid:series>/end/", entering.end, name="end"),
]
