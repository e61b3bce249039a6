"""The directory of services as a Django application."""

from django.apps import AppConfig


class ServicesConfig(AppConfig):
    name = "lakay.services"
    label = "services"
    default_auto_field = "django.db.models.BigAutoField"
