"""Publication as a Django application."""

from django.apps import AppConfig


class PublicationConfig(AppConfig):
    name = "lakay.publication"
    label = "publication"
    default_auto_field = "django.db.models.BigAutoField"
