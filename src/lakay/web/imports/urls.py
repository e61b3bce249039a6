"""Addresses of past movements."""

from __future__ import annotations

from django.urls import path

from lakay.web.imports import late, views

app_name = "imports"
urlpatterns = [
    path("", views.runs, name="runs"),
    path("<uuid:run>/", views.run, name="run"),
    path("<uuid:run>/columns/", views.describe, name="describe"),
    path("<uuid:run>/start/", views.start, name="start"),
    path("<uuid:run>/stop/", views.stop, name="stop"),
    path("<uuid:run>/abandon/", views.abandon, name="abandon"),
    path("<uuid:run>/faults/", views.faults, name="faults"),
    path("<uuid:run>/faults.csv", views.faults_file, name="faults_file"),
    path("paper/", late.paper, name="paper"),
    path("paper/open/", late.open_day, name="paper_open"),
    path("paper/enter/", late.enter, name="paper_enter"),
    path("paper/count/", late.count, name="paper_count"),
    path("paper/close/", late.close_day, name="paper_close"),
]
