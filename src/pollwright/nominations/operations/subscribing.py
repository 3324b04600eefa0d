"""Signatures from other councils' electors, at the election of a combined authority's mayor (handbook 5.1)."""

from __future__ import annotations

from collections.abc import Sequence

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.law.nominations.subscribers import EACH_AREA, number_key
from pollwright.nominations.events.attending import CouncilsNamed, SignaturesConfirmed
from pollwright.nominations.models import ConstituentCouncils, NominationPaper, Subscriber
from pollwright.nominations.operations.entering import contest_open, note_signatures, paper_in_hand, save_paper
from pollwright.nominations.queries.contests import law_of
from pollwright.refusals import NotFound, Refused


class NotOfCouncils(Refused):
    """The poll is not one whose signatures come from several councils, or the council is none of them."""

    code = "nominations.R061"
    problem = "{reference} takes no signatures from {council}."
    remedy = "Name the councils of the combined authority on the page of the contest; your own is among them."


@operation(Permission.NOMINATIONS_DETERMINE)
def name_councils(*, actor: Actor, reference: str, names: Sequence[str]) -> ConstituentCouncils:
    """Name the councils that make up a combined authority, from the electors of each of which signatures are needed.

    :raises NotOfCouncils: where the poll asks for no signatures by council.
    """
    contest = contest_open(actor, reference)
    wanted = list(dict.fromkeys(name.strip() for name in names if name.strip()))
    if not law_of(contest).rules.subscription.per_area or len(wanted) < 2:
        raise NotOfCouncils(reference=reference, council=", ".join(wanted) or "councils")
    made, _new = ConstituentCouncils.objects.update_or_create(
        contest=contest, authority_id=actor.authority_id, defaults={"names": wanted}
    )
    record(CouncilsNamed(reference, len(wanted)), actor=actor, subjects=[contest], basis=EACH_AREA.describe())
    return made


@operation(Permission.NOMINATIONS_DETERMINE)
def confirm_signatures(
    *, actor: Actor, reference: str, version: int, council: str, places: Sequence[int], source: str
) -> NominationPaper:
    """Record that another council's registration officer found these signatures to be those of its electors.

    :param places: which signatures, counted from 1; others that were confirmed for the council are so no longer.
    :param source: who said so, and when.
    :raises NotOfCouncils: where the council is none of the combined authority's.
    """
    paper = paper_in_hand(actor, reference, version)
    law = law_of(paper.candidate.contest)
    if council not in law.councils:
        raise NotOfCouncils(reference=reference, council=council)
    rows = {row.place: row for row in Subscriber.objects.select_for_update().filter(paper=paper)}
    missing = [place for place in places if place not in rows]
    if missing or not places:
        raise NotFound(kind="signature", reference=", ".join(map(str, missing)) or "0")
    for place, row in rows.items():
        if place in places:
            row.council, row.other_elector = council, number_key(row.number)
        elif row.council == council:
            row.council = row.other_elector = ""
    Subscriber.objects.bulk_update(rows.values(), ["council", "other_elector"])
    note_signatures(paper, law)
    save_paper(paper)
    record(
        SignaturesConfirmed(reference, council, len(set(places))),
        actor=actor,
        subjects=[paper, paper.candidate],
        reason=source,
        basis=EACH_AREA.describe(),
    )
    return paper
