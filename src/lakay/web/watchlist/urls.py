"""Pages of the alert list."""

from __future__ import annotations

from django.urls import path

from lakay.web.watchlist import decide, detail, files, imports, lists, propose, redress, registers, screenings, silences

app_name = "watchlist"

urlpatterns = [
    path("", lists.alerts, name="list"),
    path("find", lists.find, name="find"),
    path("add", propose.add, name="add"),
    path("raise", propose.raise_now, name="raise"),
    path("queue", lists.queue, name="queue"),
    path("outcomes", lists.outcomes, name="outcomes"),
    path("import", imports.bring, name="import"),
    path("files/<uuid:batch>", files.batch, name="batch"),
    path("files/<uuid:batch>/decide", files.decide, name="batch_decide"),
    path("files/<uuid:batch>/settle", files.settle, name="batch_settle"),
    path("files/<uuid:batch>/withdraw", files.withdraw, name="batch_withdraw"),
    path("files/<uuid:batch>/stop", files.stop, name="batch_stop"),
    path("files/<uuid:batch>/read-in", files.read_in, name="batch_read_in"),
    path("lists", registers.registers, name="registers"),
    path("lists/add", registers.add_register, name="register_add"),
    path("lists/<uuid:register>", registers.register, name="register"),
    path("lists/<uuid:register>/decide", registers.decide_register, name="register_decide"),
    path("lists/<uuid:register>/close", registers.close_register, name="register_close"),
    path("lists/<uuid:register>/bring", registers.bring_register, name="register_bring"),
    path("redress", redress.requests, name="redress"),
    path("redress/<uuid:redress>", redress.answer, name="redress_answer"),
    path("silent", silences.silences, name="silences"),
    path("silent/ask", silences.ask, name="silence_ask"),
    path("silent/<uuid:silence>", silences.move, name="silence"),
    path("again", screenings.screenings, name="screenings"),
    path("again/<uuid:screening>", screenings.move, name="screening_move"),
    path("proposals/<uuid:change>", decide.proposal, name="proposal"),
    path("proposals/<uuid:change>/decide", decide.decide, name="decide"),
    path("<uuid:alert>", detail.alert, name="alert"),
    path("<uuid:alert>/print", detail.printed, name="print"),
    path("<uuid:alert>/change", propose.change, name="change"),
    path("<uuid:alert>/renew", propose.renew, name="renew"),
    path("<uuid:alert>/end", propose.end, name="end"),
]
