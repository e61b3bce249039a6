"""The second window, on the traveller's side of the glass: pictures and sentences of the step, and nothing about anybody.

It is opened from the booth and follows it inside the browser. The server only sends the page, the same for every traveller.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext

from lakay.border.permissions import ENCOUNTER_OPEN
from lakay.kernel.purposes import Purpose
from lakay.web.booth.sentences import HELP, NOTICE, STEPS
from lakay.web.shell.country import pack_header
from lakay.web.shell.pages import READ, page
from lakay.web.shell.requests import DeskRequest


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence in one language. `code` is also the end of the name of its recording."""

    code: str
    language: str
    text: str
    shown: bool


@dataclass(frozen=True, slots=True)
class Step:
    """A step: its picture, and its sentence in each language, those spoken at this border first."""

    code: str
    said: list[Said]


def in_each_language(message: str, spoken: tuple[str, ...], languages: tuple[str, ...], **more: str) -> list[Said]:
    """A sentence in the languages of the country pack; those that are not spoken here wait until they are chosen."""
    names = dict(settings.LANGUAGES)
    said = []
    for code in sorted(languages, key=lambda code: (code not in spoken, languages.index(code))):
        with translation.override(code):
            said.append(Said(code, names.get(code, code), gettext(message) % more if more else gettext(message), code in spoken))
    return said


@page(ENCOUNTER_OPEN, purpose=Purpose.BORDER_CONTROL, methods=READ)
def window(request: DeskRequest) -> HttpResponse:
    """The page of the second window."""
    header = pack_header()
    spoken, languages = header.spoken, header.languages
    values = {
        "steps": [Step(code, in_each_language(message, spoken, languages)) for code, message in STEPS.items()],
        "notice": in_each_language(NOTICE, spoken, languages),
        "help": in_each_language(HELP, spoken, languages, number=header.hotline) if header.hotline else [],
        "choices": [(code, name, code in spoken) for code, name in settings.LANGUAGES if code in languages],
    }
    return render(request, "booth/window.html", values)
