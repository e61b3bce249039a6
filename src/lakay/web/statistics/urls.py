"""Addresses of the desk of figures."""

from __future__ import annotations

from django.urls import path

from lakay.web.statistics import alarms, flows, mend, one, places, saved, views

app_name = "statistics"
urlpatterns = [
    path("", views.home, name="home"),
    path("dictionary/", views.dictionary, name="dictionary"),
    path("flows/", flows.flows, name="flows"),
    path("places/<str:code>/", places.place, name="place"),
    path("mend/", mend.mend, name="mend"),
    path("views/", saved.views, name="views"),
    path("views/new/", saved.new, name="view_new"),
    path("views/<uuid:view>/", saved.opened, name="view"),
    path("views/<uuid:view>/remove/", saved.remove, name="view_remove"),
    path("limits/", alarms.limits, name="limits"),
    path("limits/new/", alarms.new, name="limit_new"),
    path("limits/<uuid:limit>/end/", alarms.end, name="limit_end"),
    path("alarms/<uuid:alarm>/note/", alarms.note, name="alarm_note"),
    path("<str:code>/", one.one, name="one"),
    path("<str:code>/file.<str:form>", one.file, name="file"),
]
