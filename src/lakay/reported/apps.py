"""Figures of others as a Django application."""

from django.apps import AppConfig


class ReportedConfig(AppConfig):
    name = "lakay.reported"
    label = "reported"
    default_auto_field = "django.db.models.BigAutoField"
