"""The country of the page tests."""

from tests.web.conftest import country, world

__all__ = ["country", "world"]
