"""The door for parcels."""

from __future__ import annotations

from django.urls import path

from lakay.web.exchange import views

app_name = "exchange"

urlpatterns = [
    path("parcel", views.parcel, name="parcel"),
    path("enrol", views.enrol, name="enrol"),
    path("release", views.release, name="release"),
    path("card", views.card, name="card"),
]
