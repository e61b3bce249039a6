"""Pages of the post itself."""

from __future__ import annotations

from django.urls import path

from lakay.web.opening import views

app_name = "opening"

urlpatterns = [
    path("open", views.open_post, name="open"),
    path("close", views.close_post, name="close"),
    path("evacuate", views.evacuate, name="evacuate"),
]
