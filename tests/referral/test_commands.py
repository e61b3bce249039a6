"""The commands of messages and of sealed packets."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import time_machine
from click.testing import CliRunner
from django.conf import settings

from lakay.cli.messages import messages
from lakay.cli.referral import referral
from lakay.messaging.models import Received
from lakay.referral.models import Referral
from lakay.referral.rules.packets import seal
from tests.referral.office import MINUTE, NOW, sent
from tests.services.office import BEYOND, CLINIC, a_service


def test_a_service_makes_a_key_and_opens_with_it_what_was_sealed_for_it(tmp_path: Path) -> None:
    run, secret, file = CliRunner(), tmp_path / "key", tmp_path / "packet"
    public = run.invoke(referral, ["key", str(secret)]).output.strip()
    assert secret.stat().st_mode & 0o077 == 0
    file.write_bytes(seal({"case": "K7QF-9M2X", "called": "Ti Jo"}, bytes.fromhex(public)))
    opened = run.invoke(referral, ["open", str(file), "--key", str(secret)])
    assert json.loads(opened.output) == {"case": "K7QF-9M2X", "called": "Ti Jo"}
    assert run.invoke(referral, ["key", str(secret)]).exit_code == 1
    file.write_bytes(file.read_bytes()[:-1])
    refused = run.invoke(referral, ["open", str(file), "--key", str(secret)])
    assert (refused.exit_code, "Ti Jo" in refused.output) == (1, False)


@pytest.mark.django_db
@time_machine.travel(NOW + MINUTE, tick=False)
def test_what_waits_is_written_into_the_folder_and_the_answer_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "DATA", tmp_path)
    one = sent(service=a_service(BEYOND, CLINIC))
    run = CliRunner()
    assert run.invoke(messages, ["send"]).output == "1 sent, 0 could not be sent.\n"
    told = json.loads(next((tmp_path / "outbox").glob("*.json")).read_text(encoding="utf-8"))
    assert one.receipt in told["text"]
    answer = tmp_path / "in.json"
    answer.write_text(json.dumps({"id": "1", "from": told["to"], "text": f"SI {one.receipt}"}), encoding="utf-8")
    for _twice in range(2):
        assert run.invoke(messages, ["receive", str(answer)]).output == "in.json: understood\n"
    assert (Referral.objects.get().status, Received.objects.count()) == ("accepted", 1)
    answer.write_text("[]")
    assert run.invoke(messages, ["receive", str(answer)]).exit_code == 1
