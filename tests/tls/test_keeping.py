"""The files of the authority and the site: made once, renewed when needed, never replaced in silence."""

from ipaddress import ip_address
from pathlib import Path

import pytest

from lakay.tls.authority import NotOurs, shown_by
from lakay.tls.keeping import Damaged, NoAuthority, as_it_lies, look_after, put_aside, read_authority, read_site
from lakay.tls.names import Reached

MORNING = Reached(("bel.local", "localhost"), (ip_address("127.0.0.1"), ip_address("192.168.8.14")))
EVENING = Reached(MORNING.names, (ip_address("127.0.0.1"), ip_address("10.0.0.7")))
RENAMED = Reached(("oua.local", "localhost"), MORNING.addresses)


def test_it_is_made_once_and_then_left_alone(tmp_path: Path) -> None:
    first = look_after(tmp_path / "tls", MORNING)
    second = look_after(tmp_path / "tls", MORNING)
    assert (first.made_authority, first.made_site) == (True, True)
    assert (second.made_authority, second.made_site) == (False, False)
    assert (first.authority, first.site) == (second.authority, second.site)


def test_a_new_address_renews_the_site_under_the_same_authority(tmp_path: Path) -> None:
    before = look_after(tmp_path, MORNING)
    after = look_after(tmp_path, EVENING)
    assert after.made_site
    assert after.authority == before.authority
    assert ip_address("10.0.0.7") in shown_by(after.site)[1]
    after.site.verify_directly_issued_by(before.authority)


def test_an_address_that_comes_back_renews_nothing(tmp_path: Path) -> None:
    look_after(tmp_path, MORNING)
    look_after(tmp_path, EVENING)
    assert not look_after(tmp_path, MORNING).made_site


def test_a_new_name_is_not_taken_in_silence(tmp_path: Path) -> None:
    before = look_after(tmp_path, MORNING)
    with pytest.raises(NotOurs, match=r"oua\.local"):
        look_after(tmp_path, RENAMED)
    assert as_it_lies(tmp_path).site == before.site


def test_a_lost_key_is_told_and_the_site_goes_on(tmp_path: Path) -> None:
    before = look_after(tmp_path, MORNING)
    (tmp_path / "authority.key").write_bytes(b"half")
    with pytest.raises(Damaged):
        look_after(tmp_path, MORNING)
    assert as_it_lies(tmp_path).site == before.site
    assert read_authority(tmp_path) == before.authority


@pytest.mark.parametrize("name", ["site.key", "site.crt"])
@pytest.mark.parametrize("content", [b"", b"-----BEGIN", None])
def test_a_damaged_site_is_made_anew(tmp_path: Path, name: str, content: bytes | None) -> None:
    before = look_after(tmp_path, MORNING)
    (tmp_path / name).unlink()
    if content is not None:
        (tmp_path / name).write_bytes(content)
    after = look_after(tmp_path, MORNING)
    assert after.made_site
    assert after.authority == before.authority


def test_a_cut_of_power_between_its_two_files_leaves_no_authority_that_anybody_saw(tmp_path: Path) -> None:
    look_after(tmp_path, MORNING)
    (tmp_path / "authority.crt").unlink()
    assert look_after(tmp_path, MORNING).made_authority


def test_put_aside_it_is_kept_beside_and_another_is_made(tmp_path: Path) -> None:
    before = look_after(tmp_path, MORNING)
    assert put_aside(tmp_path)
    assert (tmp_path / "authority.crt.old").exists()
    assert look_after(tmp_path, RENAMED).authority != before.authority
    assert not put_aside(tmp_path / "empty")


def test_only_the_owner_reads_the_keys(tmp_path: Path) -> None:
    look_after(tmp_path / "tls", MORNING)
    modes = {path.name: path.stat().st_mode & 0o777 for path in (tmp_path / "tls").iterdir()}
    assert modes == {"authority.key": 0o600, "site.key": 0o600, "authority.crt": 0o644, "site.crt": 0o644}
    assert (tmp_path / "tls").stat().st_mode & 0o077 == 0


def test_where_there_is_nothing_it_says_so(tmp_path: Path) -> None:
    for read in (read_authority, read_site, as_it_lies):
        with pytest.raises(NoAuthority):
            read(tmp_path)
