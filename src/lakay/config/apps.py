"""The settings are an application only for the commands of Django that they change."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """No tables, no pages."""

    name = "lakay.config"
    label = "config"
