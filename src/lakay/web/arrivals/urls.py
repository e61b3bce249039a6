"""Addresses of arrivals."""

from __future__ import annotations

from django.urls import path

from lakay.web.arrivals import feeds, views

app_name = "arrivals"
urlpatterns = [
    path("", views.board, name="board"),
    path("bring/", views.bring, name="bring"),
    path("protected/", views.protected, name="protected"),
    path("senders/", feeds.feeds, name="feeds"),
    path("senders/<uuid:feed>/approve/", feeds.approve, name="feed_approve"),
    path("senders/<uuid:feed>/end/", feeds.end, name="feed_end"),
    path("lists", feeds.upload, name="upload"),
    path("<uuid:listed>/", views.voyage, name="voyage"),
    path("files/<uuid:file>", views.raw, name="raw"),
]
