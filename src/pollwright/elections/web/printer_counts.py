"""The pages on which a printer's table of counts is sent in: of the batches of poll cards, and of packets of papers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _t
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from pollwright.access.web.acts import Asked, Done, actor_of, answered, version_in
from pollwright.access.web.gate import permission_required
from pollwright.acting import Permission
from pollwright.authorities.clock import moment
from pollwright.elections.operations.printer_counts import COLUMNS, Differs, enter_printer_counts, read_counts
from pollwright.elections.queries import cards_pages as queries
from pollwright.elections.web.cards_shown import run_page
from pollwright.pages import wording
from pollwright.pages.forms import FileField, Form, HiddenField
from pollwright.pages.shell import Crumb

NAMED = 8
TABLE = Form(
    HiddenField("version"),
    FileField(
        "table", _t("Table of counts"), hint=_t("CSV in UTF-8 or an Excel workbook, with a heading."), endings=(".csv", ".xlsx"),
        noun=_t("the table of counts"),
    ),
)  # fmt: skip
Enter = Callable[[int, Mapping[int, int]], Sequence[Differs]]


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(Permission.POLL_CARDS_PREPARE)
def card_counts(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask for the printer's table of batches; told, match each batch."""
    actor = actor_of(request)
    facts = queries.run_facts(actor.authority_id, reference)

    def enter(version: int, counts: Mapping[int, int]) -> Sequence[Differs]:
        return enter_printer_counts(
            actor=actor, reference=reference, version=version, counts=counts, at=moment(actor.authority_id)
        )

    return counts_asked(request, enter, COLUMNS, facts.version, Crumb(reference, run_page(reference)))


def counts_asked(
    request: HttpRequest, enter: Enter, columns: tuple[str, str], version: int, back: Crumb, further: str = ""
) -> HttpResponse:
    """Ask for a table of counts; told, enter them, and say how many there were and which differ.

    :param further: what else there is to know of the table.
    """

    def perform(given: Mapping[str, Any]) -> Done:
        counts = read_counts(given["table"].read(), columns)
        return Done(_said(len(counts), enter(version_in(given), counts)))

    lead = _("The columns %(part)s and %(count)s, as the printer states them. Each is matched with what was sent.")
    return answered(
        request,
        Asked(
            _("Printer's counts from a table"), TABLE, _("Enter the counts"), perform, back.href, {"version": version},
            (back,), "\n".join((lead % {"part": columns[0], "count": columns[1]}, further)), caption=back.label,
        ),
    )  # fmt: skip


def _said(many: int, differing: Sequence[Differs]) -> str:
    words = ngettext("%(count)s count was entered.", "%(count)s counts were entered.", many)
    said = words % {"count": wording.number(many)}
    if not differing:
        return f"{said} {_('Each is what was sent.')}"
    parts = [
        _("%(part)s (sent %(sent)s, counted %(counted)s)")
        % {"part": one.part, "sent": wording.number(one.sent), "counted": wording.number(one.counted)}
        for one in differing[:NAMED]
    ]
    more = " …" if len(differing) > NAMED else ""
    return f"{said} {_('Not what was sent')}: {', '.join(parts)}{more}."
