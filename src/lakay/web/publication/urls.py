"""Addresses of the published figures: no log-in, and a file never changes."""

from __future__ import annotations

from django.urls import path

from lakay.web.publication import bulletin, paper, published

app_name = "published"
urlpatterns = [
    path("", published.home, name="home"),
    path("<int:number>/", published.release, name="release"),
    path("<int:number>/bulletin/", bulletin.bulletin, name="bulletin"),
    path("<int:number>/bulletin-<str:language>.html", bulletin.bulletin_file, name="bulletin_file"),
    path("<int:number>/bulletin-<str:language>.pdf", paper.bulletin_pdf, name="bulletin_pdf"),
    path("<int:number>/table-<int:position>.<str:ending>", published.file, name="file"),
]
