"""Entering the Welsh of the papers' words, from the official forms: nothing here is translated by the program."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from string import Formatter

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities.references import next_references
from pollwright.printing.events.welsh import WelshCorrected, WelshEntered
from pollwright.printing.models import WelshWording
from pollwright.refusals import NotFound, Refused

SERIES = "WW"


class NothingInWelsh(Refused):
    """No text was filled in."""

    code = "printing.R090"
    problem = "No Welsh was entered."
    remedy = "Enter the Welsh of at least one text, from the official form."


class PlacesDiffer(Refused):
    """What is put into a text must have its place in both languages."""

    code = "printing.R091"
    problem = "The Welsh of “{english}” has not the same places for values: {places}."
    remedy = "Write each of those places, in its curly brackets, into the Welsh once, and no others."


class WelshThere(Refused):
    """Another officer entered the Welsh of a text meanwhile."""

    code = "printing.R092"
    problem = "The Welsh of “{english}” was entered or changed in the meantime."
    remedy = "Look at what is held now; correct it if it is wrong."


@operation(Permission.PAPERS_PREPARE)
def enter_welsh(*, actor: Actor, words: Mapping[str, str], source: str, at: datetime) -> list[WelshWording]:
    """Keep the Welsh of texts, for every paper of the authority from now on.

    :param words: Welsh by its English; texts left empty are passed over.
    :param source: the official form, or whoever translated it.
    :raises NothingInWelsh: where all are empty.
    :raises PlacesDiffer: where a text has other places for values in Welsh.
    :raises WelshThere: where the Welsh of one is held already.
    """
    told = {english: welsh.strip() for english, welsh in words.items() if welsh.strip()}
    if not told:
        raise NothingInWelsh
    for english, welsh in told.items():
        _refuse_other_places(english, welsh)
    references = next_references(actor.authority_id, SERIES, len(told))  # whoever enters texts too waits here
    there = WelshWording.objects.filter(authority=actor.authority_id, english__in=list(told)).first()
    if there is not None:
        raise WelshThere(english=there.english[:80])
    made = WelshWording.objects.bulk_create(
        WelshWording(
            authority_id=actor.authority_id,
            reference=reference,
            english=english,
            welsh=welsh,
            source=source,
            entered_by=actor.name,
            entered_at=at,
        )
        for reference, (english, welsh) in zip(references, told.items(), strict=True)
    )
    record(WelshEntered(len(made), source), actor=actor, subjects=made)
    return made


@operation(Permission.PAPERS_PREPARE)
def correct_welsh(
    *, actor: Actor, reference: str, version: int, welsh: str, source: str, reason: str, at: datetime
) -> WelshWording:
    """Correct the Welsh of a text; papers under way no longer say what they would, and are prepared again.

    :raises WelshThere: where another officer was first.
    :raises PlacesDiffer: where it has other places for values than the English.
    """
    held = WelshWording.objects.select_for_update().filter(authority=actor.authority_id, reference=reference).first()
    if held is None:
        raise NotFound(kind="Welsh text", reference=reference)
    if held.version != version:
        raise WelshThere(english=held.english[:80])
    _refuse_other_places(held.english, welsh)
    held.welsh, held.source, held.entered_by, held.entered_at = welsh, source, actor.name, at
    held.version += 1
    held.save(update_fields=["welsh", "source", "entered_by", "entered_at", "version"])
    record(WelshCorrected(reference), actor=actor, subjects=[held], reason=reason)
    return held


def _refuse_other_places(english: str, welsh: str) -> None:
    wanted = _places(english)
    if _places(welsh) != wanted:
        raise PlacesDiffer(english=english[:80], places=", ".join(f"{{{one}}}" for one in wanted) or "none")


def _places(text: str) -> list[str]:
    """Return the places for values in a text, in order of name; brackets that open no place count as a wrong one."""
    try:
        return sorted(name for _text, name, _spec, _conversion in Formatter().parse(text) if name is not None)
    except ValueError:
        return ["?"]
