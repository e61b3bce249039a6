"""Addresses of the supervision."""

from __future__ import annotations

from django.urls import path

from lakay.web.supervision import views

app_name = "supervision"
urlpatterns = [
    path("", views.home, name="home"),
    path("<uuid:shift>/close/", views.close, name="close"),
]
