"""Pages of the passes."""

from __future__ import annotations

from django.urls import path

from lakay.web.passes import issuing, keys, records

app_name = "passes"

urlpatterns = [
    path("", records.issued, name="issued"),
    path("border", issuing.border, name="issued_border"),
    path("minor", issuing.minor, name="issued_minor"),
    path("<uuid:issued>", records.one, name="issued_one"),
    path("<uuid:issued>/revoke", records.revoke, name="issued_revoke"),
    path("<uuid:issued>/card", records.card, name="issued_card"),
    path("<uuid:issued>/ticket", records.ticket, name="issued_ticket"),
    path("keys", keys.keys, name="key_list"),
    path("keys/<uuid:issuer>/decide", keys.decide, name="key_decide"),
    path("keys/<uuid:issuer>/withdraw", keys.withdraw, name="key_withdraw"),
]
