"""The bulletin as PDF, where this machine has a browser that can print: an extra, made once for each release and language.

A stranger can have each made once; then it is a file. So nobody can keep the machine busy with it.
"""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from lakay.kernel import locks
from lakay.publication.bulletin.telling import LANGUAGES
from lakay.publication.models import Release
from lakay.web.publication.bulletin import released, whole
from lakay.web.publication.printing import NotPrinted, browser, printed
from lakay.web.shell.pages import page
from lakay.web.shell.requests import AnyRequest


@page(public=True)
def bulletin_pdf(request: AnyRequest, number: int, language: str) -> HttpResponseBase:
    """The bulletin on paper."""
    found = released(number)
    if language not in LANGUAGES:
        raise Http404
    file = Path(settings.DATA) / "publication" / f"{found.digest}-{language}.pdf"
    if not file.exists():
        if browser() is None:
            raise Http404
        if not _made(found, language, file):
            told = _("The file is being made. Ask again in a minute.")
            return HttpResponse(told, status=503, headers={"Retry-After": "30"}, content_type="text/plain; charset=utf-8")
    return FileResponse(file.open("rb"), as_attachment=True, filename=f"lakay-{number}-{language}.pdf")


def _made(found: Release, language: str, file: Path) -> bool:
    """Make the file, one at a time. Returns whether it is there: another may be being made just now."""
    with locks.alone(file.parent / "paper.lock") as mine:
        if not mine:
            return False
        try:
            printed(whole(found, language), file)
        except NotPrinted as error:
            raise Http404 from error
    return True
