"""Addresses of phones, below their key."""

from __future__ import annotations

from django.urls import path

from lakay.web.collect import views

app_name = "collect"
urlpatterns = [
    path("<str:key>/formList", views.form_list, name="list"),
    path("<str:key>/forms/<str:code>.xml", views.form, name="form"),
    path("<str:key>/forms/<str:code>/manifest", views.manifest, name="manifest"),
    path("<str:key>/forms/<str:code>/attachments/<str:name>", views.media, name="media"),
    path("<str:key>/submission", views.submission, name="submission"),
]
