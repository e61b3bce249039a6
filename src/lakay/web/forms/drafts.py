"""The key with which a browser seals what somebody typed and did not send (ADR 23).

It follows from the node's own key and the person, so that it is the same after a log-out, lies on no disk in the clear where the post's
store is encrypted, and is handed to nobody else, whoever sits at the machine next.
"""

from __future__ import annotations

from base64 import b64encode
from uuid import UUID

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from lakay.journal.keys import node_keys

KEY = 32
OWNER = 12


def drawer_of(person: UUID) -> dict[str, str]:
    """The name of a person's drawer in a browser, which says nothing of who it is, and its key (32 bytes in base64)."""
    made = HKDF(SHA256(), KEY + OWNER, None, b"lakay/web/drafts/" + person.bytes).derive(node_keys().wrapping)
    return {"owner": made[KEY:].hex(), "key": b64encode(made[:KEY]).decode()}
