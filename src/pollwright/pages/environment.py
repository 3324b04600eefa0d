"""The Jinja2 environment of every page.

Our own templates run with ``StrictUndefined``: a misspelt name is an error, never a blank. The macros of
``govuk_frontend_jinja`` rely on missing options being empty, so they are compiled in a lenient overlay.
"""

from collections.abc import Callable
from typing import Any

from django.contrib.messages import get_messages
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language, gettext, ngettext, npgettext, pgettext
from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    Environment,
    PackageLoader,
    PrefixLoader,
    StrictUndefined,
    Template,
    Undefined,
)

from pollwright.pages import wording
from pollwright.pages.shell import navigation_items
from pollwright.pages.voice import found, translated

GOVUK = "govuk_frontend_jinja"


class LenientLoader(PackageLoader):
    """Loads a package's templates so that options nobody gave count as empty."""

    _overlay: Environment | None = None

    def load(
        self,
        environment: Environment,
        name: str,
        globals: Any | None = None,  # noqa: A002 (Jinja2's own name)
    ) -> Template:
        """Compile the template in a lenient overlay of ``environment``, made once and kept."""
        if environment.undefined is not Undefined:
            if self._overlay is None:
                self._overlay = environment.overlay(undefined=Undefined)
            environment = self._overlay
        return super().load(environment, name, globals)


def url(name: str, *args: object, **kwargs: object) -> str:
    """Return the path of a named address: ``url("register:elector", "E000123")``."""
    return reverse(name, args=args or None, kwargs=kwargs or None)


def environment(**options: Any) -> Environment:
    """Return the environment for Django's Jinja2 backend.

    Settings use it as ``"OPTIONS": {"environment": "pollwright.pages.environment.environment"}``.
    """
    rooms: BaseLoader = options.pop("loader")
    options["undefined"] = StrictUndefined
    options["autoescape"] = True
    extensions = [*options.pop("extensions", ()), "jinja2.ext.i18n"]
    loader = ChoiceLoader([rooms, PrefixLoader({GOVUK: LenientLoader(GOVUK)})])
    made = Environment(loader=loader, extensions=extensions, trim_blocks=True, lstrip_blocks=True, **options)  # noqa: S701 (autoescape is set above)
    made.install_gettext_callables(  # type: ignore[attr-defined]
        gettext, ngettext, newstyle=True, pgettext=pgettext, npgettext=npgettext
    )
    made.globals |= {"static": static, "url": url, "language": get_language, "messages_of": get_messages}
    made.globals["navigation_items"] = navigation_items
    made.filters |= FILTERS
    return made


FILTERS: dict[str, Callable[..., str]] = {
    "day": wording.day,
    "translated": translated,
    "found": found,
    "short_day": wording.short_day,
    "clock": wording.clock,
    "moment": wording.moment,
    "short_moment": wording.short_moment,
    "money": wording.money,
    "number": wording.number,
    "plural": wording.plural,
    "yes_no": wording.yes_no,
}
