"""Forms as a Django application."""

from django.apps import AppConfig


class FormsConfig(AppConfig):
    name = "lakay.forms"
    label = "forms"
    default_auto_field = "django.db.models.BigAutoField"
