"""Coordination as a Django application."""

from django.apps import AppConfig


class CoordinationConfig(AppConfig):
    name = "lakay.coordination"
    label = "coordination"
    default_auto_field = "django.db.models.BigAutoField"
