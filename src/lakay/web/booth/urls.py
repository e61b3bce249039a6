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
    path("identify/", views.identify, name="identify"),
    path("group/", views.group, name="group"),
    path("acknowledge/", views.acknowledge, name="acknowledge"),
    path("minor/", views.minor, name="minor"),
    path("declare/", views.declare, name="declare"),
    path("call/", views.call, name="call"),
    path("calls/<uuid:encounter>/", views.calls, name="calls"),
    path("chip/", views.chip, name="chip"),
    path("decide/", views.decide, name="decide"),
    path("undo/", views.undo, name="undo"),
    path("second-line/", views.second_line, name="second_line"),
    path("count/", views.count, name="count"),
    path("tally/", views.tally, name="tally"),
    path("uncount/", views.uncount, name="uncount"),
    path("slip/<uuid:crossing>/", views.slip, name="slip"),
    path("register/", register.register, name="register"),
    path("register/<uuid:crossing>/", register.movement, name="movement"),
    path("capture/<str:kind>/", camera.panel, name="capture"),
    path("photo/<uuid:encounter>/", photo.photo, name="photo"),
    path("reader/", reader.reader, name="reader"),
    path("window/", window.window, name="window"),
]
