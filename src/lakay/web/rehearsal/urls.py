"""Pages of the rehearsal."""

from __future__ import annotations

from django.urls import path

from lakay.web.rehearsal import views

app_name = "rehearsal"

urlpatterns = [
    path("", views.home, name="home"),
    path("do", views.do, name="do"),
]
