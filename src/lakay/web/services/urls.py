"""Pages of the directory of services."""

from __future__ import annotations

from django.urls import path

from lakay.web.services import keeping, views

app_name = "services"

urlpatterns = [
    path("", views.search_page, name="search"),
    path("own", keeping.own, name="own"),
    path("import", keeping.bring, name="import"),
    path("import/read-in", keeping.enter, name="enter"),
    path("<uuid:service>", views.one, name="one"),
    path("<uuid:service>/count", keeping.count, name="count"),
    path("<uuid:service>/end", keeping.end, name="end"),
]
