"""What this desk takes from the country pack: the rules of passes, and the names of places, posts and kinds of documents."""

from __future__ import annotations

from functools import cache

from django.utils.translation import get_language

from lakay.places.pack.folder import find_pack
from lakay.places.pack.load import Pack, read_pack
from lakay.places.pack.records import Names, PassRule

Choices = list[tuple[str, str]]


@cache
def _pack() -> Pack:
    return read_pack(find_pack())


def home() -> str:
    """The country that issues."""
    return _pack().header.home


def rules(kind: str) -> list[PassRule]:
    """The rules of a kind, `border` or `minor`."""
    return [rule for rule in _pack().passes if rule.kind == kind]


def rule_of(code: str) -> PassRule:
    """A rule by its code. Raises LookupError."""
    for rule in _pack().passes:
        if rule.code == code:
            return rule
    raise LookupError(code)


def rule_name(code: str) -> str:
    """What a rule is called; its code if the pack no longer has it."""
    return next((said(rule.names) for rule in _pack().passes if rule.code == code), code)


def rule_choices(kind: str) -> Choices:
    """The rules of a kind by name."""
    return [(rule.code, said(rule.names)) for rule in rules(kind)]


def residence_choices() -> Choices:
    """The places whose residents may have a pass, by name."""
    codes = {place for rule in rules("border") for place in rule.places}
    found = [(place.pcode, said(place.names)) for place in _pack().places if place.pcode in codes]
    return sorted(found, key=lambda pair: pair[1])


def post_choices() -> Choices:
    """The posts that a pass can be good for, by name."""
    codes = {post for rule in rules("border") for post in rule.posts}
    return [(post.code, said(post.names)) for post in _pack().posts if post.code in codes]


def post_names(codes: list[str]) -> list[Names]:
    """The names of posts."""
    return [post.names for post in _pack().posts if post.code in codes]


def document_choices() -> Choices:
    """The kinds of documents by which a person is known."""
    return [(kind.code, said(kind.names)) for kind in _pack().documents if kind.identity]


def country_names() -> dict[str, Names]:
    """The countries of the pack."""
    return {place.pcode: place.names for place in _pack().places if place.level == 0}


def said(names: Names) -> str:
    """A name in the language of the screen."""
    return names.in_language(get_language() or "fr")


def agency_names(code: str) -> Names:
    """What an agency is called; its code in every language if the pack does not know it."""
    return next((agency.names for agency in _pack().agencies if agency.code == code), Names(code, code, code, code))
