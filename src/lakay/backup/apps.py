"""Backup as a Django application."""

from django.apps import AppConfig


class BackupConfig(AppConfig):
    name = "lakay.backup"
    label = "backup"
    default_auto_field = "django.db.models.BigAutoField"
