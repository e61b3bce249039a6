"""What the machine is called, and which names its authority may never speak for."""

from ipaddress import ip_address
from pathlib import Path

import pytest

from lakay.tls.names import BadName, PublicName, addresses_of_machine, check_name, is_private, names_of

KERNEL = """\
Main:
  +-- 0.0.0.0/0 3 0 5
     |-- 0.0.0.0
        /0 universe UNICAST
     +-- 192.168.8.0/24 2 0 2
        |-- 192.168.8.0
           /24 link UNICAST
        |-- 192.168.8.14
           /32 host LOCAL
     |-- 8.8.4.4
        /32 host LOCAL
     |-- 127.0.0.1
        /32 host LOCAL
"""


def test_the_name_in_the_local_network_comes_first_and_localhost_last() -> None:
    assert names_of("Belladere.post.example") == ("belladere.local", "belladere", "localhost")


def test_a_name_that_was_given_comes_before_all() -> None:
    assert names_of("belladere", ("lakay-bel.local",))[0] == "lakay-bel.local"


@pytest.mark.parametrize("name", ["banque.com", "gouv.ht", "local.com", "a.localhost.example"])
def test_a_name_that_may_be_somebodys_on_the_internet_is_refused(name: str) -> None:
    with pytest.raises(PublicName):
        check_name(name)


@pytest.mark.parametrize(
    "name", ["", "-lakay", "la kay.local", "lakay_1.local", "a..local", "192.168.1.1", "x" * 64, "évêché.local"]
)
def test_nonsense_is_no_name(name: str) -> None:
    with pytest.raises(BadName):
        check_name(name)


def test_only_private_addresses_of_the_machine_are_found(tmp_path: Path) -> None:
    (tmp_path / "fib_trie").write_text(KERNEL)
    assert [str(address) for address in addresses_of_machine(tmp_path / "fib_trie")] == ["127.0.0.1", "192.168.8.14", "::1"]


def test_a_machine_that_tells_nothing_still_reaches_itself(tmp_path: Path) -> None:
    assert [str(address) for address in addresses_of_machine(tmp_path / "none")] == ["127.0.0.1", "::1"]


@pytest.mark.parametrize(
    ("address", "ours"), [("172.31.255.255", True), ("172.32.0.1", False), ("fd12::1", True), ("2001:db8::1", False)]
)
def test_the_edges_of_the_private_networks(address: str, *, ours: bool) -> None:
    assert is_private(ip_address(address)) is ours
