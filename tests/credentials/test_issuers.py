from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.db import IntegrityError, transaction

from lakay.access.policy import Permission
from lakay.credentials.actions import decide_issuer, propose_issuer, withdraw_issuer
from lakay.credentials.actions.issuers import BadIssuer, KnownKey
from lakay.credentials.codes import ISSUER_STATES, IssuerStatus, SignedKind
from lakay.credentials.keys import is_here, issuer_key, make_issuer_key
from lakay.credentials.models import Issuer
from lakay.credentials.queries.issuers import issuers, signer
from lakay.kernel.refusals import NotAllowed
from lakay.kernel.states import CannotMove
from lakay.traveldocs.passes import key_id, public_of
from tests.credentials.office import FRANTZ, GUERDA, NOW, ODETTE, SOLANGE, TODAY, staff

pytestmark = pytest.mark.django_db


def proposed(**changes: Any) -> Issuer:
    """A key of immigration that one person has proposed."""
    values: dict[str, Any] = {
        "agency": "DIE",
        "kinds": [SignedKind.BORDER],
        "valid_from": TODAY,
        "valid_until": TODAY,
        "public": make_issuer_key(),
    }
    receipt = propose_issuer(by=FRANTZ, at=NOW, **(values | changes))
    return Issuer.objects.get(id=receipt.id_of(Issuer))


def test_the_private_half_lies_in_the_key_folder_for_its_owner_alone():
    public = make_issuer_key()
    path = settings.KEYS / "issuers" / f"{key_id(public)}.key"
    assert path.stat().st_mode & 0o777 == 0o600
    key = issuer_key(key_id(public))
    assert key is not None
    assert public_of(key) == public
    assert is_here(key_id(public))
    assert not is_here("00000000")


def test_a_key_signs_once_a_second_person_has_agreed():
    issuer = proposed()
    assert issuers() == {}
    assert signer("DIE", SignedKind.BORDER, TODAY) is None
    decide_issuer(by=GUERDA, at=NOW, issuer=issuer, approve=True)
    assert set(issuers()) == {issuer.key_id}
    found = signer("DIE", SignedKind.BORDER, TODAY)
    assert found is not None
    assert found[0] == issuer


def test_nobody_agrees_to_their_own_key():
    issuer = proposed()
    with pytest.raises(NotAllowed):
        decide_issuer(by=FRANTZ, at=NOW, issuer=issuer, approve=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        Issuer.objects.filter(id=issuer.id).update(decided_by=FRANTZ.id)


def test_who_issues_passes_decides_on_no_keys():
    for by in (ODETTE, staff("idle", "DIE")):
        with pytest.raises(NotAllowed):
            decide_issuer(by=by, at=NOW, issuer=proposed(), approve=True)
        with pytest.raises(NotAllowed):
            propose_issuer(
                by=by, at=NOW, public=bytes(32), agency="DIE", kinds=[SignedKind.BORDER], valid_from=TODAY, valid_until=TODAY
            )


def test_a_key_is_proposed_within_its_own_agency():
    with pytest.raises(NotAllowed):
        proposed(agency="IBESR")


def test_a_key_that_was_refused_signs_nothing_and_stays_refused():
    issuer = proposed()
    decide_issuer(by=GUERDA, at=NOW, issuer=issuer, approve=False)
    assert issuers() == {}
    with pytest.raises(CannotMove):
        decide_issuer(by=SOLANGE, at=NOW, issuer=issuer, approve=True)


def test_a_key_is_withdrawn_by_its_agency_or_by_oversight():
    issuer = proposed()
    decide_issuer(by=GUERDA, at=NOW, issuer=issuer, approve=True)
    with pytest.raises(NotAllowed):
        withdraw_issuer(by=SOLANGE, at=NOW, issuer=issuer, reason="x")
    withdraw_issuer(by=GUERDA, at=NOW, issuer=issuer, reason="lost")
    assert issuers()[issuer.key_id].withdrawn
    assert signer("DIE", SignedKind.BORDER, TODAY) is None


def test_a_key_of_another_node_signs_nothing_here():
    issuer = proposed(public=public_of(Ed25519PrivateKey.generate()))
    decide_issuer(by=GUERDA, at=NOW, issuer=issuer, approve=True)
    assert set(issuers()) == {issuer.key_id}
    assert signer("DIE", SignedKind.BORDER, TODAY) is None


def test_a_key_has_kinds_and_days_and_comes_once():
    wrongs: list[dict[str, Any]] = [{"kinds": []}, {"valid_until": TODAY - timedelta(days=1)}]
    for wrong in wrongs:
        with pytest.raises(BadIssuer):
            proposed(**wrong)
    public = make_issuer_key()
    proposed(public=public)
    with pytest.raises(KnownKey):
        proposed(public=public)


def test_the_states_of_a_key_are_one_table():
    assert ISSUER_STATES.ends == {IssuerStatus.REJECTED, IssuerStatus.WITHDRAWN}
    assert Permission.ISSUER_APPROVE in GUERDA.permissions
