"""What an alert says, as it is stored: a node one or two releases older reads what a newer one wrote."""

from __future__ import annotations

from lakay.kernel.partial_dates import UNKNOWN
from lakay.watchlist.rules.contents import WantedDocument, WantedName, contents_of
from lakay.watchlist.rules.judging import Listed
from tests.watchlist.conftest import wanted


def test_what_a_newer_release_says_more_of_a_name_stops_no_booth() -> None:
    said = wanted().as_json() | {"names": [["Désir", "Jean", "called Jano"]], "documents": [["HTI", "R1", "P", "stolen 2025"]]}
    said["birth"] = "1984 or 1985"
    contents = contents_of(said)
    assert contents.names == (WantedName("Désir", "Jean"),)
    assert contents.documents == (WantedDocument("HTI", "R1", "P"),)
    assert contents.birth == UNKNOWN
    listed = Listed.of(said["names"], said["documents"], said["birth"], said["sex"], said["nationalities"])
    assert (listed.names, listed.documents, listed.birth) == (contents.names, contents.documents, UNKNOWN)
