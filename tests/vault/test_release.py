"""The hub's half: asked for, granted for some time, kept so long, renewed, refused, recovered from paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from lakay.vault import binding, box, held, marks, opening, recovery, release
from lakay.vault.hub import BadCard, Book, UnknownPost
from lakay.vault.rules import Verdict
from lakay.vault.sealing import DoesNotOpen
from lakay.vault.slots import WrongPin, enter
from lakay.vault.stick import make_stick
from tests.vault.conftest import DURESS, LIVES, NODE, NOW, PIN, QUICK, Post


def test_a_bound_post_opens_without_a_network_until_its_release_ends(post: Post, hub: Book) -> None:
    post.make()
    key = held.store_key()
    post.bind(hub)
    for hours in (0, 12, 35):
        held.forget()
        post.open(at=NOW + timedelta(hours=hours))
        assert held.store_key() == key
    held.forget()
    with pytest.raises(opening.NeedsRelease):
        post.open(at=post.after)
    assert not held.is_open()


def test_the_hub_releases_again_and_the_post_opens(post: Post, hub: Book) -> None:
    post.make()
    key = held.store_key()
    post.bind(hub)
    held.forget()
    request = post.request(post.after)
    answer = hub.answer(request, post.after, LIVES)
    assert not answer.threatened
    opening.take_grant(post.keys, post.stick, PIN, answer.grant, post.after, LIVES)
    assert held.store_key() == key
    assert held.held().until == post.after + LIVES.usual


def test_a_post_without_a_link_is_released_for_a_week_and_never_longer_than_the_pack_allows(post: Post, hub: Book) -> None:
    post.make()
    post.bind(hub)
    held.forget()
    week = hub.answer(post.request(post.after), post.after, LIVES, until=post.after + timedelta(days=7))
    opening.take_grant(post.keys, post.stick, PIN, week.grant, post.after, LIVES)
    held.forget()
    post.open(at=post.after + timedelta(days=6, hours=23))
    assert (
        hub.answer(binding.ask_again(), post.after, LIVES, until=post.after + timedelta(days=60)).until
        == post.after + LIVES.longest
    )


def test_with_the_release_gone_neither_stick_nor_pin_nor_disk_opens_anything(post: Post, hub: Book) -> None:
    post.make()
    post.bind(hub)
    held.forget()
    post.request(post.after)
    stored = box.load(post.keys)
    entered = enter(stored.slots, post.stick, PIN)
    assert stored.release == b""
    for secret in (box.ALONE, bytes(32), entered.share):
        with pytest.raises(DoesNotOpen):
            box.open_root(stored, entered.share, secret)


def test_an_old_grant_is_worth_nothing(post: Post, hub: Book) -> None:
    post.make()
    post.bind(hub)
    held.forget()
    grant = hub.answer(post.request(post.after), post.after, LIVES).grant
    opening.take_grant(post.keys, post.stick, PIN, grant, post.after, LIVES)
    held.forget()
    later = post.after + timedelta(days=3)
    post.request(later)
    with pytest.raises(release.BadGrant):
        opening.take_grant(post.keys, post.stick, PIN, grant, later, LIVES)


def test_a_grant_opens_once(post: Post, hub: Book) -> None:
    post.make()
    post.bind(hub)
    grant = hub.answer(binding.ask_again(), NOW, LIVES).grant
    binding.renew(grant, NOW)
    with pytest.raises(release.BadGrant):
        binding.renew(grant, NOW)


def test_a_grant_for_another_post_is_refused_though_it_opens(post: Post, hub: Book) -> None:
    post.make()
    post.bind(hub)
    request = replace(release.read_request(binding.ask_again()), node="0123456789abcdef")
    secret = release.kept(box.load(post.keys), bytes(held.held().share)).secret
    grant = release.grant_release(request, secret, NOW + LIVES.usual, hub.sign)
    with pytest.raises(release.BadGrant):
        binding.renew(grant, NOW)


def test_every_changed_byte_of_request_and_grant_is_refused(post: Post, hub: Book) -> None:
    post.make()
    post.bind(hub)
    held.forget()
    request = post.request(post.after)
    grant = hub.answer(request, post.after, LIVES).grant
    before = (post.keys / box.NAME).read_bytes()
    for place in range(0, len(request) - 1, 3):
        spoilt = request[:place] + bytes([request[place] ^ 1]) + request[place + 1 :]
        with pytest.raises((release.BadRequest, UnknownPost)):
            hub.answer(spoilt, post.after, LIVES)
    for place in range(0, len(grant) - 1, 3):
        spoilt = grant[:place] + bytes([grant[place] ^ 1]) + grant[place + 1 :]
        with pytest.raises(release.BadGrant):
            opening.take_grant(post.keys, post.stick, PIN, spoilt, post.after, LIVES)
    assert (post.keys / box.NAME).read_bytes() == before, "what was refused changed nothing"


def test_another_hub_grants_nothing(post: Post, hub: Book) -> None:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    post.make()
    post.bind(hub)
    held.forget()
    false = Book(hub.folder, hub.secret, Ed25519PrivateKey.generate())
    grant = false.answer(post.request(post.after), post.after, LIVES).grant
    with pytest.raises(release.BadGrant):
        opening.take_grant(post.keys, post.stick, PIN, grant, post.after, LIVES)


def test_an_open_post_renews_without_a_pin(post: Post, hub: Book) -> None:
    post.make()
    post.bind(hub)
    later = NOW + timedelta(hours=30)
    assert binding.standing(later + timedelta(hours=1), LIVES) is Verdict.ENDING
    answer = hub.answer(binding.ask_again(), later, LIVES)
    assert binding.renew(answer.grant, later) == later + LIVES.usual
    assert binding.standing(later + timedelta(hours=1), LIVES) is Verdict.GOOD
    held.forget()
    post.open(at=post.after)


def test_a_revoked_post_and_a_revoked_officer_get_nothing(post: Post, hub: Book) -> None:
    post.make()
    colleague = make_stick()
    opening.add_officer(colleague, "881053", "Jean", cost=QUICK)
    post.bind(hub)
    assert hub.posts() == [NODE]
    hub.revoke_officer(NODE, post.stick.slot)
    held.forget()
    with pytest.raises(release.BadRequest):
        hub.answer(post.request(post.after), post.after, LIVES)
    with pytest.raises(opening.NeedsRelease) as caught:
        post.open("881053", post.after, colleague)
    assert hub.answer(caught.value.request, post.after, LIVES).grant
    hub.revoke(NODE)
    assert hub.posts() == []
    with pytest.raises(UnknownPost):
        hub.answer(caught.value.request, post.after, LIVES)


def test_duress_takes_the_release_away_and_the_hub_is_told_at_the_next_contact(post: Post, hub: Book) -> None:
    post.make(DURESS)
    post.bind(hub)
    held.forget()
    with pytest.raises(WrongPin):
        post.open(DURESS)
    request = post.request(NOW)
    answer = hub.answer(request, NOW, LIVES)
    assert answer.threatened
    assert answer.grant, "the officer is free again and asks with the true PIN; people decide"
    opening.take_grant(post.keys, post.stick, PIN, answer.grant, NOW, LIVES)
    assert not marks.is_marked(post.keys)


def test_a_request_signed_with_the_duress_pin_is_an_alarm_and_no_grant(post: Post, hub: Book) -> None:
    post.make(DURESS)
    post.bind(hub)
    stored = box.load(post.keys)
    from lakay.vault.slots import Duress

    with pytest.raises(Duress) as caught:
        enter(stored.slots, post.stick, DURESS)
    _, request = release.request_release(stored, bytes(32), post.stick.slot, caught.value.asking, mark=False)
    answer = hub.answer(request, NOW, LIVES)
    assert (answer.threatened, answer.grant, answer.until) == (True, b"", None)


def test_ten_wrong_pins_destroy_the_release(post: Post, hub: Book) -> None:
    post.make()
    post.bind(hub)
    held.forget()
    for _n in range(LIVES.wrong_pins):
        with pytest.raises(WrongPin):
            post.open("111222")
    post.request(NOW)


def test_a_clock_set_back_does_not_lengthen_a_release(post: Post, hub: Book) -> None:
    post.make()
    post.bind(hub)
    binding.grow_older(NOW + timedelta(hours=35))
    held.forget()
    post.open(at=NOW.replace(year=2010))
    binding.grow_older(post.after)
    held.forget()
    with pytest.raises(opening.NeedsRelease):
        post.open(at=NOW.replace(year=2010))


def test_a_clock_years_ahead_destroys_nothing(post: Post, hub: Book) -> None:
    post.make()
    post.bind(hub)
    held.forget()
    with pytest.raises(opening.ClockSuspect):
        post.open(at=NOW.replace(year=2099))
    post.open(at=NOW)


def test_the_printed_code_opens_a_post_whose_link_stays_cut(post: Post, hub: Book) -> None:
    post.make()
    key = held.store_key()
    one, two = post.bind(hub)
    held.forget()
    post.request(post.after)
    sloppy = two.lower().replace(" ", "-").replace("O", "0").replace("I", "1")
    opening.open_with_code(post.keys, post.stick, PIN, (sloppy, one), post.after, LIVES)
    assert held.store_key() == key
    held.forget()
    post.open(at=post.after + timedelta(hours=35))


def test_half_a_code_or_a_wrong_one_opens_nothing(post: Post, hub: Book) -> None:
    post.make()
    one, two = post.bind(hub)
    held.forget()
    for halves in ((one, one), (one, ""), (one, two[:-1]), (recovery.written(bytes(16)), two)):
        with pytest.raises(recovery.WrongCode):
            opening.open_with_code(post.keys, post.stick, PIN, halves, post.after, LIVES)
    with pytest.raises(WrongPin):
        opening.open_with_code(post.keys, post.stick, "111222", (one, two), post.after, LIVES)


def test_binding_again_makes_the_old_code_and_the_old_half_worthless(post: Post, hub: Book) -> None:
    post.make()
    key = held.store_key()
    old = post.bind(hub)
    post.bind(hub)
    held.forget()
    with pytest.raises(recovery.WrongCode):
        opening.open_with_code(post.keys, post.stick, PIN, old, post.after, LIVES)
    grant = hub.answer(post.request(post.after), post.after, LIVES).grant
    opening.take_grant(post.keys, post.stick, PIN, grant, post.after, LIVES)
    assert held.store_key() == key


def test_the_card_is_for_the_hub_alone_and_nonsense_is_refused(post: Post, hub: Book) -> None:
    post.make()
    card = binding.bind(NODE, hub.address, NOW, LIVES).card
    assert NODE.encode() not in card
    with pytest.raises(BadCard):
        Book(hub.folder, b"o" * 32, hub.sign).enrol(card)
    with pytest.raises(BadCard):
        hub.enrol(b"nonsense")
    with pytest.raises(binding.BadAddress):
        binding.bind(NODE, "00 11", NOW, LIVES)
    assert hub.enrol(binding.card(hub.address)) == NODE


def test_the_hub_keeps_the_halves_closed(post: Post, hub: Book) -> None:
    post.make()
    post.bind(hub)
    secret = release.kept(box.load(post.keys), bytes(held.held().share)).secret
    said = b"".join(path.read_bytes() for path in hub.folder.iterdir())
    assert secret not in said
    assert secret.hex().encode() not in said
