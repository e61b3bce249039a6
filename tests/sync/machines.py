"""Machines outside this test's store, with true keys: they ask to come in, or play the hub."""

from __future__ import annotations

import os
from dataclasses import replace

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from lakay.sync.enrolment import papers
from lakay.sync.enrolment.codes import Code
from lakay.sync.enrolment.fingerprints import fingerprint, node_name
from lakay.sync.enrolment.papers import Answer, Place, Request

INDEX = b"i" * 32


class Machine:
    """Two private keys, and what can be done with them."""

    def __init__(self, title: str = "Ouanaminthe 1") -> None:
        self.title = title
        self.signing, self.sealing = Ed25519PrivateKey.generate(), X25519PrivateKey.generate()
        self.keys = self.signing.public_key().public_bytes_raw(), self.sealing.public_key().public_bytes_raw()

    @property
    def node(self) -> str:
        return node_name(self.keys[0])

    @property
    def groups(self) -> str:
        """What its screen shows."""
        return " ".join(fingerprint(*self.keys))

    def request(self, code: Code, key: bytes | None = None) -> bytes:
        """Its request, proven by a code (or by another key)."""
        said = Request(code.number, self.title, "0.4", *self.keys)
        return papers.write_request(said, key or code.key(), self.signing)

    def read(self, answer: bytes, request: bytes, code: Code) -> Answer:
        """What it makes of an answer."""
        return papers.read_answer(answer, request, code.key(), self.sealing)

    def answer(self, request: bytes, code: Code, to: bytes, state: str = "admitted", **place: str) -> bytes:
        """Played as a hub: its answer to a request."""
        given = replace(Place("post", "HT-OUA", "DIE", self.title, *self.keys, "", ""), **place)  # type: ignore[arg-type]
        said = Answer(state, given, INDEX if state == "admitted" else b"")
        return papers.write_answer(said, request, to, code.key(), self.signing, os.urandom)
