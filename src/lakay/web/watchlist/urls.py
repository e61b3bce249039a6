"""Pages of the alert list."""

from __future__ import annotations

from django.urls import path

from lakay.web.watchlist import decide, detail, imports, lists, propose

app_name = "watchlist"

urlpatterns = [
    path("", lists.alerts, name="list"),
    path("find", lists.find, name="find"),
    path("add", propose.add, name="add"),
    path("raise", propose.raise_now, name="raise"),
    path("queue", lists.queue, name="queue"),
    path("outcomes", lists.outcomes, name="outcomes"),
    path("import", imports.bring, name="import"),
    path("files/<uuid:batch>", imports.batch, name="batch"),
    path("files/<uuid:batch>/decide", imports.decide, name="batch_decide"),
    path("files/<uuid:batch>/settle", imports.settle, name="batch_settle"),
    path("proposals/<uuid:change>", decide.proposal, name="proposal"),
    path("proposals/<uuid:change>/decide", decide.decide, name="decide"),
    path("<uuid:alert>", detail.alert, name="alert"),
    path("<uuid:alert>/print", detail.printed, name="print"),
    path("<uuid:alert>/change", propose.change, name="change"),
    path("<uuid:alert>/renew", propose.renew, name="renew"),
    path("<uuid:alert>/end", propose.end, name="end"),
]
