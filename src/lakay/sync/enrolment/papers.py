"""The request of a new machine and the hub's answer: canonical JSON, each proven by the code and signed by its sender's key.

The code is never sent. Who does not know it can neither ask in the machine's place nor answer in the hub's; who changes a byte on the way is
found out. Somebody who has seen the paper can ask first: so another person compares fingerprints before anything is admitted.
"""

from __future__ import annotations

import base64
import hmac
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from lakay.kernel import canonical
from lakay.sync.enrolment.codes import LETTERS, NUMBER

VERSION = 1
MOST_BYTES = 16_384
KEY_BYTES, NONCE_BYTES = 32, 12
TITLE_LENGTH, VERSION_LENGTH = 80, 20
WAITING, ADMITTED, REFUSED = "waiting", "admitted", "refused"


class BadPaper(ValueError):
    """The bytes are no such paper, or they were made without the code, or changed on the way."""


@dataclass(frozen=True, slots=True)
class Request:
    """What a new machine says of itself."""

    number: str
    title: str
    version: str
    signing_key: bytes
    sealing_key: bytes


@dataclass(frozen=True, slots=True)
class Place:
    """What the hub gives a machine: its role, and the hub's own name, keys and address."""

    role: str
    post: str
    agency: str
    hub_title: str
    hub_signing_key: bytes
    hub_sealing_key: bytes
    address: str
    authority: str
    releases: bytes = b""
    """The key for which a post closes its card (X25519, 32 bytes); a hub of an earlier release gives none."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The hub's word on a request: it waits, was refused, or is admitted, with a place and the common key of searches."""

    state: str
    place: Place | None
    index_key: bytes


def write_request(request: Request, key: bytes, signing: Ed25519PrivateKey) -> bytes:
    """The request as it is sent."""
    body = {
        "number": request.number,
        "title": request.title,
        "version": request.version,
        "signing": _text(request.signing_key),
        "sealing": _text(request.sealing_key),
    }
    return _write("request", body, key, signing)


def number_of(paper: bytes) -> str:
    """For which invitation a request is, not yet believed. Raises BadPaper."""
    return _request(_open("request", paper)["body"]).number


def read_request(paper: bytes, key: bytes) -> Request:
    """A request made with the code, by whoever holds the key it names. Raises BadPaper."""
    data = _open("request", paper)
    request = _request(data["body"])
    _check("request", data, key, request.signing_key)
    return request


def write_answer(
    answer: Answer, request: bytes, to: bytes, key: bytes, signing: Ed25519PrivateKey, random: Callable[[int], bytes]
) -> bytes:
    """The answer to the machine whose sealing key is `to`; it fits this one request only."""
    body: dict[str, Any] = {"state": answer.state, "request": sha256(request).hexdigest()}
    if answer.place is not None:
        place = answer.place
        body["place"] = {
            **{name: getattr(place, name) for name in ("role", "post", "agency", "hub_title", "address", "authority")},
            "signing": _text(place.hub_signing_key),
            "sealing": _text(place.hub_sealing_key),
            **({"releases": _text(place.releases)} if place.releases else {}),
        }
    if answer.index_key:
        body["index"] = _text(_seal(answer.index_key, to, random))
    return _write("answer", body, key, signing)


def read_answer(paper: bytes, request: bytes, key: bytes, sealing: X25519PrivateKey) -> Answer:
    """The hub's answer to a request. Raises BadPaper if it was made without the code, or answers something else."""
    data = _open("answer", paper)
    body = data["body"]
    try:
        place = _place(body["place"]) if "place" in body else None
        fits = body["request"] == sha256(request).hexdigest()
        sealed = _bytes(body["index"]) if "index" in body else b""
        state = body["state"]
    except (KeyError, TypeError, ValueError) as error:
        raise BadPaper from error
    if not fits or state not in {WAITING, ADMITTED, REFUSED} or (state == ADMITTED) != bool(sealed) or place is None:
        raise BadPaper
    _check("answer", data, key, place.hub_signing_key)
    return Answer(state, place, _unseal(sealed, sealing) if sealed else b"")


