"""Who may open a post, with what, and what a wrong PIN costs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lakay.vault import box, held, marks, opening
from lakay.vault.slots import PinTooShort, WrongPin, WrongStick, check_pin, enter
from lakay.vault.stick import NotAStick, Stick, find_sticks, make_stick, read_stick, write_stick
from tests.vault.conftest import DURESS, NOW, PIN, QUICK, Post


def test_the_officer_opens_the_post_with_stick_and_pin(post: Post) -> None:
    post.make()
    key = held.store_key()
    held.forget()
    with pytest.raises(held.Closed):
        held.store_key()
    post.open()
    assert held.store_key() == key
    assert len(bytes.fromhex(key)) == 32


@pytest.mark.parametrize("pin", ["", "270418", "2704190", PIN[::-1]])
def test_another_pin_opens_nothing(post: Post, pin: str) -> None:
    post.make()
    held.forget()
    with pytest.raises(WrongPin):
        post.open(pin)
    assert not held.is_open()


def test_another_stick_opens_nothing_and_is_told_apart(post: Post) -> None:
    post.make()
    held.forget()
    with pytest.raises(WrongStick):
        post.open(stick=make_stick())


def test_the_pin_without_the_secret_of_the_stick_opens_nothing(post: Post) -> None:
    post.make()
    forged = Stick(post.stick.slot, make_stick().secret)
    slot = replace(box.load(post.keys).slots[0], check=forged.check)
    with pytest.raises(WrongPin):
        enter((slot,), forged, PIN)


@pytest.mark.parametrize("pin", ["", "12345", "123456", "987654", "000000", "abcdef"])
def test_a_pin_that_anybody_would_try_first_is_not_taken(pin: str) -> None:
    with pytest.raises(PinTooShort):
        check_pin(pin)


def test_each_officer_has_a_slot_and_one_who_leaves_opens_nothing_more(post: Post) -> None:
    post.make()
    key, colleague = held.store_key(), make_stick()
    opening.add_officer(colleague, "881053", "Jean", cost=QUICK)
    assert sorted(opening.officers()) == sorted([(post.stick.slot, "Marie"), (colleague.slot, "Jean")])
    held.forget()
    post.open("881053", stick=colleague)
    assert held.store_key() == key
    opening.remove_officer(post.stick.slot)
    held.forget()
    with pytest.raises(WrongStick):
        post.open()
    post.open("881053", stick=colleague)
    with pytest.raises(opening.LastOfficer):
        opening.remove_officer(colleague.slot)
    with pytest.raises(LookupError):
        opening.remove_officer("00000000")


def test_the_file_names_no_officer_and_holds_no_key(post: Post) -> None:
    post.make(DURESS)
    said = (post.keys / box.NAME).read_bytes()
    assert b"Marie" not in said
    for secret in (held.held().root, held.held().share, held.held().asking, post.stick.secret):
        assert bytes(secret) not in said
        assert bytes(secret).hex().encode() not in said


def test_the_duress_pin_looks_like_a_wrong_one_and_leaves_a_mark(post: Post) -> None:
    post.make(DURESS)
    held.forget()
    with pytest.raises(WrongPin) as caught:
        post.open(DURESS)
    assert type(caught.value) is WrongPin, "who stands by sees no other kind of refusal"
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__
    assert marks.is_marked(post.keys)
    assert (post.keys / marks.DURESS).read_bytes() == b""
    assert not held.is_open()


def test_nobody_sees_from_outside_whether_a_slot_has_a_duress_pin(post: Post) -> None:
    post.make(DURESS)
    opening.add_officer(make_stick(), "881053", "Jean", cost=QUICK)
    one, two = box.load(post.keys).slots
    assert [len(door) for door in one.doors] == [len(door) for door in two.doors]
    assert len(one.label) - len(two.label) == 64 + len("Marie") - len("Jean"), "only the closed label, read by who has the key"


def test_a_stick_is_found_and_read_back_and_nothing_else_is_taken_for_one(post: Post) -> None:
    stick, folder = make_stick(), post.keys / "usb" / "lakay"
    folder.mkdir(parents=True)
    path = write_stick(folder, stick)
    (folder / "lakay-other.key").write_bytes(b"\xff\xfe nothing")
    assert find_sticks([post.keys]) == [stick]
    assert path.stat().st_mode & 0o077 == 0
    spoilt = path.read_bytes().replace(b"A", b"B", 1) if b"A" in path.read_bytes() else path.read_bytes()[:-3]
    with pytest.raises(NotAStick):
        read_stick(spoilt.replace(stick.slot.encode(), b"")[:90])
    with pytest.raises(FileExistsError):
        write_stick(folder, stick)


def test_a_node_has_one_vault_and_none_where_none_was_made(post: Post) -> None:
    with pytest.raises(box.NoVault):
        post.open()
    post.make()
    with pytest.raises(FileExistsError):
        post.make()


def test_a_vault_that_was_changed_on_the_disk_does_not_open(post: Post) -> None:
    post.make()
    held.forget()
    path = post.keys / box.NAME
    path.write_bytes(path.read_bytes().replace(b'"root": "', b'"root": "AAAA', 1))
    with pytest.raises(ValueError):
        post.open()
    path.write_bytes(b"{}")
    with pytest.raises(box.BadVault):
        post.open()


def test_what_waited_for_the_key_starts_when_the_post_is_opened(post: Post) -> None:
    started: list[str] = []
    held.when_open(lambda: started.append("before"))
    assert started == []
    post.make()
    held.when_open(lambda: started.append("after"))
    assert started == ["before", "after"]


def test_an_open_process_leaves_no_core_dump(post: Post) -> None:
    import resource

    post.make()
    assert resource.getrlimit(resource.RLIMIT_CORE) == (0, 0)


def test_the_count_of_wrong_pins_begins_anew_after_the_right_one(post: Post) -> None:
    post.make()
    held.forget()
    for _n in range(3):
        with pytest.raises(WrongPin):
            post.open("111222")
    assert marks.tries(post.keys) == 3
    post.open(at=NOW)
    assert marks.tries(post.keys) == 0
