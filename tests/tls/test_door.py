"""The plain door and the sheet: the certificate, its fingerprint in four languages, and the way on."""

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from http.client import HTTPConnection, HTTPResponse

import pytest
from cryptography import x509

from lakay.tls import paper
from lakay.tls.authority import make_authority
from lakay.tls.door import AT_ONCE, Door, Offered
from lakay.tls.fingerprint import CONSONANTS, VOWELS, as_browsers, as_groups, as_words, fingerprint
from lakay.tls.trusting import chromium_policy, door_of, firefox_policy

OWN = make_authority(("bel.local",), "HT-BEL")
SHEET = paper.Sheet(OWN.certificate, "https://bel.local:8443", "http://bel.local:8080")


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    """An open door."""
    hosts = frozenset({"bel.local", "192.168.8.14", "::1"})
    offered = Offered(OWN.pem, lambda language: paper.render(SHEET, language), paper.policy(), SHEET.origin, hosts)
    with Door(("127.0.0.1", 0), offered) as door:
        thread = door.open()
        yield door.server_port
        door.shutdown()
        thread.join()


def ask(port: int, path: str, method: str = "GET", **headers: str) -> HTTPResponse:
    """One question to the door."""
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request(method, path, headers=headers)
    return connection.getresponse()


def test_it_gives_the_certificate_as_one(port: int) -> None:
    answer = ask(port, "/lakay-ca.crt")
    assert answer.headers["Content-Type"] == "application/x-x509-ca-cert"
    assert x509.load_pem_x509_certificate(answer.read()) == OWN.certificate


@pytest.mark.parametrize(
    ("wanted", "found"), [("fr-HT,fr;q=0.9", "fr"), ("ht", "ht"), ("de,es;q=0.5", "es"), ("", "fr"), ("zz", "fr")]
)
def test_it_speaks_the_language_of_the_browser(port: int, wanted: str, found: str) -> None:
    assert f'<html lang="{found}"' in ask(port, "/", **{"Accept-Language": wanted}).read().decode()


@pytest.mark.parametrize("language", ["ht", "fr", "es", "en"])
def test_every_language_shows_the_same_fingerprint_for_itself(port: int, language: str) -> None:
    page = ask(port, f"/{language}").read().decode()
    digest = fingerprint(OWN.certificate)
    assert " ".join(as_words(digest)) in page
    assert " ".join(as_groups(digest)) in page
    assert page.count("<svg") == 2
    assert "https://bel.local:8443/" in page


def test_the_four_sheets_differ_in_every_step() -> None:
    steps = [set(re.findall(r"<li>(.*?)</li>", paper.render(SHEET, language))) for language in ("ht", "fr", "es", "en")]
    shared = set.intersection(*steps)
    assert shared == {"sudo mkdir -p /etc/chromium/policies/managed"}
    assert all(len(found) == len(steps[0]) for found in steps)


@pytest.mark.parametrize(
    ("host", "path", "where"),
    [
        ("bel.local:8080", "/booth/", "https://bel.local:8443/booth/"),
        ("192.168.8.14", "/booth/", "https://192.168.8.14:8443/booth/"),
        ("[::1]:8080", "/x", "https://bel.local:8443/x"),
        ("evil.example", "/booth/", "https://bel.local:8443/booth/"),
        ("evil.example", "//evil.example/", "https://bel.local:8443/evil.example/"),
        ("bel.local", "/a%0d%0aSet-Cookie:x", "https://bel.local:8443/a%0d%0aSet-Cookie%3Ax"),
    ],
)
def test_everything_else_leads_to_the_site_and_nowhere_else(port: int, host: str, path: str, where: str) -> None:
    answer = ask(port, path, Host=host)
    assert (answer.status, answer.headers["Location"]) == (302, where)
    assert answer.headers["Set-Cookie"] is None


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_it_takes_nothing_in(port: int, method: str) -> None:
    assert ask(port, "/", method).status == 501


def test_asked_for_the_head_alone_it_gives_no_content(port: int) -> None:
    answer = ask(port, "/", "HEAD")
    assert int(answer.headers["Content-Length"]) > 1000
    assert answer.read() == b""


def test_who_holds_it_open_does_not_close_it_for_others(port: int) -> None:
    idle = [HTTPConnection("127.0.0.1", port, timeout=10) for _n in range(AT_ONCE - 2)]
    for connection in idle:
        connection.connect()
    assert ask(port, "/lakay-ca.crt").status == 200
    for connection in idle:
        connection.close()


class Remarks(HTMLParser):
    """Collects what a page would run or load."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A script, or an address to load from."""
        self.found += [tag for tag in (tag,) if tag in {"script", "link", "img", "iframe"}]
        self.found += [name for name, _value in attrs if name.startswith("on") or name in {"src", "style"}]


def test_the_sheet_loads_and_runs_nothing_so_that_it_prints_from_a_stick() -> None:
    remarks = Remarks()
    remarks.feed(paper.render(SHEET, "fr"))
    assert remarks.found == []


def test_words_on_the_telephone_are_all_different_and_can_be_spoken() -> None:
    words = {as_words(bits.to_bytes(2, "big") * 16)[0] for bits in range(65536)}
    assert len(words) == 65536
    assert all(re.fullmatch(f"(?:[{CONSONANTS}][{VOWELS}]){{2}}[{CONSONANTS}]", word) for word in words)


def test_the_figures_are_those_that_browsers_show() -> None:
    digest = bytes(range(32))
    assert as_browsers(digest).startswith("00:01:02:")
    assert "".join(as_groups(digest)) == as_browsers(digest).replace(":", "")


def test_policies_carry_the_certificate() -> None:
    assert len(json.loads(chromium_policy(OWN.certificate))["CACertificates"]) == 1
    assert json.loads(firefox_policy("/x.crt"))["policies"]["Certificates"]["Install"] == ["/x.crt"]
    assert door_of("https://bel.local:8443", 80) == "http://bel.local"
    assert door_of("https://bel.local", 8080) == "http://bel.local:8080"
