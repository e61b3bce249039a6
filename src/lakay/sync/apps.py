"""The exchange between nodes as a Django application."""

from django.apps import AppConfig


class SyncConfig(AppConfig):
    name = "lakay.sync"
    label = "sync"
    default_auto_field = "django.db.models.BigAutoField"
