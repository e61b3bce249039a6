"""Passkeys: the two ceremonies of WebAuthn (W3C Recommendation, level 2, sections 7.1 and 7.2) as values in, values out.

The user must be verified by the key (finger, face or PIN), the key may be found without a user name, and what is signed is
bound to this node's origin: a look-alike page gets nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import webauthn
from django.conf import settings
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url, options_to_json, parse_authentication_credential_json
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticationCredential,
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from lakay.access.models import Passkey, Staff

NAME = "Lakay"
_TIMEOUT_MS = 300_000
_MALFORMED = (WebAuthnException, ValueError, KeyError, TypeError)


class PasskeyRefused(ValueError):
    """The answer does not prove what it should: another challenge, origin or key, no verified user, a counter that fell back."""


@dataclass(frozen=True, slots=True)
class NewKey:
    """What a key told of itself when it was added."""

    credential_id: str
    public_key: bytes
    sign_count: int
    backed_up: bool
    transports: list[str]


@dataclass(frozen=True, slots=True)
class Proof:
    """What an accepted answer leaves behind: the signature counter and whether the key is now backed up."""

    sign_count: int
    backed_up: bool


def relying_party() -> str:
    """The host name that keys are bound to."""
    return urlsplit(settings.PUBLIC_ORIGIN).hostname or "localhost"


def creation_options(staff: Staff, challenge: bytes, known: Iterable[Passkey]) -> str:
    """What `navigator.credentials.create` is asked, as JSON. A key that is known already is not added again."""
    options = webauthn.generate_registration_options(
        rp_id=relying_party(),
        rp_name=NAME,
        user_id=staff.id.bytes,
        user_name=staff.username,
        user_display_name=staff.full_name,
        challenge=challenge,
        timeout=_TIMEOUT_MS,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.PREFERRED, user_verification=UserVerificationRequirement.REQUIRED
        ),
        exclude_credentials=_descriptors(known),
    )
    return options_to_json(options)


def request_options(challenge: bytes, allowed: Iterable[Passkey] = ()) -> str:
    """What `navigator.credentials.get` is asked, as JSON. With no keys named, the key itself says whose it is."""
    options = webauthn.generate_authentication_options(
        rp_id=relying_party(),
        challenge=challenge,
        timeout=_TIMEOUT_MS,
        allow_credentials=_descriptors(allowed),
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return options_to_json(options)


def _descriptors(keys: Iterable[Passkey]) -> list[PublicKeyCredentialDescriptor]:
    return [PublicKeyCredentialDescriptor(id=base64url_to_bytes(key.credential_id)) for key in keys]


def check_creation(answer: str, challenge: bytes) -> NewKey:
    """Check the answer to `creation_options`. Raises PasskeyRefused."""
    try:
        found = webauthn.verify_registration_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=relying_party(),
            expected_origin=settings.PUBLIC_ORIGIN,
            require_user_verification=True,
        )
        transports = webauthn.helpers.parse_registration_credential_json(answer).response.transports or []
    except _MALFORMED as error:
        raise PasskeyRefused(type(error).__name__) from error
    return NewKey(
        bytes_to_base64url(found.credential_id),
        found.credential_public_key,
        found.sign_count,
        found.credential_backed_up,
        sorted(str(transport.value) for transport in transports),
    )


def parse_answer(answer: str) -> tuple[str, AuthenticationCredential]:
    """The id of the key that answered, and its answer. Raises PasskeyRefused for what is not an answer at all."""
    try:
        credential = parse_authentication_credential_json(answer)
    except _MALFORMED as error:
        raise PasskeyRefused(type(error).__name__) from error
    return bytes_to_base64url(credential.raw_id), credential


def check_answer(passkey: Passkey, credential: AuthenticationCredential, challenge: bytes) -> Proof:
    """Check the answer to `request_options` against a known key. Raises PasskeyRefused."""
    handle: Any = credential.response.user_handle
    if handle and bytes(handle) != passkey.staff_id.bytes:
        raise PasskeyRefused("the key speaks for another person")
    try:
        found = webauthn.verify_authentication_response(
            credential=credential,
            expected_challenge=challenge,
            expected_rp_id=relying_party(),
            expected_origin=settings.PUBLIC_ORIGIN,
            credential_public_key=bytes(passkey.public_key),
            credential_current_sign_count=passkey.sign_count,
            require_user_verification=True,
        )
    except _MALFORMED as error:
        raise PasskeyRefused(type(error).__name__) from error
    return Proof(found.new_sign_count, found.credential_backed_up)
