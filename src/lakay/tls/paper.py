"""The page from which a device comes to trust the post, on the screen and on paper, in four languages."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

import segno
from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA1
from django.template import Context, Engine
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from lakay.tls.door import CERTIFICATE
from lakay.tls.fingerprint import as_browsers, as_groups, as_words, fingerprint

HERE = Path(__file__).resolve().parent
LANGUAGES = (("ht", "Kreyòl"), ("fr", "Français"), ("es", "Español"), ("en", "English"))


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one post's sheet says: its authority, its address over HTTPS, and the address of the plain door."""

    authority: x509.Certificate
    origin: str
    door: str


@cache
def style() -> str:
    """The style sheet, which stands in the page itself: the page is also a file to be printed from a stick."""
    return (HERE / "paper.css").read_text(encoding="utf-8")


def policy() -> str:
    """What the page may do: show itself."""
    digest = base64.b64encode(sha256(style().encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


def render(sheet: Sheet, language: str, link: str = "/{}") -> str:
    """The page in one language; `link` is where the same page in another one is."""
    digest = fingerprint(sheet.authority)
    with translation.override(language):
        given = {
            "language": language,
            "languages": [(code, name, link.format(code)) for code, name in LANGUAGES],
            "style": mark_safe(f"<style>{style()}</style>"),  # noqa: S308  (our own file)
            "site": sheet.origin.removeprefix("https://"),
            "origin": sheet.origin,
            "door": sheet.door,
            "certificate": CERTIFICATE,
            "words": as_words(digest),
            "groups": as_groups(digest),
            "windows": sheet.authority.fingerprint(SHA1()).hex(),  # noqa: S303  (Windows shows no other; nothing rests on it alone)
            "address_code": _code(f"{sheet.door}/{language}", _("The address of this page as a code")),
            "print_code": _code(f"SHA256 {as_browsers(digest)}", _("The fingerprint as a code")),
            "systems": _systems(),
        }
        engine = Engine(dirs=[str(HERE / "templates")], libraries={"i18n": "django.templatetags.i18n"})
        return engine.get_template("tls/paper.html").render(Context(given))


def _code(text: str, title: str) -> SafeString:
    drawn = segno.make(text, micro=False, error="m").svg_inline(omitsize=True, border=2, title=title)
    return mark_safe(drawn)  # noqa: S308  (segno escapes the title; the code itself is a path)


def _systems() -> list[tuple[str, list[str]]]:
    """What to press on each system, in the words of that system."""
    return [
        ("Windows (Edge, Chrome)", _windows()),
        ("Android", _android()),
        ("Debian (Chromium)", _debian()),
        ("Firefox", _firefox()),
    ]


def _windows() -> list[str]:
    return [
        _("Open the file lakay-ca.crt that was taken, then “Install Certificate…”."),
        _(
            "“Current User”, then “Place all certificates in the following store”, “Browse…”, “Trusted Root Certification Authorities”."
        ),
        _(
            "Windows asks whether to install and shows a thumbprint (sha1): compare it with this page. “Yes”, only if it is the same."
        ),
    ]


def _android() -> list[str]:
    return [
        _("The telephone must have a screen lock. Take the certificate; it goes to the downloads."),
        _(
            "Settings, “Security”, “More security settings” or “Encryption & credentials”, “Install a certificate”, “CA certificate”."
        ),
        _("“Install anyway”, then choose lakay-ca.crt."),
        _("Compare: “Trusted credentials”, “User”, touch Lakay, and look at the SHA-256 fingerprint."),
    ]


def _debian() -> list[str]:
    return [
        _("On the computer that runs Lakay the installation has done it. On another one, as administrator:"),
        "sudo mkdir -p /etc/chromium/policies/managed",
        _("then copy lakay-ca.json from the stick into that folder, and start Chromium again."),
    ]


def _firefox() -> list[str]:
    return [
        _("Settings, “Privacy & Security”, “View Certificates…”, “Authorities”, “Import…”, and choose lakay-ca.crt."),
        _("Tick “Trust this CA to identify websites”; “View” shows the SHA-256 fingerprint: compare it, then “OK”."),
    ]
