"""Pages of the help."""

from __future__ import annotations

from django.urls import path

from lakay.web.help import views

app_name = "help"

urlpatterns = [
    path("", views.home, name="home"),
    path("gallery", views.gallery, name="gallery"),
    path("docs/<path:name>", views.document, name="document"),
]
