"""`lakay serve --tls` as a post runs it: real HTTPS, a client that trusts only the post's authority, an address that changes."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse, HTTPSConnection
from pathlib import Path

import pytest

from lakay.cli.alive import answers, notify
from tests.browser.node import Node

pytestmark = [pytest.mark.slow, pytest.mark.enable_socket, pytest.mark.timeout(300)]

LAKAY = [sys.executable, "-c", "from lakay.cli.main import main; main()"]
PORT, DOOR = 8443, 8080
CAN_SEPARATE = os.geteuid() == 0 and shutil.which("unshare") is not None and shutil.which("ip") is not None


def environment(data: Path, **more: str) -> dict[str, str]:
    """The settings of a demo node, none of the test's."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("LAKAY_", "DJANGO_"))}
    return {**clean, "LAKAY_DATA": str(data), "LAKAY_MODE": "demo", **more}


def run(data: Path, *words: str, check: bool = True, **more: str) -> subprocess.CompletedProcess[str]:
    """Run `lakay WORDS`."""
    return subprocess.run(
        [*LAKAY, *words], env=environment(data, **more), capture_output=True, text=True, check=check, timeout=500
    )


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo node that never served."""
    made = Node(tmp_path_factory.mktemp("post") / "made")
    made.settle(20)
    return made.data


@pytest.fixture
def data(made: Path, tmp_path: Path) -> Path:
    """A demo node of a test's own: two servers in one folder would change each other's certificate."""
    return Path(shutil.copytree(made, tmp_path / "data"))


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@dataclass
class Post:
    """A post that serves over HTTPS."""

    data: Path
    port: int
    door: int
    process: subprocess.Popen[bytes]

    def ask(self, path: str, host: str = "127.0.0.1") -> tuple[HTTPResponse, bytes]:
        """Ask by a name or address, trusting the post's authority and nothing else."""
        trust = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        trust.load_verify_locations(self.data / "tls" / "authority.crt")
        plain = socket.create_connection(("127.0.0.1", self.port), timeout=20)
        connection = HTTPSConnection(host, self.port)
        connection.sock = trust.wrap_socket(plain, server_hostname=host)
        with closing(connection):
            connection.request("GET", path, headers={"Host": f"{host}:{self.port}"})
            answer = connection.getresponse()
            return answer, answer.read()


@contextmanager
def serving(data: Path, *words: str, **more: str) -> Iterator[Post]:
    """A post that serves, until the end of the block."""
    port, door = free_port(), free_port()
    command = [*LAKAY, "serve", "--demo", "--tls", "--host", "127.0.0.1", "--port", str(port), "--door", str(door), *words]
    with (data / "serve.log").open("ab") as log:
        process = subprocess.Popen(command, env=environment(data, **more), stdout=log, stderr=log, start_new_session=True)
    try:
        until = time.monotonic() + 90
        while not answers("127.0.0.1", port, data / "tls" / "authority.crt"):
            assert time.monotonic() < until, (data / "serve.log").read_text()[-2000:]
            time.sleep(0.2)
        yield Post(data, port, door, process)
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@pytest.fixture(scope="module")
def post(made: Path) -> Iterator[Post]:
    """A post called lakay-oua.local."""
    data = Path(shutil.copytree(made, made.parent / "served"))
    with serving(data, "--name", "lakay-oua.local") as post:
        yield post


@pytest.mark.parametrize("host", ["lakay-oua.local", "localhost", "127.0.0.1"])
def test_who_trusts_the_authority_reaches_the_post_by_each_name(post: Post, host: str) -> None:
    answer, content = post.ask("/health", host)
    assert answer.status == 200
    assert json.loads(content)["ok"] is True


def test_who_does_not_trust_it_gets_nothing(post: Post) -> None:
    connection = HTTPSConnection("127.0.0.1", post.port, context=ssl.create_default_context())
    with closing(connection), pytest.raises(ssl.SSLCertVerificationError):
        connection.request("GET", "/health")


def test_cookies_go_over_https_alone_and_no_browser_is_told_to_insist(post: Post) -> None:
    answer, _content = post.ask("/login", "lakay-oua.local")
    cookies = answer.headers.get_all("Set-Cookie")
    assert cookies
    assert all("secure" in cookie.lower() for cookie in cookies)
    assert answer.headers["Strict-Transport-Security"] is None


def test_a_host_that_is_not_the_posts_is_refused(post: Post) -> None:
    trust = ssl.create_default_context(cafile=post.data / "tls" / "authority.crt")
    with closing(HTTPSConnection("127.0.0.1", post.port, context=trust)) as connection:
        connection.request("GET", "/login", headers={"Host": "evil.example"})
        assert connection.getresponse().status == 400


def test_the_plain_door_gives_the_certificate_and_leads_on(post: Post) -> None:
    with closing(HTTPConnection("127.0.0.1", post.door, timeout=20)) as connection:
        connection.request("GET", "/lakay-ca.crt")
        assert connection.getresponse().read() == (post.data / "tls" / "authority.crt").read_bytes()
        connection.request("GET", "/booth/", headers={"Host": "lakay-oua.local"})
        assert connection.getresponse().headers["Location"] == f"https://lakay-oua.local:{post.port}/booth/"


