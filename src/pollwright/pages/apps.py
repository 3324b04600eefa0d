"""The Django application that carries the page templates and the built styles and scripts."""

from django.apps import AppConfig

from pollwright import refusals
from pollwright.pages.voice import ReadersVoice


class PagesConfig(AppConfig):
    """Registers the templates in ``jinja2/`` and the assets in ``static/``."""

    name = "pollwright.pages"
    label = "pages"
    verbose_name = "Pages"

    def ready(self) -> None:
        """Let refusals speak the reader's language."""
        refusals.speak_with(ReadersVoice())
