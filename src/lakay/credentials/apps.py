"""Credentials as a Django application."""

from django.apps import AppConfig


class CredentialsConfig(AppConfig):
    name = "lakay.credentials"
    label = "credentials"
    default_auto_field = "django.db.models.BigAutoField"
