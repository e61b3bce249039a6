"""Protection as a Django application."""

from importlib import import_module

from django.apps import AppConfig


class ProtectionConfig(AppConfig):
    name = "lakay.protection"
    label = "protection"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Offer to take the answers of forms, once the tables are known."""
        answered = import_module("lakay.protection.answered_forms")
        register = import_module("lakay.forms.targets").register
        register(answered.TARGET, answered.take_answers)
        import_module("lakay.forms.abouts").register(import_module("lakay.protection.asked_about").in_my_hands)
        register(answered.ANNOUNCED, answered.take_announcement)
