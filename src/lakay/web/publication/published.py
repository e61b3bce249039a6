"""Figures for everybody. What comes out of here is read from the published tables alone: there is nothing else to give away."""

from __future__ import annotations

from functools import cache

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render

from lakay.places.pack.load import read_pack
from lakay.publication.formats import FORMATS, Given
from lakay.publication.models import Release
from lakay.publication.queries import named, published, published_or_none, read, tables_of
from lakay.web.publication.shown import SENSITIVITIES, beside, shown
from lakay.web.shell.pages import page
from lakay.web.shell.requests import AnyRequest

FOR_EVER = "public, max-age=31536000, immutable"


@page(public=True)
def home(request: AnyRequest) -> HttpResponse:
    """Every release, the newest first."""
    rows = [(release, SENSITIVITIES[release.sensitivity]) for release in published()]
    return render(request, "published/home.html", {"rows": rows})


@page(public=True)
def release(request: AnyRequest, number: int) -> HttpResponse:
    """A release with its tables and files."""
    found = _found(number)
    tables = tables_of(found)
    most = max(8, 240 // max(1, len(tables)))
    context = {
        "release": found,
        "tables": [shown(table, most) for table in tables],
        "formats": list(FORMATS.values()),
        "beside": beside(found),
        "newer": next((one for one in published() if one.revises_id == found.pk), None),
    }
    return render(request, "published/release.html", context)


@page(public=True)
def file(request: AnyRequest, number: int, position: int, ending: str) -> HttpResponse:
    """A table as a file. It never changes, so that it may be kept by whoever passes it on."""
    found = _found(number)
    table, made = named(tables_of(found), position), FORMATS.get(ending)
    if table is None or made is None or found.decided_at is None:
        raise Http404
    given = Given(
        read(table), number, position, found.title, found.licence, found.method, found.decided_at, _country(), found.about
    )
    response = HttpResponse(made.write(given), content_type=made.content_type)
    response["Content-Disposition"] = f'attachment; filename="lakay-{number}-{position}.{ending}"'
    response["Cache-Control"] = FOR_EVER
    response["ETag"] = f'"{found.digest[:32]}-{position}-{ending}"'
    return response


def _found(number: int) -> Release:
    found = published_or_none(number)
    if found is None:
        raise Http404
    return found


@cache
def _country() -> str:
    """Where a table without places was counted."""
    return read_pack(settings.PACK).header.home
