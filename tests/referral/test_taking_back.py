"""The person takes a yes back: what went because of it is called back, whoever followed it, and the journal does not say what belongs together."""

from __future__ import annotations

from datetime import timedelta

import pytest

from lakay.journal.models import Event
from lakay.protection.actions import receive_intake
from lakay.referral.actions import NoConsent, send_referral
from lakay.referral.models import Agreed, AgreedEnd
from lakay.referral.preparing import take_yes_back
from lakay.referral.queries import by_receipt
from lakay.referral.rules.given import Basis
from tests.referral.office import NOW, a_boy, as_it_stands, drafted, person, said_yes

pytestmark = pytest.mark.django_db


def test_taking_the_yes_back_calls_everything_back() -> None:
    intake = a_boy()
    referral = drafted(intake)
    agreed = said_yes(intake)
    said_yes(intake, until=NOW + timedelta(days=60))
    send_referral(by=person("nadege"), at=NOW, referral=referral)
    code = as_it_stands(referral.pk).receipt
    take_yes_back(by=person("nadege"), at=NOW, agreed=agreed)
    now = as_it_stands(referral.pk)
    assert (now.status, now.packet, now.receipt) == ("withdrawn", None, "")
    assert by_receipt(code) is None
    with pytest.raises(NoConsent):
        send_referral(by=person("nadege"), at=NOW, referral=drafted(intake, now.service))
    take_yes_back(by=person("nadege"), at=NOW, agreed=agreed)  # pressed twice
    assert AgreedEnd.objects.count() == 2


def test_it_is_called_back_also_from_a_colleague_and_no_event_names_the_file_with_its_referral() -> None:
    intake = a_boy()
    referral, other = drafted(intake), drafted(intake, basis=Basis.LIFE, grounds="Men wait for him outside.")
    agreed = said_yes(intake)
    for each in (referral, other):
        send_referral(by=person("nadege"), at=NOW, referral=each)
    receive_intake(by=person("ginette"), at=NOW, intake=intake)
    take_yes_back(by=person("ginette"), at=NOW, agreed=Agreed.objects.get(pk=agreed.pk))
    now = as_it_stands(referral.pk)
    assert (now.status, now.holder) == ("withdrawn", person("ginette").id)
    assert as_it_stands(other.pk).status == "sent", "it did not go on the strength of a yes"
    bodies = [bytes(body) for body in Event.objects.values_list("body", flat=True)]
    named = [{one for one in (intake, referral, other) if one.pk.hex.encode() in body} for body in bodies]
    assert max(len(records) for records in named) == 1
    assert set.union(*named) == {intake, referral, other}
