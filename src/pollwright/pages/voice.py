"""Refusals and messages in the language of whoever reads the page."""

from datetime import date

from django.utils.translation import gettext

from pollwright import findings, messages
from pollwright.pages import wording


class ReadersVoice:
    """The language that is in use for the request, which Django's middleware chooses."""

    def text(self, english: str) -> str:
        """Return a text in the language in use."""
        return gettext(english) if english else ""

    def day(self, value: date) -> str:
        """Return a day as people write it, `29 April 2026`."""
        return wording.plain_day(value)


_READER = ReadersVoice()


def translated(text: str) -> str:
    """Return a text of the law or of a finding in the language in use; empty for an empty one."""
    return messages.told(text, _READER)


def found(english: str, code: str) -> str:
    """Return the problem or the remedy of a kept finding in the language in use."""
    return translated(findings.recalled(code, english))
