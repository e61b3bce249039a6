"""Addresses of the desk of the copies."""

from __future__ import annotations

from django.urls import path

from lakay.web.backups import views

app_name = "backups"
urlpatterns = [
    path("", views.home, name="home"),
    path("check/", views.check, name="check"),
    path("stop/", views.stop, name="stop"),
]
