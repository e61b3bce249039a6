"""Pages of the oversight."""

from __future__ import annotations

from django.urls import path

from lakay.web.oversight import chain, log, officers, patterns, silences, trust

app_name = "oversight"

urlpatterns = [
    path("", log.reads, name="reads"),
    path("search", log.search, name="search"),
    path("export", log.export, name="export"),
    path("events/<uuid:event>", log.detail, name="event"),
    path("patterns", patterns.figures, name="patterns"),
    path("patterns/export", patterns.figures_csv, name="patterns_csv"),
    path("officers", officers.officers, name="officers"),
    path("silences", silences.silences, name="silences"),
    path("trust", trust.states, name="trust"),
    path("trust/bring", trust.bring, name="trust_bring"),
    path("trust/files/<uuid:upload>", trust.file, name="trust_file"),
    path("trust/files/<uuid:upload>/accept", trust.accept, name="trust_accept"),
    path("trust/files/<uuid:upload>/drop", trust.drop, name="trust_drop"),
    path("trust/states/<str:state>", trust.state, name="trust_state"),
    path("trust/keys/<uuid:anchor>", trust.anchor, name="trust_anchor"),
    path("trust/keys/<uuid:anchor>/withdraw", trust.withdraw, name="trust_withdraw"),
    path("trust/keys/<uuid:anchor>/restore", trust.restore, name="trust_restore"),
    path("journal", chain.journal, name="journal"),
    path("journal/verify", chain.verify, name="verify"),
]
