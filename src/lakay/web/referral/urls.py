"""Pages of referrals."""

from __future__ import annotations

from django.urls import path

from lakay.web.referral import answering, deliveries, lists, messages, preparing, sending, views, voices

app_name = "referral"

urlpatterns = [
    path("", lists.sent, name="sent"),
    path("to-us", lists.received, name="received"),
    path("to-us/<uuid:delivery>", deliveries.one, name="delivery"),
    path("of/<uuid:intake>", lists.of_file, name="of_file"),
    path("of/<uuid:intake>/told", lists.told, name="told"),
    path("of/<uuid:intake>/to/<uuid:service>", preparing.new, name="new"),
    path("agreed/<uuid:agreed>/end", preparing.take_back, name="take_back"),
    path("messages", messages.messages, name="messages"),
    path("messages/<uuid:message>/again", messages.again, name="message_again"),
    path("messages/<uuid:message>/drop", messages.drop, name="message_drop"),
    path("voices", voices.voices, name="voices"),
    path("voices/log", voices.log, name="log"),
    path("voices/<uuid:complaint>/answer", voices.answer, name="answer_voice"),
    path("<uuid:referral>", views.one, name="one"),
    path("<uuid:referral>/send", sending.send, name="send"),
    path("<uuid:referral>/withdraw", sending.withdraw, name="withdraw"),
    path("<uuid:referral>/follow", sending.follow, name="follow"),
    path("<uuid:referral>/phone", answering.phone, name="phone"),
    path("<uuid:referral>/answer", answering.answer, name="answer"),
    path("<uuid:referral>/feedback", answering.feedback, name="feedback"),
    path("<uuid:referral>/receipt", sending.receipt, name="receipt"),
    path("<uuid:referral>/packet", sending.packet, name="packet"),
]
