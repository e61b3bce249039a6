"""The exchange between nodes as a Django application."""

from django.apps import AppConfig


class SyncConfig(AppConfig):
    name = "lakay.sync"
    label = "sync"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """A store that is made again as it was at an instant has got no further through its peers' than it had got then."""
        from lakay.backup.cutting import FALL_BACK  # noqa: PLC0415  (models exist only now)
        from lakay.sync.actions.standing import fall_back  # noqa: PLC0415

        FALL_BACK.append(fall_back)
