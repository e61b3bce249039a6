"""Installing, bringing up to date, going back, taking away: on a scratch machine with a release of a few lines."""

import shutil
from pathlib import Path
from types import ModuleType

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from lakay.install import releases, store
from lakay.install.__main__ import uninstall
from lakay.install.going import Stop, mend
from lakay.install.machine import Places
from lakay.install.node import read_settings
from lakay.install.releases import folder_of, read_record
from lakay.install.words import Speaker
from tests.install.stand_in import TRUSTED, Bench

OLD, NEW = "20260101T000000Z", "20260601T000000Z"


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    """A machine with nothing on it."""
    return Bench(tmp_path)


@pytest.fixture
def installed(bench: Bench) -> Bench:
    """A machine with a release at work, and one crossing recorded."""
    bench.run(bench.stick(OLD))
    bench.write("Marie Ange went out")
    return bench


def test_the_first_time_it_makes_the_node_and_its_service(bench: Bench) -> None:
    bench.run(bench.stick(OLD))
    settings = read_settings(bench.layout.settings)
    assert settings["LAKAY_POST"] == "HT-OUA"
    assert settings["LAKAY_ORIGIN"] == "https://oua.local"
    assert settings["LAKAY_NAMES"] == "oua.local"
    assert bench.current == f"1-{OLD}"
    assert bench.store == [f"1-{OLD}"]
    assert bench.starts == [f"1-{OLD}"]
    assert "127.0.0.1 oua.local" in (bench.layout.prefix / "etc" / "hosts").read_text()
    service = (bench.layout.units / "lakay.service").read_text()
    assert f"ExecStart={bench.layout.current}/bin/lakay serve --tls" in service
    assert "@" not in service.replace("@system-service", "")


def test_a_machine_that_joins_a_hub_takes_the_country_from_it_now_and_at_each_upgrade(bench: Bench) -> None:
    bench.run(bench.stick(OLD), join=True)
    bench.run(bench.stick(NEW))
    said = (bench.layout.data / "said.txt").read_text().splitlines()
    assert [line for line in said if line.startswith("init")] == ["init --empty", "init --empty"]


def test_secrets_are_nobody_elses_and_the_sheets_are_everybodys(bench: Bench) -> None:
    bench.run(bench.stick(OLD))
    assert bench.layout.secret.stat().st_mode & 0o007 == 0
    assert bench.layout.settings.stat().st_mode & 0o007 == 0
    assert bench.layout.data.stat().st_mode & 0o077 == 0
    assert len(bench.layout.secret.read_text().strip()) >= 32
    assert (bench.layout.sheets / "lakay-ca.crt").exists()
    assert bench.layout.chromium.exists()


def test_run_again_from_the_same_stick_it_changes_nothing_of_ours(installed: Bench) -> None:
    secret, before = installed.layout.secret.read_text(), installed.store
    installed.layout.settings.write_text(installed.layout.settings.read_text() + "LAKAY_STICKS=/mnt\n")
    installed.run(installed.folder / f"stick-{OLD}")
    assert installed.layout.secret.read_text() == secret
    assert read_settings(installed.layout.settings)["LAKAY_STICKS"] == "/mnt"
    assert installed.store == [*before, f"1-{OLD}"]
    assert (installed.layout.prefix / "etc" / "hosts").read_text().count("oua.local") == 1


def test_an_upgrade_keeps_the_register_and_the_release_before(installed: Bench) -> None:
    installed.run(installed.stick(NEW))
    assert installed.current == f"1-{NEW}"
    assert installed.store == [f"1-{OLD}", "Marie Ange went out", f"1-{NEW}"]
    record = read_record(installed.layout)
    assert record is not None
    assert (record.release, record.earlier) == (f"1-{NEW}", [f"1-{OLD}"])
    assert not store.is_kept(installed.layout)
    assert not installed.layout.tried_store.exists()


def test_only_two_releases_stay(installed: Bench) -> None:
    installed.run(installed.stick(NEW))
    installed.run(installed.stick("20260901T000000Z"))
    assert {path.name for path in (installed.layout.program / "releases").iterdir()} == {f"1-{NEW}", "1-20260901T000000Z"}


