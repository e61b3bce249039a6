"""Addresses of the desk of releases."""

from __future__ import annotations

from django.urls import path

from lakay.web.publication import figures, releases, yearly

app_name = "releases"
urlpatterns = [
    path("", releases.home, name="home"),
    path("propose/", releases.propose, name="propose"),
    path("figures/<str:kind>/", figures.choose, name="choose"),
    path("event/", figures.event, name="event"),
    path("profile/", yearly.latest, name="profile"),
    path("profile/<int:year>/", yearly.of_year, name="profile_of"),
    path("drafts/<uuid:draft>/", figures.draft, name="draft"),
    path("drafts/<uuid:draft>/stop/", figures.stop, name="stop"),
    path("<uuid:release>/", releases.one, name="one"),
    path("<uuid:release>/publish/", releases.publish, name="publish"),
    path("<uuid:release>/return/", releases.give_back, name="return"),
]
