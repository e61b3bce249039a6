"""Whereabouts as a Django application."""

from importlib import import_module

from django.apps import AppConfig


class WhereaboutsConfig(AppConfig):
    name = "lakay.whereabouts"
    label = "whereabouts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say whose addresses are locked, once the tables are known."""
        import_module("lakay.access.address_lock").ask(import_module("lakay.whereabouts.queries").locked_subjects)
