"""What pages show of the country pack: reasons of a refusal, and the names of the countries it covers."""

from __future__ import annotations

from django.utils.translation import get_language

from lakay.border.pack import pack
from lakay.places.pack.header import Header


def pack_header() -> Header:
    """The pack itself: its languages and the number to call for help."""
    return pack().header


def refusal_reasons(direction: str, nationality: str) -> list[tuple[str, str]]:
    """Codes and labels that fit a direction, in the language of the screen. Citizens are never refused their own country."""
    home = pack().header.home
    language = get_language() or "fr"
    return [
        (row.code, row.labels.in_language(language))
        for row in pack().refusals
        if row.direction in {"both", direction} and not (row.applies_to == "foreigners" and nationality == home)
    ]


def reason_label(code: str) -> str:
    """The label of a reason; the code itself if the pack no longer has it."""
    language = get_language() or "fr"
    return next((row.labels.in_language(language) for row in pack().refusals if row.code == code), code)


def country_name(code: str) -> str:
    """The name of a country of the pack in the language of the screen; nothing for others."""
    language = get_language() or "fr"
    return next((place.names.in_language(language) for place in pack().places if place.level == 0 and place.pcode == code), "")


def document_name(code: str) -> str:
    """The name of a kind of document; the code itself if the pack has none such."""
    language = get_language() or "fr"
    return next((row.names.in_language(language) for row in pack().documents if row.code == code), code)


def stay_name(code: str) -> str:
    """What a rule for the stay is called; nothing without one."""
    language = get_language() or "fr"
    return next((row.names.in_language(language) for row in pack().stays if row.code == code), "")


def purposes() -> list[tuple[str, str]]:
    """Codes and labels of why somebody travels, in the order of the pack."""
    language = get_language() or "fr"
    return [(row.code, row.labels.in_language(language)) for row in pack().purposes]


def usual_purpose() -> str:
    """The purpose that is chosen before anybody answers."""
    return next((row.code for row in pack().purposes if row.usual), "")
