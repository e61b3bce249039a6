"""The page of the rehearsal: there in the demonstration of several nodes, and nowhere else."""

import pytest
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import translation

from lakay.demo.nodes import notes
from lakay.web.rehearsal.views import sentence

pytestmark = pytest.mark.django_db


def standing(folder, state="running"):
    houses = [
        notes.House("hub", "Hub", "hub", "", "http://localhost:1/", "running"),
        notes.House("belladere", "Belladère", "post", "HT-BEL", "http://localhost:2/", state, False, 1200, 3400),
    ]
    notes.tell(folder, notes.Standing(houses, [notes.Line("cut", "Belladère")]))


def test_a_visitor_sees_the_lines_and_cuts_one(tmp_path):
    standing(tmp_path)
    with override_settings(MODE="demo", DEMO_NODES=str(tmp_path)):
        page = Client().get(reverse("rehearsal:home")).content.decode()
        assert "Belladère" in page
        Client().post(reverse("rehearsal:do"), {"verb": "restore", "node": "belladere"})
    assert list(notes.orders(tmp_path)) == [notes.Order("restore", "belladere")]


def test_a_node_that_is_gone_asks_for_the_code_of_a_new_invitation_and_the_page_keeps_still(tmp_path):
    standing(tmp_path, "gone")
    with override_settings(MODE="demo", DEMO_NODES=str(tmp_path)):
        page = Client().get(reverse("rehearsal:home")).content.decode()
    assert 'name="code"' in page
    assert "every 3s" not in page


def test_what_is_no_order_is_left_alone(tmp_path):
    standing(tmp_path)
    with override_settings(MODE="demo", DEMO_NODES=str(tmp_path)):
        Client().post(reverse("rehearsal:do"), {"verb": "burn", "node": "belladere"})
        Client().post(reverse("rehearsal:do"), {"verb": "cut", "node": "../../etc"})
    assert list(notes.orders(tmp_path)) == []


@pytest.mark.parametrize(("mode", "folder"), [("node", "/tmp"), ("test", "/tmp"), ("demo", "")])
def test_there_is_no_such_page_elsewhere(mode, folder):
    with override_settings(MODE=mode, DEMO_NODES=folder):
        assert Client().get(reverse("rehearsal:home")).status_code == 404
        assert Client().post(reverse("rehearsal:do"), {"verb": "cut", "node": "hub"}).status_code == 404


@pytest.mark.parametrize("language", ["ht", "fr", "es", "en"])
@pytest.mark.parametrize("code", ["cut", "restored", "carried", "differed", "stolen", "destroyed", "rebuilt", "failed"])
def test_everything_that_happens_has_its_sentence(language, code):
    with translation.override(language):
        assert "Belladère" in sentence(notes.Line(code, "Belladère", {"there": 3, "back": 4}, "no"))
