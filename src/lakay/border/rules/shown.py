"""What a traveller shows: a zone that was read or a signed pass, in one form for all that judges it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from lakay.kernel.partial_dates import PartialDate
from lakay.traveldocs.mrz import Mrz, Verdict


@dataclass(frozen=True, slots=True)
class Shown:
    """A document as shown. `kind` is the pack's kind of document; states and nationality are codes without fillers.

    `holds`: its own checks hold; `faults` are further codes of problems (a pass that was revoked).
    """

    kind: str
    issuing_state: str
    number: str
    surname: str
    given_names: str
    sex: str
    birth: PartialDate
    nationality: str
    expires_on: date | None
    holds: bool = True
    specimen: bool = False
    name_cut: bool = False
    verdict: str = ""
    failed: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()


def from_zone(mrz: Mrz) -> Shown:
    """The document of a zone as read."""
    return Shown(
        kind=str(mrz.document_kind),
        issuing_state=mrz.fields["issuing_state"].rstrip("<"),
        number=mrz.document_number,
        surname=mrz.surname,
        given_names=mrz.given_names,
        sex=mrz.sex.strip("<"),
        birth=PartialDate.from_parts(mrz.birth),
        nationality=mrz.fields["nationality"].rstrip("<"),
        expires_on=mrz.expiry.on,
        holds=mrz.verdict is Verdict.VALID,
        specimen=mrz.is_specimen,
        name_cut=mrz.name.possibly_truncated,
        verdict=mrz.verdict,
        failed=tuple(mrz.failed),
        lines=tuple(mrz.lines),
    )
