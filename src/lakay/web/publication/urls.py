"""Addresses of the published figures: no log-in, and a file never changes."""

from __future__ import annotations

from django.urls import path

from lakay.web.publication import published

app_name = "published"
urlpatterns = [
    path("", published.home, name="home"),
    path("<int:number>/", published.release, name="release"),
    path("<int:number>/table-<int:position>.<str:ending>", published.file, name="file"),
]
