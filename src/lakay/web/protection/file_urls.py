"""Pages of the files of the protection desk."""

from __future__ import annotations

from django.urls import path

from lakay.web.protection import asking, files, one_file, voices

app_name = "files"

urlpatterns = [
    path("", files.file_list, name="list"),
    path("new", files.new, name="new"),
    path("late", files.ageing, name="ageing"),
    path("of-call/<uuid:call>", files.from_call, name="from_call"),
    path("statements/<str:version>/<slug:code>.<slug:language>.ogg", voices.voice, name="voice"),
    path("<uuid:intake>", one_file.one, name="one"),
    path("<uuid:intake>/receive", one_file.receive, name="receive"),
    path("<uuid:intake>/assign", one_file.assign, name="assign"),
    path("<uuid:intake>/signal", one_file.signal, name="signal"),
    path("<uuid:intake>/close", one_file.close, name="close"),
    path("<uuid:intake>/decide", one_file.decide, name="decide"),
    path("<uuid:intake>/consent", asking.consent, name="consent"),
    path("<uuid:intake>/consent/<uuid:consent>/take-back", asking.take_back, name="take_back"),
    path("<uuid:intake>/ask/<slug:instrument>", asking.ask, name="ask"),
]
