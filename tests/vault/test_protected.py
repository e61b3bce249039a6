"""The node's small secret files under the vault."""

from __future__ import annotations

from pathlib import Path

import pytest

from lakay.vault import held, protected
from lakay.vault.sealing import DoesNotOpen
from tests.vault.conftest import Post

SECRET = bytes(range(32))


def test_without_a_vault_a_secret_file_lies_open_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "node-signing.key"
    protected.create(path, SECRET)
    assert path.read_bytes() == protected.read(path) == SECRET
    assert path.stat().st_mode & 0o077 == 0
    with pytest.raises(FileExistsError):
        protected.create(path, SECRET)


def test_under_a_vault_it_is_closed_and_read_only_while_the_post_is_open(post: Post) -> None:
    post.make()
    path = post.keys / "node-signing.key"
    protected.create(path, SECRET)
    assert not path.exists()
    assert SECRET not in protected.sealed(path).read_bytes()
    assert protected.read(path) == SECRET
    held.forget()
    assert protected.exists(path)
    with pytest.raises(held.Closed):
        protected.read(path)
    post.open()
    assert protected.read(path) == SECRET


def test_a_closed_file_put_in_the_place_of_another_does_not_open(post: Post) -> None:
    post.make()
    protected.create(post.keys / "node-signing.key", SECRET)
    (post.keys / "node-wrapping.key.sealed").write_bytes((post.keys / "node-signing.key.sealed").read_bytes())
    with pytest.raises(DoesNotOpen):
        protected.read(post.keys / "node-wrapping.key")


def test_older_open_files_are_closed_and_those_of_https_stay(post: Post) -> None:
    post.make()
    for name in ("node-signing.key", "issuers/abc.key", "tls/site.key"):
        path = post.keys / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(SECRET)
    assert protected.close_all(post.keys) == 2
    assert [path.name for path in post.keys.rglob("*.key")] == ["site.key"]
    assert protected.read(post.keys / "issuers" / "abc.key") == SECRET
    assert protected.close_all(post.keys) == 0


def test_a_missing_secret_is_missing(post: Post) -> None:
    post.make()
    with pytest.raises(FileNotFoundError):
        protected.read(post.keys / "node-signing.key")
