"""The words that OpenRosa speaks (https://docs.getodk.org/openrosa/): lists of forms and of their files, answers, headers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from xml.sax.saxutils import escape

from django.http import HttpResponse
from django.utils.http import http_date

LIST = "http://openrosa.org/xforms/xformsList"
MANIFEST = "http://openrosa.org/xforms/xformsManifest"
RESPONSE = "http://openrosa.org/http/response"
TYPE = "text/xml; charset=utf-8"
MOST_BYTES = 10_000_000
"""What a phone sends in one go: it cuts a longer submission into parts."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A form in the list. Phones refuse the whole list for one entry without id, name and address."""

    form_id: str
    name: str
    version: str
    hash: str
    download: str
    manifest: str = ""


@dataclass(frozen=True, slots=True)
class MediaFile:
    """A file that belongs to a form. All three are required."""

    name: str
    hash: str
    download: str


def answer(body: str, at: datetime, status: int = 200) -> HttpResponse:
    """An answer with the headers without which a phone says “this is no OpenRosa server”."""
    response = HttpResponse(body, content_type=TYPE, status=status)
    return stamped(response, at)


def stamped(response: HttpResponse, at: datetime) -> HttpResponse:
    """Its headers. The clock of the phone is never looked at."""
    response["X-OpenRosa-Version"] = "1.0"
    response["X-OpenRosa-Accept-Content-Length"] = str(MOST_BYTES)
    response["Date"] = http_date(at.timestamp())
    return response


def message(text: str, at: datetime, status: int, nature: str = "") -> HttpResponse:
    """A sentence for the person with the phone."""
    kind = f' nature="{nature}"' if nature else ""
    return answer(f'<OpenRosaResponse xmlns="{RESPONSE}"><message{kind}>{escape(text)}</message></OpenRosaResponse>', at, status)


def form_list(forms: Iterable[Listed]) -> str:
    """The list of forms."""
    return f'<?xml version="1.0" encoding="UTF-8"?><xforms xmlns="{LIST}">{"".join(map(_form, forms))}</xforms>'


def _form(form: Listed) -> str:
    parts = [
        ("formID", form.form_id),
        ("name", form.name),
        ("version", form.version),
        ("hash", f"md5:{form.hash}"),
        ("downloadUrl", form.download),
        *([("manifestUrl", form.manifest)] if form.manifest else []),
    ]
    return f"<xform>{''.join(f'<{name}>{escape(text)}</{name}>' for name, text in parts)}</xform>"


def manifest(files: Iterable[MediaFile]) -> str:
    """The list of the files of a form."""
    return f'<?xml version="1.0" encoding="UTF-8"?><manifest xmlns="{MANIFEST}">{"".join(map(_file, files))}</manifest>'


def _file(file: MediaFile) -> str:
    parts = [("filename", file.name), ("hash", f"md5:{file.hash}"), ("downloadUrl", file.download)]
    return f"<mediaFile>{''.join(f'<{name}>{escape(text)}</{name}>' for name, text in parts)}</mediaFile>"
