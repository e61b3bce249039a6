"""What stock ODK Collect asks, as its OkHttp client asks it: every rule by which a phone would refuse our answers."""

from __future__ import annotations

import base64
import json
import zlib
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from lakay.forms.actions import (
    approve_phone,
    close_form,
    draft_version,
    end_phone,
    propose_phone,
    propose_version,
    publish_version,
)
from lakay.forms.models import Attachment, PhoneCalls, PhoneKey, Submission, Version
from lakay.forms.phones import AT_ONCE, CALLS, GUESSES, digest_of, forget_calls, may_call, may_guess, new_key, settings_code
from lakay.forms.xml import read_xml
from lakay.kernel.purposes import Purpose
from lakay.kernel.refusals import NotAllowed
from tests.forms.conftest import FRANTZ, MARIE, NOW, SMALL, SOLANGE, filled, made, published

LIST = "http://openrosa.org/xforms/xformsList"
PICTURES = "<safe>no</safe>" + "<children><name>x</name></children>" + "<more><weight>3</weight><photo>{}</photo></more>"


class Phone:
    """A client that asks as Collect does: its headers, its multipart bodies with raw UTF-8 names, no cookies."""

    def __init__(self, key: str) -> None:
        self.key = key
        self.client = Client()
        self.headers: dict[str, str] = {"X-OpenRosa-Version": "1.0", "User-Agent": "org.odk.collect.android/v2026.3"}

    def get(self, path: str, **headers: str) -> Any:
        return self.client.get(f"/key/{self.key}/{path}", headers=self.headers | headers)

    def head(self) -> Any:
        return self.client.head(f"/key/{self.key}/submission", headers=self.headers)

    def post(self, xml: bytes, files: dict[str, bytes] | None = None, *, last: bool = True) -> Any:
        parts = [("xml_submission_file", "submission.xml", "text/xml", xml)]
        parts += [(name, name, "image/jpeg", content) for name, content in (files or {}).items()]
        body = b"".join(
            f'--b\r\nContent-Disposition: form-data; name="{name}"; filename="{file}"\r\nContent-Type: {kind}\r\n\r\n'.encode()
            + content
            + b"\r\n"
            for name, file, kind, content in parts
        )
        if not last:
            body += b'--b\r\nContent-Disposition: form-data; name="*isIncomplete*"\r\n\r\nyes\r\n'
        address = f"/key/{self.key}/submission?deviceID=collect%3Aabc"
        return self.client.post(
            address, body + b"--b--\r\n", content_type="multipart/form-data; boundary=b", headers=self.headers
        )


@pytest.fixture
def phone(db: None) -> Phone:
    """A phone with a key that two people gave."""
    forget_calls()
    asked = propose_phone(by=FRANTZ, at=NOW, name="Phone", purpose=Purpose.PROTECTION)
    key = new_key()
    approve_phone(by=SOLANGE, at=NOW, phone=PhoneKey.objects.get(pk=asked.id_of(PhoneKey)), digest=digest_of(key))
    return Phone(key)


def test_the_list_has_all_that_a_phone_demands(phone: Phone) -> None:
    version = published()
    published(SMALL.replace("| small |", "| other |"), purpose=Purpose.RECEPTION)
    response = phone.get("formList")
    assert response.status_code == 200
    assert response["Content-Type"] == "text/xml; charset=utf-8"
    assert (response["X-OpenRosa-Version"], response["X-OpenRosa-Accept-Content-Length"]) == ("1.0", "10000000")
    assert response["Date"].endswith("GMT")
    assert response["Content-Language"]
    (form,) = read_xml(response.content).children
    said = {part.name: part.text for part in form.children}
    assert (said["formID"], said["name"], said["version"], said["hash"]) == ("small", "Ti fòm", "1", f"md5:{version.hash}")
    assert "manifestUrl" not in said
    address = said["downloadUrl"]
    assert address == f"http://testserver/key/{phone.key}/forms/small.xml"
    got = phone.client.get(address.removeprefix("http://testserver"), headers=phone.headers)
    assert got.content == version.xml
    listed = read_xml(phone.get("formList?formID=none").content)
    assert (listed.space, listed.children) == (LIST, [])


def test_a_form_with_files_has_a_manifest_and_each_file_its_tag(phone: Phone) -> None:
    media = {"sòn.mp3": b"a sound"}
    kept = draft_version(by=FRANTZ, at=NOW, made=made(), purpose=Purpose.PROTECTION, media=media)
    version = Version.objects.get(pk=kept.id_of(Version))
    propose_version(by=FRANTZ, at=NOW, version=version)
    publish_version(by=SOLANGE, at=NOW, version=version)
    assert b"manifestUrl" in phone.get("formList").content
    response = phone.get("forms/small/manifest")
    assert response["Content-Type"] == "text/xml; charset=utf-8"
    (file,) = read_xml(response.content).children
    name, hash_, address = (part.text for part in file.children)
    assert (name, hash_.startswith("md5:")) == ("sòn.mp3", True)
    path = address.partition(phone.key + "/")[2]
    got = phone.get(path)
    assert (got.content, got.status_code) == (b"a sound", 200)
    assert phone.get(path, **{"If-None-Match": got["ETag"]}).status_code == 304


def test_head_says_204_exactly(phone: Phone) -> None:
    response = phone.head()
    assert (response.status_code, response["X-OpenRosa-Version"], "Location" in response) == (204, "1.0", False)


