"""Addresses of the desk of forms."""

from __future__ import annotations

from django.urls import path

from lakay.web.forms import fill, filled, library, phones

app_name = "forms"
urlpatterns = [
    path("", library.home, name="home"),
    path("bring/", library.bring, name="bring"),
    path("phones/", phones.phones, name="phones"),
    path("phones/<uuid:phone>/approve/", phones.approve, name="phone_approve"),
    path("phones/<uuid:phone>/end/", phones.end, name="phone_end"),
    path("filled/", filled.filled, name="filled"),
    path("filled/<uuid:submission>/", filled.one, name="one"),
    path("filled/<uuid:submission>/files/<uuid:file>/", filled.file, name="file"),
    path("filled/<uuid:submission>/again/", filled.again, name="again"),
    path("fill/<str:code>.json", fill.described, name="fill"),
    path("fill/<str:code>.xml", fill.xml, name="fill_xml"),
    path("fill/<str:code>/media/<str:name>", fill.media, name="fill_media"),
    path("fill/<str:code>/submissions", fill.send, name="fill_send"),
    path("<uuid:form>/", library.form, name="form"),
    path("<uuid:form>/close/", library.close, name="close"),
    path("versions/<uuid:version>/", library.version, name="version"),
    path("versions/<uuid:version>/propose/", library.propose, name="propose"),
    path("versions/<uuid:version>/publish/", library.publish, name="publish"),
    path("versions/<uuid:version>/give-back/", library.give_back, name="give_back"),
    path("versions/<uuid:version>/retire/", library.retire, name="retire"),
    path("versions/<uuid:version>/workbook", library.workbook, name="workbook"),
]
