"""What stands on our list from another's list."""

from __future__ import annotations

from uuid import UUID

from lakay.watchlist.models import Alert, AlertList
from lakay.watchlist.rules.contents import birth_of, documents_of, names_of
from lakay.watchlist.rules.differences import Said
from lakay.watchlist.rules.states import AlertStatus

_SAID = ("names", "documents", "birth", "sex", "nationalities", "note")


def standing_of(of_list: AlertList) -> dict[str, tuple[UUID, Said]]:
    """By their name in a list, the alerts on our list that came from it, with what they say of whom they mean."""
    rows = Alert.objects.filter(of_list=of_list.pk, status=AlertStatus.ACTIVE).order_by("proposed_at", "id")
    columns = rows.values_list("origin", "id", *_SAID)
    return {origin: (pk, _said(*said)) for origin, pk, *said in columns.iterator(chunk_size=1_000)}


def _said(names: list[list[str]], documents: list[list[str]], birth: str, sex: str, nationalities: list[str], note: str) -> Said:
    return names_of(names), documents_of(documents), birth_of(birth), sex, tuple(nationalities or ()), note
