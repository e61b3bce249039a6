"""The certificates hold for the post, at any hour that its clock may show, and for nothing else."""

import ssl
from datetime import UTC, datetime
from ipaddress import ip_address
from pathlib import Path

import pytest
from OpenSSL.crypto import X509, X509Store, X509StoreContext, X509StoreContextError

from lakay.tls import authority
from lakay.tls.authority import Made, NotOurs, make_authority, make_site, open_made, permitted_names, shown_by
from lakay.tls.names import Reached
from tests.tls.connecting import connect

POST = Reached(
    ("belladere.local", "belladere", "localhost"), (ip_address("127.0.0.1"), ip_address("192.168.8.14"), ip_address("::1"))
)
OWN = make_authority(POST.names, "HT-BEL")
SITE = make_site(OWN, POST)


@pytest.mark.parametrize("name", ["belladere.local", "belladere", "localhost", "127.0.0.1", "192.168.8.14", "::1"])
def test_a_client_that_trusts_only_this_authority_connects_by_every_name_and_address(name: str, tmp_path: Path) -> None:
    assert connect(OWN, SITE, name, tmp_path) == "TLSv1.3"


@pytest.mark.parametrize("name", ["ouanaminthe.local", "192.168.8.15", "belladere.local.example"])
def test_it_connects_by_no_other_name(name: str, tmp_path: Path) -> None:
    with pytest.raises(ssl.SSLCertVerificationError):
        connect(OWN, SITE, name, tmp_path)


def test_a_client_that_trusts_another_posts_authority_refuses(tmp_path: Path) -> None:
    with pytest.raises(ssl.SSLCertVerificationError):
        connect(make_authority(POST.names, "HT-BEL"), SITE, "belladere.local", tmp_path)


@pytest.mark.parametrize("stolen", [Reached(("banque.com",), ()), Reached(("localhost",), (ip_address("8.8.8.8"),))])
def test_who_steals_its_key_can_pretend_to_be_nobody_else(
    stolen: Reached, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(NotOurs):
        make_site(OWN, stolen)
    monkeypatch.setattr(authority, "_check_allowed", lambda _authority, _reached: None)
    forged = make_site(OWN, stolen)
    name = str(stolen.addresses[0]) if stolen.addresses else stolen.names[0]
    with pytest.raises(ssl.SSLCertVerificationError, match="permitted subtree violation"):
        connect(OWN, forged, name, tmp_path)


def chain_holds(at: datetime, own: Made = OWN, site: Made = SITE) -> bool:
    """Whether OpenSSL takes the chain at an hour."""
    store = X509Store()
    store.add_cert(X509.from_cryptography(own.certificate))
    store.set_time(at)
    try:
        X509StoreContext(store, X509.from_cryptography(site.certificate)).verify_certificate()
    except X509StoreContextError:
        return False
    return True


@pytest.mark.parametrize("year", [1970, 2000, 2010, 2026, 2038, 2049])
def test_it_holds_whatever_a_clock_without_battery_says(year: int) -> None:
    assert chain_holds(datetime(year, 1, 2, tzinfo=UTC))


def test_it_does_not_hold_for_ever() -> None:
    assert not chain_holds(datetime(2050, 1, 2, tzinfo=UTC))


def test_the_certificate_of_the_site_makes_no_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(authority, "_check_allowed", lambda _authority, _reached: None)
    forged = make_site(SITE, POST)
    assert not chain_holds(datetime(2026, 11, 22, tzinfo=UTC), SITE, forged)


def test_it_names_the_post_and_itself() -> None:
    again = make_authority(POST.names, "HT-BEL")
    assert "HT-BEL" in OWN.certificate.subject.rfc4514_string()
    assert OWN.certificate.subject != again.certificate.subject
    assert permitted_names(OWN.certificate) == POST.names
    assert shown_by(SITE.certificate) == (frozenset(POST.names), frozenset(POST.addresses))


def test_a_key_of_another_certificate_is_refused() -> None:
    assert open_made(SITE.pem, SITE.key_pem).certificate == SITE.certificate
    with pytest.raises(ValueError, match="not that of the certificate"):
        open_made(SITE.pem, OWN.key_pem)