def test_passkeys_are_bound_to_the_name_in_the_certificate(data: Path) -> None:
    script = (
        "from lakay.cli.over_tls import announce; announce(('lakay-oua.local',), 8443, 0); from lakay.cli.boot import boot; boot(); "
        "from django.conf import settings; from lakay.access.passkeys import relying_party; "
        "print(relying_party(), settings.PUBLIC_ORIGIN, settings.SECURE_COOKIES, settings.SECURE_HSTS_SECONDS)"
    )
    done = subprocess.run([sys.executable, "-c", script], env=environment(data), capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["lakay-oua.local", "https://lakay-oua.local:8443", "True", "0"]


@pytest.mark.parametrize("origin", ["http://lakay-oua.local", "https://other.local", "https://192.168.8.14"])
def test_an_origin_that_the_certificate_cannot_hold_is_refused(data: Path, origin: str) -> None:
    done = run(data, "serve", "--tls", "--name", "lakay-oua.local", check=False, LAKAY_ORIGIN=origin)
    assert done.returncode != 0
    assert "LAKAY_ORIGIN" in done.stderr


def test_a_name_that_may_be_somebodys_on_the_internet_is_refused(data: Path) -> None:
    done = run(data, "serve", "--tls", "--name", "banque.com", check=False)
    assert done.returncode != 0
    assert "banque.com" in done.stderr


def test_a_computer_with_a_new_name_goes_on_and_says_what_to_do(tmp_path: Path) -> None:
    run(tmp_path, "init")
    run(tmp_path, "tls", "make", "--name", "old.local")
    before = (tmp_path / "tls" / "site.crt").read_bytes()
    with serving(tmp_path, "--name", "new.local") as post:
        assert post.ask("/health")[0].status == 200
    assert (tmp_path / "tls" / "site.crt").read_bytes() == before
    assert "lakay tls make --new" in (tmp_path / "serve.log").read_text()


def test_the_commands_tell_the_same_fingerprint(post: Post, tmp_path: Path) -> None:
    shown = run(post.data, "tls", "show").stdout
    words = next(line.split("words")[1].strip() for line in shown.splitlines() if "words" in line)
    run(post.data, "tls", "trust", "--to", str(tmp_path), LAKAY_ORIGIN="https://lakay-oua.local")
    sheets = sorted(path.name for path in tmp_path.iterdir())
    assert sheets == [
        *(f"lakay-{code}" for code in ("ca.crt", "ca.json", "en.html", "es.html", "fr.html", "ht.html")),
        "policies.json",
    ]
    assert all(words in sheet.read_text() for sheet in tmp_path.glob("*.html"))
    assert "stays" in run(post.data, "tls", "renew", "--name", "lakay-oua.local").stdout
    assert "no authority yet" in run(tmp_path / "nothing", "tls", "show", check=False).stderr


@pytest.mark.skipif(not CAN_SEPARATE, reason="needs the administrator, to give a network of its own to the post")
def test_when_the_address_changes_the_post_starts_anew_with_a_certificate_for_it(data: Path) -> None:
    own = data / "moving"
    shutil.copytree(data / "keys", own / "keys")
    command = [*LAKAY, "serve", "--demo", "--tls", "--port", str(PORT), "--door", str(DOOR), "--name", "oua.local"]
    separate = ["unshare", "--net", "sh", "-c", 'ip link set lo up && exec "$@"', "sh", *command]
    env = environment(own)
    subprocess.run([*LAKAY, "init"], env=env, check=True, capture_output=True)
    process = subprocess.Popen(separate, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        inside = ["nsenter", "--net", "--target", str(process.pid)]
        certificate = own / "tls" / "authority.crt"
        wait(inside, certificate, "127.0.0.1")
        subprocess.run([*inside, "ip", "address", "add", "192.168.44.5/32", "dev", "lo"], check=True)
        wait(inside, certificate, "192.168.44.5")
        assert process.poll() is None
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def wait(inside: list[str], certificate: Path, address: str) -> None:
    """Ask from inside the network of the post, by an address, until the post answers with a certificate that holds for it."""
    script = (
        "import ssl, sys, urllib.request as r; "
        "print(r.urlopen(sys.argv[1], timeout=5, context=ssl.create_default_context(cafile=sys.argv[2])).status)"
    )
    until = time.monotonic() + 90
    while True:
        url = f"https://{address}:{PORT}/health"
        done = subprocess.run(
            [*inside, sys.executable, "-c", script, url, str(certificate)], capture_output=True, text=True, check=False
        )
        if done.stdout.strip() == "200":
            return
        assert time.monotonic() < until, done.stderr[-500:]
        time.sleep(0.5)


def test_it_tells_the_service_manager_that_it_serves_and_goes_on_telling(data: Path, tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind(str(tmp_path / "notify"))
        manager.settimeout(60)
        said = {"NOTIFY_SOCKET": str(tmp_path / "notify"), "WATCHDOG_USEC": "1500000"}
        with serving(data, **said) as post:
            assert manager.recv(200).startswith(b"READY=1")
            assert manager.recv(200) == b"WATCHDOG=1"
            os.killpg(post.process.pid, signal.SIGSTOP)
            time.sleep(0.5)
            hear_out(manager)
            manager.settimeout(3)
            with pytest.raises(TimeoutError):
                manager.recv(200)


def hear_out(manager: socket.socket) -> None:
    """Take what was said until now."""
    manager.setblocking(False)
    with suppress(BlockingIOError):
        while manager.recv(200):
            pass


def test_a_worker_that_hangs_is_not_called_alive() -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen(1)
        assert not answers("127.0.0.1", silent.getsockname()[1], patience=0.3)
    assert not notify("READY=1")
