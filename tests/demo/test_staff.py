"""The invented people of the demo."""

from lakay.demo.staff import WORKERS


def test_nobody_has_the_name_of_another() -> None:
    assert len({worker.username for worker in WORKERS}) == len({worker.full_name for worker in WORKERS}) == len(WORKERS)
