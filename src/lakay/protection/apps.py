"""Protection as a Django application."""

from django.apps import AppConfig


class ProtectionConfig(AppConfig):
    name = "lakay.protection"
    label = "protection"
    default_auto_field = "django.db.models.BigAutoField"
