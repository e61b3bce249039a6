"""Addresses of inspections."""

from __future__ import annotations

from django.urls import path

from lakay.web.inspections import views

app_name = "inspections"
urlpatterns = [
    path("", views.home, name="home"),
    path("find/", views.find_by_reference, name="find"),
    path("of/<uuid:encounter>/", views.write, name="write"),
    path("of/<uuid:encounter>/plate/", views.ask_plate, name="plate"),
    path("<uuid:inspection>/", views.receipt, name="receipt"),
]
