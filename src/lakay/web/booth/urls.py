"""Addresses of the booth."""

from __future__ import annotations

from django.urls import path

from lakay.web.booth import camera, photo, reader, register, views, window

app_name = "booth"
urlpatterns = [
    path("", views.home, name="home"),
    path("open/", views.open_shift, name="open"),
    path("turn/", views.turn, name="turn"),
    path("close/", views.close_shift, name="close"),
    path("scan/", views.scan, name="scan"),
    path("decide/", views.decide, name="decide"),
    path("register/", register.register, name="register"),
    path("register/<uuid:crossing>/", register.movement, name="movement"),
    path("capture/<str:kind>/", camera.panel, name="capture"),
    path("photo/<uuid:encounter>/", photo.photo, name="photo"),
    path("reader/", reader.reader, name="reader"),
    path("window/", window.window, name="window"),
]
