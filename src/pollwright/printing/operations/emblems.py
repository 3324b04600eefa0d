"""Adding the pictures of party emblems that ballot papers print."""

from __future__ import annotations

from datetime import datetime

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.documents.papers.ballot_paper.emblems import BadEmblem, emblem_of
from pollwright.files.kinds import declare
from pollwright.files.store import keep, place
from pollwright.nominations.models import Party
from pollwright.printing.events.printing import EmblemAdded
from pollwright.printing.models import EmblemPicture
from pollwright.refusals import Refused

EMBLEM_KIND = declare("party-emblem", "Picture of a party's emblem", Permission.POLLS_VIEW)
MEDIA = {"png": "image/png", "jpg": "image/jpeg"}


class EmblemUnusable(Refused):
    """The file can't be printed as an emblem."""

    code = "printing.R030"
    problem = "The emblem was not kept. {why}"
    remedy = "Ask the party, or take the picture from the register of parties."


class NotRegistered(Refused):
    """Only registered emblems are printed (N-19a)."""

    code = "printing.R031"
    problem = "Party {party} has no emblem of that description in the register of parties held here."
    remedy = "Enter the description as the register has it, or import the register of parties again."


@operation(Permission.PAPERS_PREPARE)
def add_emblem(*, actor: Actor, party: str, description: str, data: bytes, at: datetime) -> EmblemPicture:
    """Keep the picture of a registered emblem as its latest version.

    :raises NotRegistered: where the register of parties has no such emblem.
    :raises EmblemUnusable: where the file is damaged, too coarse, or no picture.
    """
    held = Party.objects.filter(authority=actor.authority_id, reference=party, emblems__contains=[description])
    if not held.exists():
        raise NotRegistered(party=party)
    earlier = EmblemPicture.objects.filter(
        authority=actor.authority_id, party_reference=party, description=description
    ).count()
    try:
        emblem = emblem_of(data, version=f"{party}-{earlier + 1}", description=description)
    except BadEmblem as wrong:
        raise EmblemUnusable(why=str(wrong)) from None
    stored = keep(
        actor=actor,
        source=place(data),
        name=f"emblem-{emblem.version}.{emblem.form}",
        media_type=MEDIA[emblem.form],
        kind=EMBLEM_KIND.name,
    )
    made = EmblemPicture.objects.create(
        authority_id=actor.authority_id,
        party_reference=party,
        description=description,
        number=earlier + 1,
        file=stored,
        sha256=stored.sha256,
        added_by=actor.name,
        added_at=at,
    )
    record(EmblemAdded(party, description[:200], earlier + 1), actor=actor, subjects=[made])
    return made
