"""The weekly digest as an e-mail, in text and in HTML: fixed words and references, nothing that officers typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pollwright.pages import wording
from pollwright.year.queries.calendar import DateRow
from pollwright.year.states import Standing


@dataclass(frozen=True, slots=True)
class Line:
    """A date in the digest."""

    day: str
    what: str
    source: str
    statutory: bool


@dataclass(frozen=True, slots=True)
class Digest:
    """What the templates of the digest are given."""

    title: str
    authority: str
    overdue: tuple[Line, ...]
    week: tuple[Line, ...]
    month: tuple[Line, ...]


def digest(authority: str, rows: Sequence[DateRow], *, on: date) -> Digest:
    """Return the digest of a day: what is overdue, what is due within a week, and what within the month after."""
    by: dict[str, list[Line]] = {Standing.OVERDUE: [], Standing.SOON: [], Standing.COMING: []}
    for row in rows:
        if row.standing in by:
            by[row.standing].append(Line(wording.day(row.on), str(row.what), row.source, row.statutory))
    title = _("Electoral services: the week from %(day)s") % {"day": wording.plain_day(on)}
    overdue, week, month = (tuple(lines) for lines in by.values())
    return Digest(title, authority, overdue, week, month)


def message(one: Digest, address: str) -> EmailMultiAlternatives:
    """Return the digest as a message to one address."""
    late = len(one.overdue)
    words = ngettext("%(many)s overdue", "%(many)s overdue", late) % {"many": late}
    subject = f"{one.title} ({words})" if late else one.title
    made = EmailMultiAlternatives(subject, render_to_string("year/digest_text.jinja", {"page": one}), None, [address])
    made.attach_alternative(render_to_string("year/digest_html.jinja", {"page": one}), "text/html")
    return made
