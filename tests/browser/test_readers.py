"""Every way in which a reader types: the traveller is shown, and nobody is let pass by a reader's own keys."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Booth, passport, surname
from tests.traveldocs.test_keyboards import SHOWN

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("end", "last"), [("\r", True), ("\n", True), ("\r\n", True), ("\t", True), ("", False), ("\r", False)])
@pytest.mark.parametrize("kind", ["TD3", "TD1"])
def test_rows_end_in_any_way(booth: Booth, kind: str, end: str, last: bool) -> None:
    rows = passport(kind)
    booth.reader(rows, end, last=last)
    expect(booth.traveller).to_contain_text(surname(rows))
    booth.settle()
    assert booth.movements_of(rows) == 0
    expect(booth.scan_field).to_be_focused()