def test_a_form_comes_in_with_201_and_again_with_201(phone: Phone) -> None:
    published()
    responses = [phone.post(filled()), phone.post(filled())]
    assert [response.status_code for response in responses] == [201, 201]
    assert b"submit_success" in responses[0].content
    assert responses[0]["X-OpenRosa-Version"] == "1.0"
    kept = Submission.objects.get()
    assert (kept.device, kept.channel, kept.answers["age"]) == ("collect:abc", "phone", 12)
    assert phone.post(filled(answers="<safe>no</safe>")).status_code == 409


def test_a_hundred_and_one_pictures_come_in_one_go(phone: Phone) -> None:
    published(
        SMALL.replace("| | image | photo | Foto | Photo | | |\n", "").replace(
            "| | end repeat |", "| | image | photo | Foto | Photo | | |\n| | end repeat |"
        )
    )
    names = [f"foto-{number}-è.jpg" for number in range(101)]
    rounds = "".join(f"<children><name>x</name><photo>{name}</photo></children>" for name in names)
    response = phone.post(filled(answers=f"<safe>yes</safe>{rounds}"), dict.fromkeys(names, b"\xff\xd8"))
    assert response.status_code == 201
    assert set(Attachment.objects.values_list("name", flat=True)) == set(names)


def test_a_split_submission_comes_in_parts(phone: Phone) -> None:
    published()
    raw = filled(answers=PICTURES.format("1.jpg"))
    assert phone.post(raw, last=False).status_code == 201
    assert not Attachment.objects.exists()
    assert phone.post(raw, {"1.jpg": b"\xff\xd8", "not-named.jpg": b"x"}).status_code == 201
    assert [row.name for row in Attachment.objects.all()] == ["1.jpg"]


def test_what_a_phone_must_be_told(phone: Phone) -> None:
    version = published()
    assert phone.post(b"no xml").status_code == 400
    assert phone.post(filled(version="9")).status_code == 404
    assert phone.get("forms/none.xml").status_code == 404
    close_form(by=FRANTZ, at=NOW, form=version.form)
    assert phone.post(filled()).status_code == 409
    phone.headers["X-OpenRosa-Version"] = "2.0"
    assert phone.get("formList").status_code == 400
    del phone.headers["X-OpenRosa-Version"]
    assert phone.get("formList").status_code == 400


def test_a_key_that_does_not_hold_is_403_and_never_a_question(phone: Phone) -> None:
    published()
    phone.key += "x"
    assert [phone.get("formList").status_code, phone.post(filled()).status_code, phone.head().status_code] == [403, 403, 403]
    assert "WWW-Authenticate" not in phone.get("formList")
    assert not Submission.objects.exists()


def test_a_lost_phone_is_ended_and_nobody_agrees_to_their_own(phone: Phone) -> None:
    found = PhoneKey.objects.get()
    with pytest.raises(NotAllowed):
        end_phone(by=MARIE, at=NOW, phone=found)
    end_phone(by=FRANTZ, at=NOW, phone=found)
    assert phone.get("formList").status_code == 403
    asked = propose_phone(by=FRANTZ, at=NOW, name="Another", purpose=Purpose.PROTECTION)
    other = PhoneKey.objects.get(pk=asked.id_of(PhoneKey))
    with pytest.raises(NotAllowed):
        approve_phone(by=FRANTZ, at=NOW, phone=other, digest=digest_of("x"))
    with pytest.raises(NotAllowed):
        approve_phone(by=SOLANGE, at=NOW, phone=found, digest=digest_of("x"))


@pytest.mark.django_db
def test_who_calls_too_often_waits_whichever_process_answers() -> None:
    one, two, later = UUID(int=1), UUID(int=2), NOW + timedelta(seconds=59)
    half = CALLS // 2
    forget_calls()
    assert [may_call(one, NOW) for _ in range(half)] == [True] * half
    forget_calls()  # another process knows nothing of the first
    assert [may_call(one, later) for _ in range(half)] == [True] * half
    assert not may_call(one, later)
    forget_calls()
    assert not may_call(one, later)
    assert may_call(two, later)
    assert may_call(one, NOW + timedelta(seconds=60))
    assert PhoneCalls.objects.get(phone=one).calls == AT_ONCE
    forget_calls()


@pytest.mark.django_db
def test_most_calls_of_a_phone_write_nothing(django_assert_num_queries: Any) -> None:
    forget_calls()
    may_call(UUID(int=3), NOW)
    with django_assert_num_queries(0):
        assert all(may_call(UUID(int=3), NOW) for _ in range(AT_ONCE - 1))
    forget_calls()


def test_wrong_keys_of_all_together_are_held_up_for_a_minute() -> None:
    forget_calls()
    assert all(may_guess(now=second / 100) for second in range(GUESSES))
    assert not may_guess(now=59.0)
    assert may_guess(now=60.5)
    forget_calls()


def test_the_code_is_what_a_phone_reads() -> None:
    code = settings_code("https://lakay.example/key/" + new_key(), "Lakay", "ht")
    said = json.loads(zlib.decompress(base64.b64decode(code)))
    assert set(said) == {"general", "admin", "project"}
    assert said["general"]["form_update_mode"] == "match_exactly"
    assert said["general"]["app_language"] == "ht"
    assert len(code) < 700
