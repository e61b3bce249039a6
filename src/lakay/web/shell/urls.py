"""Pages that belong to no desk."""

from __future__ import annotations

from django.urls import path

from lakay.web.shell import health, preferences

app_name = "shell"

urlpatterns = [
    path("language", preferences.language, name="language"),
    path("theme", preferences.theme, name="theme"),
    path("health", health.health, name="health"),
]
