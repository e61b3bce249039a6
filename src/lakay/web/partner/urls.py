"""Public pages of referral."""

from __future__ import annotations

from django.urls import path

from lakay.web.partner import views

app_name = "partner"

urlpatterns = [
    path("answer/", views.door, name="door"),
    path("answer/<str:code>/", views.answer, name="answer"),
    path("answer/<str:code>/say", views.feedback, name="feedback"),
    path("say/", views.say, name="say"),
    path("say/asked", views.asked, name="asked"),
    path("sms/in", views.sms, name="sms"),
]
