"""Chromium that trusts the post's authority and no other: the camera, passkeys, and who is refused."""

import os
import shutil
import ssl
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, HTTPServer
from ipaddress import ip_address
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, BrowserType, Error, Page

from lakay.cli.alive import answers
from lakay.tls import authority
from lakay.tls.authority import make_site, open_made
from lakay.tls.names import Reached
from tests.browser.node import LAKAY, Node, free_port
from tests.browsing import ARGUMENTS, AXE, RUN_AXE, STANDARDS
from tests.repo.planting import ROOT

NAME = "lakay-oua.local"
pytestmark = [
    pytest.mark.browser,
    pytest.mark.timeout(900),
    pytest.mark.skipif(not shutil.which("certutil"), reason="needs certutil: `python tools/system.py`"),
]
CAMERA = "async () => (await navigator.mediaDevices.getUserMedia({video: true})).getVideoTracks().length"
PASSKEY = """async rp => (await navigator.credentials.create({publicKey: {
    rp: {id: rp, name: "Lakay"}, user: {id: new Uint8Array(16), name: "marie", displayName: "Marie"},
    challenge: new Uint8Array(32), pubKeyCredParams: [{type: "public-key", alg: -7}], timeout: 5000}})).type"""


@dataclass
class Post:
    """A node that serves over HTTPS under a name of its own."""

    folder: Path
    port: int
    door: int

    @property
    def url(self) -> str:
        """Where it is."""
        return f"https://{NAME}:{self.port}"


@pytest.fixture(scope="module")
def post(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Post]:
    """The demo country over HTTPS."""
    node = Node(tmp_path_factory.mktemp("https"))
    node.settle()
    made = Post(node.data, node.port, free_port())
    command = [
        LAKAY,
        "serve",
        "--demo",
        "--tls",
        "--host",
        "127.0.0.1",
        "--port",
        str(made.port),
        "--door",
        str(made.door),
        "--name",
        NAME,
    ]
    with (node.data / "serve.log").open("ab") as log:
        node.process = subprocess.Popen(command, cwd=ROOT, env=node.environment(), stdout=log, stderr=log, start_new_session=True)
    until = time.monotonic() + 300
    while not answers("127.0.0.1", made.port, made.folder / "tls" / "authority.crt"):
        assert time.monotonic() < until, (node.data / "serve.log").read_text()[-2000:]
        time.sleep(0.2)
    yield made
    node.end()


def start(kind: BrowserType, home: Path, trusted: Path | None) -> Browser:
    """Chromium with a home of its own, in which one authority is trusted, or none."""
    store = home / ".pki" / "nssdb"
    store.mkdir(parents=True)
    subprocess.run(["certutil", "-N", "-d", f"sql:{store}", "--empty-password"], check=True)
    if trusted:
        subprocess.run(["certutil", "-A", "-d", f"sql:{store}", "-n", "lakay", "-t", "C,,", "-i", str(trusted)], check=True)
    names = f"--host-resolver-rules=MAP {NAME} 127.0.0.1, MAP banque.example 127.0.0.1"
    camera = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
    environment = {name: value for name, value in os.environ.items() if name != "XDG_DATA_HOME"} | {"HOME": str(home)}
    return kind.launch(executable_path=shutil.which("chromium"), args=[*ARGUMENTS, names, *camera], env=dict(environment))


@pytest.fixture(scope="module")
def trusting(post: Post, chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A screen of the post that was told to trust it."""
    browser = start(chromium.browser_type, tmp_path_factory.mktemp("home"), post.folder / "tls" / "authority.crt")
    yield browser
    browser.close()


@pytest.fixture
def page(trusting: Browser) -> Iterator[Page]:
    """A page of that screen."""
    context = trusting.new_context(viewport={"width": 1366, "height": 768}, locale="fr-HT")
    yield context.new_page()
    context.close()


def test_the_booth_gets_the_camera(page: Page, post: Post) -> None:
    page.goto(post.url + "/login")
    page.get_by_role("button", name="Marie Désir").press("Enter")
    page.wait_for_url(lambda address: not address.endswith("/login"))
    page.goto(post.url + "/booth/")
    assert page.evaluate("isSecureContext")
    assert page.evaluate(CAMERA) == 1
    cookies = page.context.cookies()
    assert cookies
    assert all(cookie["secure"] for cookie in cookies)


def test_a_passkey_is_made_for_the_posts_name_and_not_for_a_number(page: Page, post: Post) -> None:
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": {**options, "automaticPresenceSimulation": True}})
    page.goto(post.url + "/login")
    assert page.evaluate(PASSKEY, NAME) == "public-key"
    page.goto(f"https://127.0.0.1:{post.port}/login")
    assert page.evaluate("isSecureContext")
    with pytest.raises(Error, match="SecurityError"):
        page.evaluate(PASSKEY, "127.0.0.1")


def test_a_screen_that_was_not_told_refuses(post: Post, chromium: Browser, tmp_path: Path) -> None:
    browser = start(chromium.browser_type, tmp_path, None)
    with pytest.raises(Error, match="ERR_CERT_AUTHORITY_INVALID"):
        browser.new_page().goto(post.url + "/login")
    browser.close()


@pytest.fixture
def thief(post: Post, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """Somebody with the stolen key of the post's authority, who pretends to be a bank."""
    monkeypatch.setattr(authority, "_check_allowed", lambda _authority, _reached: None)
    folder = post.folder / "tls"
    own = open_made((folder / "authority.crt").read_bytes(), (folder / "authority.key").read_bytes())
    forged = make_site(own, Reached(("banque.example",), (ip_address("127.0.0.1"),)))
    (tmp_path / "forged.pem").write_bytes(forged.pem + forged.key_pem)
    server = HTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "forged.pem")
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield server.server_port
    server.shutdown()
    thread.join()
    server.server_close()


def test_who_steals_the_authoritys_key_is_believed_as_nobody_else(page: Page, thief: int) -> None:
    with pytest.raises(Error, match=r"ERR_CERT_(NAME_CONSTRAINT_VIOLATION|INVALID|AUTHORITY_INVALID)"):
        page.goto(f"https://banque.example:{thief}/")


@pytest.mark.parametrize("language", ["ht", "fr", "es", "en"])
def test_the_sheet_can_be_read_by_everybody_and_fits(page: Page, post: Post, language: str) -> None:
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.goto(f"http://127.0.0.1:{post.door}/{language}")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert faults == []


def test_the_sheet_has_no_fault_that_axe_finds_and_prints_on_one_page(trusting: Browser, post: Post) -> None:
    context = trusting.new_context(viewport={"width": 1366, "height": 1100}, bypass_csp=True)
    page = context.new_page()
    page.goto(f"http://127.0.0.1:{post.door}/fr")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    assert [fault["id"] for fault in page.evaluate(RUN_AXE, STANDARDS)] == []
    printed = page.pdf(format="A4")
    assert printed.count(b"/Type /Page\n") + printed.count(b"/Type /Page ") <= 2
    picture = os.environ.get("LAKAY_PICTURES")
    if picture:
        page.screenshot(path=f"{picture}/trust-sheet-fr.png", full_page=True)
    context.close()
