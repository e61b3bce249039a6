"""The border as a Django application."""

from django.apps import AppConfig


class BorderConfig(AppConfig):
    name = "lakay.border"
    label = "border"
    default_auto_field = "django.db.models.BigAutoField"
