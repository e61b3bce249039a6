"""What the dimensions and codes of a file of indicators are called: beside the indicators, so that a new file needs no page changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Named(StrEnum):
    """Codes that the register or the country pack gives a name to."""

    POST = "post"
    PLACE = "place"
    COUNTRY = "country"
    SERVICE = "service"
    INCIDENT = "incident"


@dataclass(frozen=True, slots=True)
class Wording:
    """In English, as translators find it: {dimension: what it is called}, {dimension: {code: what it means}}, {dimension: who names its codes}."""

    dimensions: Mapping[str, str]
    codes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    named: Mapping[str, Named] = field(default_factory=dict)
