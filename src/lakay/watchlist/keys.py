"""The keys of the list: digests under the node's own key, so that a copy of the tables cannot be tried against a list of guesses."""

from __future__ import annotations

from uuid import UUID

from lakay.people.blind import keyed
from lakay.watchlist.rules.contents import Contents, WantedDocument
from lakay.watchlist.rules.matching import Basis, document_text, name_text


def name_token(family: str, given: str) -> int | None:
    """The key of a name; None without a letter."""
    text = name_text(family, given)
    return keyed("alert/name", text) if text else None


def document_token(document: WantedDocument) -> int | None:
    """The key of a document; None without a number."""
    text = document_text(document)
    return keyed("alert/document", text) if text else None


def cleared_token(alert: UUID, document: WantedDocument) -> int | None:
    """The key of a document whose holder is not the one whom an alert means; None without a number."""
    text = document_text(document)
    return keyed("alert/cleared", f"{alert.hex}|{text}") if text else None


def keys_of(contents: Contents, about: str) -> set[tuple[Basis, int]]:
    """Every key by which an alert is found. The name of one who lost a document finds nothing: the thief is looked for."""
    by_name = [name_token(name.family, name.given) for name in contents.names] if about == "person" else []
    by_document = [document_token(document) for document in contents.documents]
    tokens = [*((Basis.NAME, token) for token in by_name), *((Basis.DOCUMENT, token) for token in by_document)]
    return {(basis, token) for basis, token in tokens if token is not None}
