"""What all fields share, and the fields that are one box.

A field reads what was typed (``read``), turns it into a value or says what is wrong (``clean``), and gives
the options of the GOV.UK macro that draws it (``options``). Words of the law are not decided here: a field
knows only whether its own text makes sense.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import KW_ONLY, dataclass
from typing import Any, ClassVar

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext

Words = str | Promise
Files = Mapping[str, Any]
Options = dict[str, Any]
Check = Callable[[Any], str | None]

EMAIL = re.compile(r"[^@\s\x00-\x1f]+@[^@\s.\x00-\x1f]+(\.[^@\s.\x00-\x1f]+)+")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class Invalid(ValueError):
    """What was typed makes no sense; the message tells the person what to do.

    ``part`` names the box within the field that the error is about.
    """

    def __init__(self, message: str, part: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.part = part


@dataclass(frozen=True, slots=True)
class Field:
    """A question on a form.

    ``noun`` is what the question is called inside a sentence ("the date of birth"); left out, it is the label
    with a small first letter. ``checks`` are functions that return a message, or None, for a value.
    """

    name: str
    label: Words
    _: KW_ONLY
    hint: Words = ""
    required: bool = True
    noun: Words = ""
    checks: tuple[Check, ...] = ()
    heading: bool = False

    macro: ClassVar[str]

    def read(self, data: QueryDict, files: Files) -> Any:
        """Return what was typed, as it was typed."""
        return data.get(self.name, "")

    def blank(self, value: Any) -> Any:
        """Return what stands in the boxes of a fresh form for ``value``."""
        return "" if value is None else str(value)

    def clean(self, typed: Any) -> Any:
        """Return the value of what was typed, or None where nothing was and nothing need be.

        :raises Invalid: where it makes no sense, or is missing.
        """
        value = self.parse(typed)
        if value is None or value == ():
            if self.required:
                raise Invalid(self.missing())
            return value
        for check in self.checks:
            if (message := check(value)) is not None:
                raise Invalid(message)
        return value

    def parse(self, typed: Any) -> Any:
        """Return the value of what was typed, or None where nothing was.

        :raises Invalid: where it makes no sense.
        """
        raise NotImplementedError

    def missing(self) -> str:
        """Return the message for a question that was not answered."""
        return gettext("Enter %(noun)s") % {"noun": self.called}

    def anchor(self, part: str = "") -> str:
        """Return the id of the box that the error summary links to."""
        return self.name

    def options(self, typed: Any, error: Invalid | None) -> Options:
        """Return the options of the macro."""
        options: Options = {"name": self.name, "id": self.name, "label": self._label()}
        return options | self._around(error)

    @property
    def called(self) -> str:
        """What the question is called inside a sentence."""
        if self.noun:
            return str(self.noun)
        label = str(self.label)
        if label.endswith("?"):
            return gettext("an answer to “%(question)s”") % {"question": label}
        return label if label[:2].isupper() else label[:1].lower() + label[1:]

    @property
    def shown_label(self) -> str:
        """The label, with a word where the question need not be answered."""
        label = str(self.label)
        return label if self.required else gettext("%(label)s (optional)") % {"label": label}

    def _label(self) -> Options:
        size = "l" if self.heading else "s"
        return {"text": self.shown_label, "classes": f"govuk-label--{size}", "isPageHeading": self.heading}

    def _fieldset(self) -> Options:
        size = "l" if self.heading else "s"
        legend = {"text": self.shown_label, "classes": f"govuk-fieldset__legend--{size}"}
        return {"legend": legend | {"isPageHeading": self.heading}}

    def _around(self, error: Invalid | None) -> Options:
        options: Options = {}
        if self.hint:
            options["hint"] = {"text": str(self.hint)}
        if error is not None:
            options["errorMessage"] = {"text": error.message, "visuallyHiddenText": gettext("Error")}
        return options


@dataclass(frozen=True, slots=True)
class TextField(Field):
    """One line of text. The value is a ``str`` without outer spaces, runs of spaces made one.

    ``width`` is a number of characters (2, 3, 4, 5, 10, 20, 30) or 0 for the whole column.
    """

    longest: int = 200
    width: int = 0
    autocomplete: str = ""
    inputmode: str = ""
    prefix: Words = ""
    suffix: Words = ""
    pattern: re.Pattern[str] | None = None
    pattern_message: Words = ""

    macro: ClassVar[str] = "input"
    kind: ClassVar[str] = "text"

    def parse(self, typed: Any) -> str | None:
        """Return the text."""
        text = " ".join(typed.split()) if "\x00" not in typed else typed
        if CONTROL.search(text):
            raise Invalid(gettext("%(label)s has characters that cannot be read") % {"label": str(self.label)})
        if len(text) > self.longest:
            raise Invalid(_too_long(self.label, self.longest))
        if text and self.pattern is not None and not self.pattern.fullmatch(text):
            raise Invalid(str(self.pattern_message))
        return text or None

    def options(self, typed: Any, error: Invalid | None) -> Options:
        """Return the options of ``govukInput``."""
        options = Field.options(self, typed, error) | {"type": self.kind, "value": typed, "spellcheck": False}
        if self.width:
            options["classes"] = f"govuk-input--width-{self.width}"
        options |= {name: value for name in ("autocomplete", "inputmode") if (value := getattr(self, name))}
        options |= {name: {"text": str(value)} for name in ("prefix", "suffix") if (value := getattr(self, name))}
        return options


@dataclass(frozen=True, slots=True)
class EmailField(TextField):
    """An e-mail address. The value is a ``str``, as it was typed."""

    autocomplete: str = "email"
    inputmode: str = "email"
    longest: int = 254

    kind: ClassVar[str] = "email"

    def parse(self, typed: Any) -> str | None:
        """Return the address."""
        address = TextField.parse(self, typed)
        if address is not None and not EMAIL.fullmatch(address):
            raise Invalid(gettext("Enter an email address in the correct format, like name@example.com"))
        return address


@dataclass(frozen=True, slots=True)
class PasswordField(Field):
    """A password. The value is what was typed, every space of it; it is never shown again."""

    autocomplete: str = "current-password"
    longest: int = 4096

    macro: ClassVar[str] = "password"

    def parse(self, typed: Any) -> str | None:
        """Return the password."""
        if len(typed) > self.longest:
            raise Invalid(_too_long(self.label, self.longest))
        return typed or None

    def options(self, typed: Any, error: Invalid | None) -> Options:
        """Return the options of ``govukPasswordInput``, without what was typed."""
        return Field.options(self, "", error) | {
            "autocomplete": self.autocomplete,
            "showPasswordText": gettext("Show"),
            "hidePasswordText": gettext("Hide"),
            "showPasswordAriaLabelText": gettext("Show password"),
            "hidePasswordAriaLabelText": gettext("Hide password"),
            "passwordShownAnnouncementText": gettext("Your password is visible"),
            "passwordHiddenAnnouncementText": gettext("Your password is hidden"),
        }


@dataclass(frozen=True, slots=True)
class TextArea(Field):
    """Lines of text. The value is a ``str`` with ``\\n`` between lines and no outer blank lines."""

    longest: int = 4000
    rows: int = 5

    macro: ClassVar[str] = "textarea"

    def parse(self, typed: Any) -> str | None:
        """Return the text."""
        text = typed.replace("\r\n", "\n").replace("\r", "\n").strip()
        if CONTROL.search(text):
            raise Invalid(gettext("%(label)s has characters that cannot be read") % {"label": str(self.label)})
        if len(text) > self.longest:
            raise Invalid(_too_long(self.label, self.longest))
        return text or None

    def options(self, typed: Any, error: Invalid | None) -> Options:
        """Return the options of ``govukTextarea``."""
        return Field.options(self, typed, error) | {"rows": self.rows, "value": typed}


LARGEST = 2**31 - 1
"""The largest whole number of a column of four bytes, as most are."""


@dataclass(frozen=True, slots=True)
class NumberField(TextField):
    """A whole number. The value is an ``int``. Thousands may be marked by commas or spaces.

    Unless ``most`` says otherwise, it is no larger than what a column of the database holds.
    """

    least: int | None = None
    most: int | None = LARGEST
    width: int = 5
    inputmode: str = "numeric"

    def parse(self, typed: Any) -> int | None:  # type: ignore[override]
        """Return the number."""
        text = TextField.parse(self, typed)
        if text is None:
            return None
        if not re.fullmatch(r"-?[0-9]{1,15}", plain := text.replace(",", "").replace(" ", "")):
            raise Invalid(gettext("%(label)s must be a whole number") % {"label": str(self.label)})
        number = int(plain)
        if self.least is not None and number < self.least:
            raise Invalid(
                gettext("%(label)s must be %(least)s or more") % {"label": str(self.label), "least": f"{self.least:,}"}
            )
        if self.most is not None and number > self.most:
            raise Invalid(
                gettext("%(label)s must be %(most)s or fewer") % {"label": str(self.label), "most": f"{self.most:,}"}
            )
        return number


@dataclass(frozen=True, slots=True)
class HiddenField(Field):
    """A value that travels with the form unseen, such as a version. The value is a ``str``."""

    longest: int = 4000
    label: Words = ""

    macro: ClassVar[str] = "hidden"

    def parse(self, typed: Any) -> str | None:
        """Return the value."""
        if len(typed) > self.longest or CONTROL.search(typed):
            raise Invalid(self.missing())
        return typed or None

    def missing(self) -> str:
        """Return the message for a form that lost its hidden value."""
        return gettext("This form is incomplete. Open the page again and repeat what you did.")

    def options(self, typed: Any, error: Invalid | None) -> Options:
        """Return the name and the value."""
        return {"name": self.name, "value": typed}


def _too_long(label: Words, longest: int) -> str:
    return gettext("%(label)s must be %(longest)s characters or fewer") % {
        "label": str(label),
        "longest": f"{longest:,}",
    }
