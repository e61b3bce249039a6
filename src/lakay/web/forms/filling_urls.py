"""Addresses of the pages that fill forms. Apart from the desk of forms: they alone may run the engine, and ask where a device is."""

from __future__ import annotations

from django.urls import path

from lakay.web.forms import filling

app_name = "filling"
urlpatterns = [
    path("", filling.home, name="home"),
    path("<str:code>/", filling.sheet, name="sheet"),
]
