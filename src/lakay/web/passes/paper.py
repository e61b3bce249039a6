"""A pass as it is printed: every label in the four languages, the code, the face."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from datetime import date

import segno

from lakay.credentials.codes import PassKind
from lakay.credentials.models import Pass
from lakay.kernel.partial_dates import PartialDate
from lakay.people.models import Photo
from lakay.places.pack.records import Names
from lakay.traveldocs.passes import Leg
from lakay.web.passes import pack
from lakay.web.passes.words import in_all, joined

QUIET = 4
"""Empty modules around the code (ISO/IEC 18004 §6.3.8): cheap cameras need all of them."""


@dataclass(frozen=True, slots=True)
class Line:
    """A label in four languages and its value. Two short ones stand side by side."""

    label: str
    value: str
    short: bool = False


@dataclass(frozen=True, slots=True)
class Paper:
    """What stands on the paper. `code` and `face` are images as data addresses; `face` may be empty."""

    titles: list[str]
    issuer: str
    lines: list[Line]
    notes: list[str]
    code: str
    face: str


def paper_of(issued: Pass, photo: Photo | None) -> Paper:
    """The paper of a pass."""
    about = _minor(issued) if issued.pass_kind == PassKind.MINOR else _border(issued)
    return Paper(
        titles=in_all(issued.pass_kind),
        issuer=f"{issued.agency} · {_short(pack.agency_names(issued.agency))}",
        lines=[*_holder(issued), *about, *_days(issued)],
        notes=[*(in_all("market") if issued.market_days_only else []), *in_all("check")],
        code=code_image(issued.text),
        face=f"data:image/jpeg;base64,{base64.b64encode(bytes(photo.image)).decode()}" if photo and photo.image else "",
    )


def code_image(text: str) -> str:
    """The QR code as an image, level M: a seventh of it may be dirty or torn."""
    code = segno.make(text, error="m", micro=False)
    return str(code.svg_data_uri(scale=4, border=QUIET, dark="#000", light="#fff"))


def _line(code: str, value: str, *, short: bool = False) -> Line:
    return Line(joined(in_all(code)), value, short)


def _holder(issued: Pass) -> list[Line]:
    return [
        _line("surname", issued.surname.upper()),
        _line("given_names", issued.given_names),
        _line("birth", written_birth(issued.birth), short=True),
        _line("nationality", issued.nationality, short=True),
    ]


def _days(issued: Pass) -> list[Line]:
    first, last = _day(issued.valid_from), _day(issued.valid_until)
    return [_line("from", first, short=True), _line("until", last, short=True)]


def _border(issued: Pass) -> list[Line]:
    return [_line("posts", ", ".join(_short(names) for names in pack.post_names(issued.posts)))]


def _minor(issued: Pass) -> list[Line]:
    companion = f"{issued.companion_given_names} {issued.companion_surname.upper()}".strip()
    return [
        _line("with", f"{companion} ({issued.companion_state} {issued.companion_number})"),
        _line("direction", way(issued.leg, issued.destination), short=True),
        _line("trips", joined(in_all("several")) if issued.several_trips else "1", short=True),
    ]


def way(leg: str, destination: str) -> str:
    """From which country to which, in codes that every language reads: `HTI → DOM`."""
    one, sign, other = (destination, "→", pack.home()) if leg == Leg.ENTRY else (pack.home(), "→", destination)
    return f"{one} {sign if leg != Leg.BOTH else '⇄'} {other}"


def _short(names: Names) -> str:
    """The name that both sides of the border know, and the Kreyòl one where it differs."""
    return joined([names.ht, names.fr])


def _day(on: date) -> str:
    return f"{on:%d/%m/%Y}"


def written_birth(text: str) -> str:
    """A date of birth as people write it, as far as it is known."""
    born = PartialDate.parse(text)
    parts = [f"{part:02}" for part in (born.day, born.month) if part] + [str(born.year or "????")]
    return "/".join(parts) + ("~" if born.estimated else "")
