"""The pages as a Django application."""

from django.apps import AppConfig

from lakay.web.shell import logs


class WebConfig(AppConfig):
    name = "lakay.web"
    label = "web"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Write the log as one JSON object a line."""
        logs.configure()