def _write(what: str, body: dict[str, Any], key: bytes, signing: Ed25519PrivateKey) -> bytes:
    said = _said(what, body)
    proof = {"mac": hmac.digest(key, said, "sha256").hex(), "signature": signing.sign(said).hex()}
    return canonical.to_bytes({"lakay": what, "v": VERSION, "body": body, **proof})


def _said(what: str, body: dict[str, Any]) -> bytes:
    return f"lakay/enrol/{VERSION}/{what}\n".encode() + canonical.to_bytes(body)


def _open(what: str, paper: bytes) -> dict[str, Any]:
    try:
        data = canonical.from_bytes(paper) if len(paper) <= MOST_BYTES else {}
    except ValueError as error:
        raise BadPaper from error
    if (
        not isinstance(data, dict)
        or (data.get("lakay"), data.get("v")) != (what, VERSION)
        or not isinstance(data.get("body"), dict)
    ):
        raise BadPaper
    return data


def _check(what: str, data: dict[str, Any], key: bytes, signer: bytes) -> None:
    said = _said(what, data["body"])
    try:
        mac, signature = _plain_hex(data["mac"]), _plain_hex(data["signature"])
        Ed25519PublicKey.from_public_bytes(signer).verify(signature, said)
    except (KeyError, TypeError, ValueError, InvalidSignature) as error:
        raise BadPaper from error
    if not hmac.compare_digest(mac, hmac.digest(key, said, "sha256")):
        raise BadPaper


def _request(body: dict[str, Any]) -> Request:
    try:
        request = Request(
            number=body["number"],
            title=body["title"].strip(),
            version=body["version"],
            signing_key=_key(body["signing"]),
            sealing_key=_key(body["sealing"]),
        )
        sizes = (
            len(request.number) == NUMBER and 0 < len(request.title) <= TITLE_LENGTH and len(request.version) <= VERSION_LENGTH
        )
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise BadPaper from error
    if not sizes or set(request.number) - set(LETTERS) or not request.title.isprintable() or not request.version.isprintable():
        raise BadPaper
    return request


def _place(body: dict[str, Any]) -> Place:
    words = {name: body[name] for name in ("role", "post", "agency", "hub_title", "address", "authority")}
    if not all(isinstance(word, str) for word in words.values()):
        raise BadPaper
    releases = _key(body["releases"]) if "releases" in body else b""
    return Place(**words, hub_signing_key=_key(body["signing"]), hub_sealing_key=_key(body["sealing"]), releases=releases)


def _seal(data: bytes, to: bytes, random: Callable[[int], bytes]) -> bytes:
    own = X25519PrivateKey.from_private_bytes(random(KEY_BYTES))
    public = own.public_key().public_bytes_raw()
    nonce = random(NONCE_BYTES)
    key = _agreed(own.exchange(X25519PublicKey.from_public_bytes(to)), public, to)
    return public + nonce + AESGCM(key).encrypt(nonce, data, None)


def _unseal(sealed: bytes, own: X25519PrivateKey) -> bytes:
    public, nonce, rest = sealed[:KEY_BYTES], sealed[KEY_BYTES : KEY_BYTES + NONCE_BYTES], sealed[KEY_BYTES + NONCE_BYTES :]
    try:
        key = _agreed(own.exchange(X25519PublicKey.from_public_bytes(public)), public, own.public_key().public_bytes_raw())
        return AESGCM(key).decrypt(nonce, rest, None)
    except (InvalidTag, ValueError) as error:
        raise BadPaper from error


def _agreed(shared: bytes, public: bytes, to: bytes) -> bytes:
    return HKDF(SHA256(), KEY_BYTES, salt=public + to, info=b"lakay/enrol/seal/1").derive(shared)


def _key(text: str) -> bytes:
    key = _bytes(text)
    if len(key) != KEY_BYTES:
        raise BadPaper
    return key


def _plain_hex(text: str) -> bytes:
    """Hexadecimal digits in the one way in which they are written. Raises ValueError."""
    data = bytes.fromhex(text)
    if data.hex() != text:
        raise ValueError("written in another way")
    return data


def _bytes(text: str) -> bytes:
    return base64.b64decode(text, validate=True)


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()