@pytest.mark.parametrize("how", ["doctor", "init", "service"])
def test_when_the_new_release_fails_the_old_one_works_again_with_its_register(installed: Bench, how: str) -> None:
    before = installed.store
    stick = installed.stick(NEW, bad=("store",) if how == "doctor" else (), init="false" if how == "init" else "true")
    installed.fails_to_start = {f"1-{NEW}"} if how == "service" else set()
    with pytest.raises(Stop, match="undone"):
        installed.run(stick)
    assert installed.store == before
    assert installed.current == f"1-{OLD}"
    assert installed.starts[-1] == f"1-{OLD}"
    record = read_record(installed.layout)
    assert record is not None
    assert record.release == f"1-{OLD}"
    assert not store.is_kept(installed.layout)


def test_what_was_bad_before_does_not_undo_an_upgrade(bench: Bench) -> None:
    bench.run(bench.stick(OLD, bad=("clock",)))
    bench.run(bench.stick(NEW, bad=("clock",)))
    assert bench.current == f"1-{NEW}"


def test_a_failed_first_installation_leaves_no_half_made_register(bench: Bench) -> None:
    with pytest.raises(Stop):
        bench.run(bench.stick(OLD, init="false"))
    assert not (bench.layout.data / "lakay.sqlite3").exists()
    assert read_record(bench.layout) is None
    assert bench.starts == []


def cut_off(bench: Bench, module: ModuleType, step: str) -> None:
    """Take the power away in the middle of an upgrade, when a step would begin."""
    stick = bench.stick(NEW)

    def power_fails(*_words: object) -> None:
        raise KeyboardInterrupt

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, step, power_fails)
        with pytest.raises(KeyboardInterrupt):
            bench.run(stick)


@pytest.mark.parametrize(("module", "step"), [(releases, "turn_to"), (releases, "write_record"), (store, "tried")])
def test_a_power_cut_before_the_new_release_started_is_undone_at_the_next_start(
    installed: Bench, module: ModuleType, step: str
) -> None:
    before = installed.store
    cut_off(installed, module, step)
    assert installed.store != before
    assert mend(installed.machine)
    assert installed.store == before
    assert installed.current == f"1-{OLD}"
    record = releases.read_record(installed.layout)
    assert record is not None
    assert record.release == f"1-{OLD}"
    assert not mend(installed.machine)


def test_after_the_new_release_started_nothing_that_people_wrote_is_undone(installed: Bench) -> None:
    cut_off(installed, store, "forget")
    installed.write("Wilner came in")
    assert not mend(installed.machine)
    assert installed.store[-1] == "Wilner came in"
    installed.run(installed.folder / f"stick-{NEW}")
    assert "Wilner came in" in installed.store
    assert not installed.layout.tried_store.exists()


def test_a_copy_that_was_cut_off_does_not_count(installed: Bench) -> None:
    half = installed.layout.kept_store.with_suffix(".half")
    half.mkdir()
    (half / "lakay.sqlite3").write_text("half")
    assert not mend(installed.machine)
    assert "Marie Ange went out" in installed.store


def test_an_older_stick_is_refused_unless_asked_for(installed: Bench) -> None:
    stick = installed.stick("20250101T000000Z")
    with pytest.raises(Stop, match="older"):
        installed.run(stick)
    assert installed.current == f"1-{OLD}"
    installed.run(stick, allow_older=True)
    assert installed.current == "1-20250101T000000Z"


def test_later_sticks_must_be_signed_by_the_same_people(installed: Bench) -> None:
    stranger = Ed25519PrivateKey.from_private_bytes(b"s" * 32)
    stick = installed.stick(NEW, key=stranger)
    with pytest.raises(Stop, match="somebody else"):
        installed.run(stick, key="")
    assert installed.current == f"1-{OLD}"


@pytest.mark.parametrize(("said", "installs"), [("oui", True), ("wi", True), ("non", False), ("", False)])
def test_the_first_time_a_person_compares_the_signature(bench: Bench, said: str, *, installs: bool) -> None:
    stick = bench.stick(OLD)
    if installs:
        bench.run(stick, lambda _question: said, key="")
        assert bench.current == f"1-{OLD}"
    else:
        with pytest.raises(Stop, match="comparing"):
            bench.run(stick, lambda _question: said, key="")
        assert not bench.layout.data.exists()


