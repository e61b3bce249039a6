"""People as a Django application."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "lakay.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"
