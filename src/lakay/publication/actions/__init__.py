"""Every write of the ledger: releases, and the drafts that lead to them."""

from lakay.publication.actions.drafts import Chosen, TooMany, ask_draft, note_draft, stop_draft
from lakay.publication.actions.releases import Moved, propose_release, publish_release, return_release

__all__ = [
    "Chosen",
    "Moved",
    "TooMany",
    "ask_draft",
    "note_draft",
    "propose_release",
    "publish_release",
    "return_release",
    "stop_draft",
]