def test_with_nobody_to_compare_it_installs_nothing(bench: Bench) -> None:
    with pytest.raises(Stop, match="--release-key"):
        bench.run(bench.stick(OLD), None, key="")


def test_an_altered_stick_changes_nothing(installed: Bench) -> None:
    stick = installed.stick(NEW)
    with (stick / "wheels" / "lakay-1-py3-none-any.whl").open("ab") as wheel:
        wheel.write(b"!")
    before = {path: path.read_bytes() for path in installed.everything()}
    with pytest.raises(Stop, match="altered"):
        installed.run(stick)
    assert {path: path.read_bytes() for path in installed.everything()} == before


def test_a_backup_is_made_by_the_old_release_and_a_failed_one_stops_the_upgrade(bench: Bench) -> None:
    bench.run(bench.stick(OLD, backup="false"))
    bench.run(bench.stick(NEW, backup="false"))
    (bench.layout.data / "keys").mkdir()
    (bench.layout.data / "keys" / "copies.pub").touch()
    with pytest.raises(Stop, match="backup before the upgrade failed"):
        bench.run(bench.stick("20260901T000000Z"))
    assert bench.current == f"1-{NEW}"


def test_keys_and_copies_may_lie_on_another_disk_and_the_service_may_write_there(bench: Bench) -> None:
    bench.places = Places(bench.folder / "stick" / "keys", bench.folder / "second" / "copies")
    bench.run(bench.stick(OLD))
    settings = read_settings(bench.layout.settings)
    assert settings["LAKAY_KEYS"] == str(bench.places.keys)
    assert settings["LAKAY_BACKUP"] == str(bench.places.copies)
    service = (bench.layout.units / "lakay.service").read_text()
    assert f"ReadWritePaths={bench.layout.data} {bench.places.keys} {bench.places.copies} -/media" in service


def test_an_encrypted_register_is_brought_up_to_date_by_an_officer_alone(bench: Bench) -> None:
    open_it = 'read pin; [ "$pin" = 271828 ] || exit 1'
    bench.run(bench.stick(OLD))
    bench.layout.settings.write_text(bench.layout.settings.read_text() + "LAKAY_ENCRYPT=yes\n")
    locked = folder_of(bench.layout, f"1-{OLD}") / "bin" / "lakay"
    locked.write_text(locked.read_text().replace("cd ", f"{open_it}\ncd ", 1))
    stick = bench.stick(NEW)
    with pytest.raises(Stop, match="officer"):
        bench.run(stick)
    with pytest.raises(Stop, match="does not open"):
        bench.run(stick, pin="111111")
    assert bench.current == f"1-{OLD}"
    bench.run(stick, pin="271828")
    assert bench.current == f"1-{NEW}"
    assert all(b"271828" not in path.read_bytes() for path in bench.layout.data.rglob("*") if path.is_file())


def test_taking_it_away_leaves_the_data_and_says_where(installed: Bench, capsys: pytest.CaptureFixture[str]) -> None:
    assert uninstall(installed.machine, Speaker("en")) == 0
    assert str(installed.layout.data) in capsys.readouterr().out
    assert not installed.layout.program.exists()
    assert not installed.layout.command.exists()
    assert "Marie Ange went out" in installed.store
    assert installed.layout.secret.exists()
    assert "oua.local" not in (installed.layout.prefix / "etc" / "hosts").read_text()
    assert not installed.layout.chromium.exists()
    assert uninstall(installed.machine, Speaker("en")) == 1


def test_installed_again_over_old_data_it_goes_on_with_them(installed: Bench) -> None:
    uninstall(installed.machine, Speaker("en"))
    shutil.rmtree(installed.folder / f"stick-{OLD}")
    installed.run(installed.stick(OLD), key=TRUSTED)
    assert installed.store == [f"1-{OLD}", "Marie Ange went out", f"1-{OLD}"]
