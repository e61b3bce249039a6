"""The invented people of the demo."""

from lakay.access.policy import ROLES, Permission
from lakay.demo.staff import WORKERS


def test_nobody_has_the_name_of_another() -> None:
    assert len({worker.username for worker in WORKERS}) == len({worker.full_name for worker in WORKERS}) == len(WORKERS)


def test_there_is_somebody_to_let_out_what_the_analyst_proposes() -> None:
    """Nobody lets out their own figures."""
    may = [worker.username for worker in WORKERS if Permission.RELEASE_APPROVE in ROLES[worker.role].permissions]
    assert {"fabienne", "wideline"} <= set(may)
