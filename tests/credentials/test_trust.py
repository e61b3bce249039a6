"""Whose signatures on documents are trusted: reports, imports, withdrawals, and the store that the booth asks."""

from datetime import timedelta
from typing import Any

import pytest

from lakay.credentials import queries
from lakay.credentials.actions import (
    NotTheState,
    bring_file,
    drop_file,
    import_anchors,
    import_crl,
    import_trust,
    restore_anchor,
    withdraw_anchor,
)
from lakay.credentials.imports import ImportReport
from lakay.credentials.models import RevocationList, TrustAnchor, Upload
from lakay.credentials.queries.trust import anchors_of, states
from lakay.journal.act import Receipt
from lakay.kernel.actors import Actor
from lakay.kernel.refusals import NotAllowed
from lakay.traveldocs.chips import Certificate, UnreadableList
from lakay.traveldocs.chips.specimen import Holder, make_authority, make_crl, make_master_list, make_signer
from tests.credentials.conftest import NOW
from tests.traveldocs.chips.world import GROUPS, START, state
from tests.traveldocs.seals import test_seals as seals_of_tests

pytestmark = pytest.mark.django_db
A_DAY = timedelta(days=1)


def utopia() -> Holder:
    """The authority of Utopia."""
    return state().authority


def master_list(*authorities: Holder, by: Holder | None = None) -> bytes:
    """A master list of some states, signed for Utopia."""
    signer = make_signer(by or utopia(), not_before=START, common="List")
    return make_master_list(
        signer, [one.certificate for one in authorities], came_along=[(by or utopia()).certificate], signed_at=NOW
    )


def accept(report: ImportReport, by: Actor, **more: Any) -> Receipt:
    """Agree to a report."""
    values: dict[str, Any] = {"compared": "letter of the embassy", "vouched": not report.to_compare} | more
    return import_trust(
        by=by, at=NOW, source="list.ml", anchors=report.new, crls=report.crls, signed_by=report.signed_by, **values
    )


def trusting(by: Actor) -> TrustAnchor:
    """Utopia is trusted."""
    accept(queries.report_on(utopia().certificate), by)
    found: TrustAnchor = TrustAnchor.objects.get()
    return found


# ------------------------------------------------------------------ report


def test_the_report_tells_what_a_list_would_bring_and_changes_nothing(frantz):
    other = make_authority("XX", not_before=START)
    report = queries.report_on(master_list(utopia(), other))
    assert report.states == ("UT", "XX")
    assert report.known == 0
    assert not TrustAnchor.objects.exists()
    accept(report, frantz)
    again = queries.report_on(master_list(utopia(), other))
    assert (again.new, again.known, again.brings) == ((), 2, False)


def test_a_list_signed_by_nobody_known_is_to_be_compared_by_a_person(frantz):
    assert [print_ for _, print_ in queries.report_on(master_list(utopia())).to_compare] == [
        Certificate(utopia().certificate).fingerprint
    ]
    trusting(frantz)
    assert queries.report_on(master_list(make_authority("XX", not_before=START))).to_compare == ()


def test_a_list_whose_signature_does_not_hold_brings_nothing():
    data = bytearray(master_list(utopia()))
    data[-3] ^= 1
    report = queries.report_on(bytes(data))
    assert not report.brings
    assert [fault.reason for fault in report.faults] == ["bad_signature"]


def test_a_list_that_was_changed_after_signing_brings_nothing():
    other = make_authority("XX", not_before=START)
    data = master_list(other).replace(b"Specimen", b"Specimem", 1)
    report = queries.report_on(data)
    assert not report.brings
    assert report.faults


def test_a_new_key_that_the_old_one_vouches_for_needs_no_comparing(frantz):
    trusting(frantz)
    link = make_authority(not_before=START + 300 * A_DAY, previous=utopia())
    assert queries.report_on(link.certificate).to_compare == ()
    stranger = make_authority(not_before=START + 300 * A_DAY)
    assert len(queries.report_on(stranger.certificate).to_compare) == 1


def test_signers_of_documents_are_counted_and_not_kept():
    report = queries.report_on(state().signer.certificate)
    assert (report.signers, report.brings) == (1, False)


def test_a_file_without_anything_in_it_is_refused():
    with pytest.raises(UnreadableList):
        queries.report_on(b"nothing of the kind")


# ------------------------------------------------------------------ two people


def test_who_brought_a_file_does_not_agree_to_it_where_nobody_vouches(frantz, solange):
    receipt = bring_file(by=frantz, at=NOW, name="utopia.cer", content=utopia().certificate)
    upload = Upload.objects.get(id=receipt.event)
    report = queries.report_on(bytes(upload.content))
    with pytest.raises(NotAllowed):
        accept(report, frantz, upload=upload.id, brought_by=upload.brought_by)
    with pytest.raises(NotAllowed):
        accept(report, solange, upload=upload.id, brought_by=upload.brought_by, compared=" ")
    accept(report, solange, upload=upload.id, brought_by=upload.brought_by)
    assert TrustAnchor.objects.get().compared == "letter of the embassy"
    assert not Upload.objects.exists()


