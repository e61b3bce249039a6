"""Addresses of the desk of figures."""

from __future__ import annotations

from django.urls import path

from lakay.web.statistics import mend, views

app_name = "statistics"
urlpatterns = [
    path("", views.home, name="home"),
    path("dictionary/", views.dictionary, name="dictionary"),
    path("mend/", mend.mend, name="mend"),
    path("<str:code>/", views.one, name="one"),
    path("<str:code>/file.<str:form>", views.file, name="file"),
]
