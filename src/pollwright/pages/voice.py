"""Refusals in the language of whoever reads the page."""

from datetime import date

from django.utils.dateformat import format as format_date
from django.utils.translation import gettext


class ReadersVoice:
    """The language that is in use for the request, which Django's middleware chooses."""

    def text(self, english: str) -> str:
        """Return a text in the language in use."""
        return gettext(english)

    def day(self, value: date) -> str:
        """Return a day as people write it, `29 April 2026`."""
        return format_date(value, "j F Y")