def test_a_list_of_a_known_signer_is_agreed_to_by_whoever_brought_it(frantz):
    trusting(frantz)
    report = queries.report_on(master_list(make_authority("XX", not_before=START)))
    accept(report, frantz, brought_by=frantz.id, compared="")
    assert TrustAnchor.objects.count() == 2


def test_a_file_is_put_away_and_old_ones_go_by_themselves(frantz):
    first = bring_file(by=frantz, at=NOW, name="a", content=b"a")
    drop_file(by=frantz, at=NOW, upload=first.event)
    bring_file(by=frantz, at=NOW, name="b", content=b"b")
    bring_file(by=frantz, at=NOW + 8 * A_DAY, name="c", content=b"c")
    assert [one.name for one in Upload.objects.all()] == ["c"]


def test_an_auditor_changes_nothing(claudette, frantz):
    report = queries.report_on(utopia().certificate)
    with pytest.raises(PermissionError):
        accept(report, claudette)
    with pytest.raises(PermissionError):
        bring_file(by=claudette, at=NOW, name="a", content=b"a")
    with pytest.raises(PermissionError):
        withdraw_anchor(by=claudette, at=NOW, anchor=trusting(frantz), reason="x")


# ------------------------------------------------------------------ withdrawing


def test_what_was_withdrawn_is_trusted_no_more_and_no_list_brings_it_back(frantz):
    anchor = trusting(frantz)
    assert queries.check_chip(state().sod, GROUPS, NOW).verdict == "valid"
    withdraw_anchor(by=frantz, at=NOW, anchor=anchor, reason="the state has lost its key")
    assert queries.check_chip(state().sod, GROUPS, NOW).reason == "no_anchor"
    report = queries.report_on(utopia().certificate)
    assert (report.new, report.withdrawn) == ((), ("C=UT,O=Specimen,CN=CSCA",))
    with pytest.raises(NotTheState):
        withdraw_anchor(by=frantz, at=NOW, anchor=anchor, reason="again")
    restore_anchor(by=frantz, at=NOW, anchor=anchor)
    assert queries.check_chip(state().sod, GROUPS, NOW).verdict == "valid"
    with pytest.raises(NotTheState):
        restore_anchor(by=frantz, at=NOW, anchor=anchor)


def test_withdrawing_needs_a_reason(frantz):
    with pytest.raises(ValueError, match="no reason"):
        withdraw_anchor(by=frantz, at=NOW, anchor=trusting(frantz), reason="  ")


# ------------------------------------------------------------------ store


def test_the_store_is_kept_until_something_changes(frantz):
    trusting(frantz)
    first = queries.trust_store()
    assert queries.trust_store() is first
    crl = make_crl(utopia(), {}, this_update=NOW)
    import_crl(by=frantz, at=NOW, source="crl", crls=queries.report_on(crl).crls)
    assert queries.trust_store() is not first


def test_asking_the_store_again_costs_two_short_questions(frantz, django_assert_num_queries):
    trusting(frantz)
    queries.check_chip(state().sod, GROUPS, NOW)
    with django_assert_num_queries(2):
        queries.check_chip(state().sod, GROUPS, NOW)


def test_a_revocation_list_reaches_the_booth_and_only_a_newer_one_replaces_it(frantz):
    trusting(frantz)
    newer = make_crl(utopia(), {7: NOW - A_DAY}, this_update=NOW, number=2)
    older = make_crl(utopia(), {}, this_update=NOW - 30 * A_DAY, number=1)
    import_crl(by=frantz, at=NOW, source="crl", crls=queries.report_on(newer).crls)
    assert queries.check_chip(state().sod, GROUPS, NOW).reason == "revoked"
    report = queries.report_on(older)
    assert (report.crls, report.crls_known) == ((), 1)
    (kept,) = RevocationList.objects.all()
    assert kept.revoked == [["7", (NOW - A_DAY).isoformat(), "unspecified"]]


def test_a_revocation_list_of_nobody_trusted_is_left_out():
    report = queries.report_on(make_crl(make_authority("XX", not_before=START), {}, this_update=NOW))
    assert [fault.reason for fault in report.faults] == ["crl_unsigned"]


def test_a_signer_of_seals_is_kept_and_found_by_the_seal(frantz):
    authority, signer = seals_of_tests.offices()
    report = queries.report_on(signer.certificate)
    assert [one.use for one in report.new] == ["seals"]
    import_anchors(by=frantz, at=NOW, source="embassy", anchors=report.new)
    assert queries.check_seal(seals_of_tests.seal(), NOW).verdict == "valid"
    assert authority is not signer


def test_states_are_listed_with_their_certificates_and_lists(frantz):
    trusting(frantz)
    import_crl(by=frantz, at=NOW, source="crl", crls=queries.report_on(make_crl(utopia(), {}, this_update=NOW)).crls)
    (row,) = states()
    assert (row.state, row.active, row.withdrawn, row.seals) == ("UT", 1, 0, 0)
    assert row.crl is not None
    assert not row.crl_is_old(NOW)
    assert row.crl_is_old(NOW + 91 * A_DAY)
    assert [one.holder for one in anchors_of("UT")] == ["C=UT,O=Specimen,CN=CSCA"]
