"""The panel of the camera, sent when a button of the booth asks for it. Nothing of it is in the booth's own page."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.staticfiles import finders
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lakay.border.permissions import ENCOUNTER_OPEN
from lakay.kernel.purposes import Purpose
from lakay.web.shell.pages import READ, page
from lakay.web.shell.requests import DeskRequest

CODES = "vendor/zxing-wasm-3.1.4/"
LINES = "vendor/tesseract.js-7.0.0/"
MODEL = "vendor/mrz-0.1.1/"


@dataclass(frozen=True, slots=True)
class Panel:
    """A use of the camera, or of a serial reader: its heading, and what it says while it looks."""

    title: str | Promise
    looking: str | Promise
    ready: str | Promise = ""


PANELS: dict[str, Panel] = {
    "qr": Panel(_("Code by camera"), _("Hold the code before the camera.")),
    "mrz": Panel(_("Document by camera"), _("Hold the lines of the document inside the frame.")),
    "photo": Panel(_("Photo"), _("Looking for a still picture…"), _("The camera waits for the next traveller.")),
    "serial": Panel(_("Serial reader"), _("The serial reader is listening."), _("Choose the port of the reader.")),
}


@page(ENCOUNTER_OPEN, purpose=Purpose.BORDER_CONTROL, methods=READ)
def panel(request: DeskRequest, kind: str) -> HttpResponse:
    """One panel, with its sentences."""
    if kind not in PANELS:
        raise Http404
    values = {
        "kind": kind,
        "shown": PANELS[kind],
        "codes": static(CODES),
        "lines": static(LINES),
        "model": static(MODEL) if finders.find(f"{MODEL}mrz.traineddata") else "",
    }
    return render(request, "booth/camera.html", values)
