"""The new machine's side of an enrolment: the code is typed, a request goes out, the answer comes back. Bytes in, bytes out."""

from __future__ import annotations

import os
from datetime import datetime
from importlib.metadata import version
from uuid import UUID

from django.db.models import Q

from lakay.journal.core import seal
from lakay.journal.keys import node_keys
from lakay.journal.models import Event
from lakay.sync import queries
from lakay.sync.actions.joining import keep_attempt, keep_place
from lakay.sync.enrolment.codes import read_code
from lakay.sync.enrolment.fingerprints import fingerprint, node_name
from lakay.sync.enrolment.papers import (
    ADMITTED,
    TITLE_LENGTH,
    Answer,
    BadPaper,
    Request,
    read_answer,
    write_request,
)
from lakay.sync.models import Peer
from lakay.sync.secrets import secrets, take_index_key

_HERE = UUID(int=1)
"""What the code's key is sealed for in this machine's own row."""

_HARMLESS = ("backup.", "sync.", "access.session.", "access.login.")


class NotFresh(RuntimeError):
    """This machine has records of its own. It would join with places and people that the others have too, under other names."""


class NothingAsked(RuntimeError):
    """No code was typed at this machine, or it has joined already."""


def is_fresh() -> bool:
    """Whether this machine is as it was installed: nothing was entered, no country loaded, no place among nodes."""
    harmless = Q(action__endswith=".read")
    for start in _HARMLESS:
        harmless |= Q(action__startswith=start)
    joined = queries.membership()
    return not Event.objects.exclude(harmless).exists() and not Peer.objects.exists() and not (joined and joined.joined_at)


def ask_to_join(code: str, title: str, at: datetime) -> bytes:
    """What this machine sends to the hub. Raises BadCode for a slip of the pen, NotFresh; asking twice is no harm."""
    typed = read_code(code)
    if not is_fresh():
        raise NotFresh
    own = secrets()
    request = Request(typed.number, title.strip()[:TITLE_LENGTH], version("lakay")[:20], own.signing_public, own.sealing_public)
    paper = write_request(request, typed.key(), own.signing)
    keep_attempt(
        at=at, title=request.title, attempt=paper, secret=seal.wrap(node_keys().wrapping, _HERE, typed.key(), os.urandom)
    )
    return paper


def last_request() -> bytes:
    """The request as it was sent, to send it again. Raises NothingAsked."""
    own = queries.membership()
    if own is None or not own.attempt:
        raise NothingAsked
    return bytes(own.attempt)


def take_answer(paper: bytes, at: datetime) -> str:
    """Take the hub's answer, from whichever carrier: `waiting`, `refused` or `admitted`. Raises BadPaper, NothingAsked."""
    own = queries.membership()
    request = last_request()
    key = seal.unwrap(node_keys().wrapping, _HERE, bytes(own.secret)) if own else b""
    answer = read_answer(paper, request, key, secrets().sealing)
    _keep(answer, at)
    return answer.state


def _keep(answer: Answer, at: datetime) -> None:
    place = answer.place
    if place is None:
        raise BadPaper
    if answer.state == ADMITTED:
        take_index_key(answer.index_key)
    keep_place(at=at, place=place, hub=node_name(place.hub_signing_key), joined=answer.state == ADMITTED)


def hub_fingerprint() -> tuple[str, ...]:
    """The hub's fingerprint as this machine was told it: the one on the paper, or somebody stands between. Empty before an answer."""
    own = queries.membership()
    if own is None or not own.hub:
        return ()
    return fingerprint(bytes(own.hub_signing_key), bytes(own.hub_sealing_key))
