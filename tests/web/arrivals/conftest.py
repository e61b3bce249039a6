"""The people of the demo, logged in."""

from tests.web.booth.conftest import marie, sit

__all__ = ["marie", "sit"]
