"""The colours of the screen, kept in a cookie; the server writes them into the page, so that nothing flashes."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext as _

THEME_COOKIE = "lakay_theme"
THEMES = ("auto", "light", "dark")


def themes() -> list[tuple[str, str]]:
    """The choices with their names."""
    return [("auto", _("As the machine")), ("light", _("Light")), ("dark", _("Dark"))]


def theme_of(request: HttpRequest) -> str:
    """The theme this browser asked for."""
    wanted = request.COOKIES.get(THEME_COOKIE, "")
    return wanted if wanted in THEMES else "auto"
