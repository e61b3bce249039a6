"""Which tests one worker takes together, one after the other: those of a file, which may share what is dear to make.

`--dist=loadgroup` of pytest-xdist 3.8 forgets the groups without a word where pytest is 9.2 (pytest-dev/pytest-xdist#1386), and every
worker makes again what a file shares. So `--dist=loadscope` asks here.
"""

from __future__ import annotations

from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling  # type: ignore[import-untyped]

EACH_FOR_ITSELF = ("tests/prove/test_crash.py", "tests/prove/test_converge.py", "tests/browser/test_desks.py")
"""Files whose tests share nothing: any worker may take any of them."""


def together(test: str) -> str:
    """With which others a test goes to one worker: those of its file, or none."""
    return test if test.startswith(EACH_FOR_ITSELF) else test.partition("::")[0]


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Give the workers whole files in the order in which they were collected, where `--dist=loadscope` asks for it."""
    if config.getoption("dist") != "loadscope":
        return None
    scheduling = LoadScopeScheduling(config, log)
    scheduling._split_scope = together
    return scheduling
