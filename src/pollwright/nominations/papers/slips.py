"""The slip of an appointment: when and where nomination papers are looked at, and what is brought."""

from __future__ import annotations

from datetime import date

from pollwright.authorities.queries.settings import values_of
from pollwright.documents.papers.nomination_pack.slips import AppointmentSlip
from pollwright.documents.papers.notices.facts import PollFacts
from pollwright.documents.typesetting import render
from pollwright.documents.wording import speaking, words_of
from pollwright.law.nations import Nation
from pollwright.law.nominations.papers import nomination_rules
from pollwright.law.notices import LONDON
from pollwright.law.timetables.kinds import Kind
from pollwright.nominations.models import Appointment
from pollwright.nominations.papers.packs import facts_of, imprint_of
from pollwright.nominations.papers.receipts import PAPERS_SAY
from pollwright.refusals import NotFound


def slip_pdf(authority_id: int, reference: str, *, dated: date) -> bytes:
    """Return the slip of an appointment as a tagged PDF.

    :param dated: the day whose settings count, which stands on the slip.
    :raises NotFound: where the authority has no such appointment, or it was cancelled or nobody has taken it.
    """
    held = Appointment.objects.select_related("poll", "contest__poll").filter(authority=authority_id)
    found = held.filter(reference=reference, cancelled=False, offered=False).first()
    if found is None:
        raise NotFound(kind="appointment", reference=reference)
    poll = found.poll
    rules = nomination_rules(Kind(poll.kind), Nation(poll.nation), poll.day)
    (deliver_to,) = values_of(authority_id, "papers.deliver_to", on=dated)
    desk = f"desk {found.desk}" if found.desk else ""
    slip = AppointmentSlip(
        imprint=imprint_of(poll, reference, dated),
        poll=facts_of(found.contest)
        if found.contest
        else PollFacts(poll.reference, poll.title, poll.body, poll.day, title_cy=poll.title_cy),
        candidate=found.who,
        at=found.at.astimezone(LONDON),
        place=", ".join(part for part in (deliver_to or "As the notice of election says", desk) if part),
        bring=tuple(PAPERS_SAY[paper] for paper in rules.papers),
    )
    with speaking(words_of(authority_id)):
        return render(slip.paper())
