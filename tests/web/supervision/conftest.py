"""The people of the demo, logged in."""

from tests.web.booth.conftest import marie, settled, sit

__all__ = ["marie", "settled", "sit"]
