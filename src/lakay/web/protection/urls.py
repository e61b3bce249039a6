"""Pages of the protection desk."""

from __future__ import annotations

from django.urls import path

from lakay.web.protection import views

app_name = "protection"

urlpatterns = [
    path("", views.queue, name="queue"),
    path("sweep", views.sweep, name="sweep"),
    path("calls/<uuid:call>", views.call, name="call"),
    path("calls/<uuid:call>/take", views.take, name="take"),
    path("calls/<uuid:call>/close", views.close, name="close"),
    path("calls/<uuid:call>/photo/<uuid:person>", views.photo, name="photo"),
]
