"""Pages of the oversight."""

from __future__ import annotations

from django.urls import path

from lakay.web.oversight import chain, log, patterns

app_name = "oversight"

urlpatterns = [
    path("", log.reads, name="reads"),
    path("search", log.search, name="search"),
    path("export", log.export, name="export"),
    path("events/<uuid:event>", log.detail, name="event"),
    path("patterns", patterns.figures, name="patterns"),
    path("patterns/export", patterns.figures_csv, name="patterns_csv"),
    path("journal", chain.journal, name="journal"),
    path("journal/verify", chain.verify, name="verify"),
]
