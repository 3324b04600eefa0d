"""States of documents, of their places, and of what goes to printers."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from pollwright.law.document_rows import Document


class Kind(models.TextChoices):
    """The documents of polls, by the names that the law's table gives them."""

    NOTICE_OF_VACANCY = Document.NOTICE_OF_VACANCY.value, _("Notice of vacancy")
    NOTICE_OF_ELECTION = Document.NOTICE_OF_ELECTION.value, _("Notice of election")
    NOTICE_OF_REFERENDUM = Document.NOTICE_OF_REFERENDUM.value, _("Notice of referendum")
    INFORMATION_STATEMENT = Document.INFORMATION_STATEMENT.value, _("Information statement")
    NOTICE_OF_BALLOT = Document.NOTICE_OF_BALLOT.value, _("Notice of ballot")
    NOTICE_OF_PETITION = Document.NOTICE_OF_PETITION.value, _("Notice of petition")
    SIGNING_SHEET = Document.SIGNING_SHEET.value, _("Signing sheet")
    STATEMENT = Document.STATEMENT.value, _("Statement of persons nominated")
    ELECTION_AGENTS = Document.ELECTION_AGENTS.value, _("Notice of election agents")
    SUB_AGENTS = Document.SUB_AGENTS.value, _("Notice of sub-agents")
    UNCONTESTED = Document.UNCONTESTED.value, _("Notice of uncontested election")
    SITUATION = Document.SITUATION.value, _("Situation of polling stations")
    NOTICE_OF_POLL = Document.NOTICE_OF_POLL.value, _("Notice of poll")
    POLL_ENDED = Document.POLL_ENDED.value, _("Notice that there is no poll")
    OPENING = Document.OPENING_OF_POSTAL_VOTES.value, _("Notice of the opening of postal votes")
    PHOTO_IDENTIFICATION = Document.PHOTO_IDENTIFICATION.value, _("Notice of photo identification")
    GUIDANCE = Document.GUIDANCE.value, _("Guidance for voters")
    HOW_TO_VOTE = Document.HOW_TO_VOTE.value, _("How to vote, for the booths")
    COMPANION = Document.COMPANION.value, _("Declaration of a companion")
    SECRECY = Document.SECRECY.value, _("Notification of secrecy")
    BALLOT_PAPER = Document.BALLOT_PAPER.value, _("Ballot paper")


class State(models.TextChoices):
    """How far one version of a document is."""

    DRAFT = "draft", _("Draft with faults")
    PROOFED = "proofed", _("Checked, to be approved")
    APPROVED = "approved", _("Approved")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    VOID = "void", _("Void")


class Decision(models.TextChoices):
    """What the second person does with documents."""

    APPROVE = "approve", _("Approve all")
    PUBLISH = "publish", _("Publish all")


BEFORE = {Decision.APPROVE: State.PROOFED, Decision.PUBLISH: State.APPROVED}
"""The state in which a document waits for a decision."""

UNDER_WAY = (State.DRAFT, State.PROOFED, State.APPROVED)
"""States of a version that has not gone out, and that a change underneath makes void."""

FOR_STATIONS = (Kind.GUIDANCE, Kind.HOW_TO_VOTE, Kind.COMPANION, Kind.SECRECY)
"""Documents that lie or hang in every station, or are given to whoever attends."""

FOR_PRINTERS = (Kind.BALLOT_PAPER, Kind.PHOTO_IDENTIFICATION, Kind.SIGNING_SHEET, *FOR_STATIONS)
"""Documents that are approved for a printer, and never published."""

NOT_PUBLIC = (*FOR_PRINTERS, Kind.OPENING)
"""Documents that the public page never shows: those for a printer, and what only the candidates' agents are given."""


class OrderState(models.TextChoices):
    """How far an order of ballot papers is."""

    PREPARED = "prepared", _("To be released")
    RELEASED = "released", _("Released to the printer")
    COMPLETE = "complete", _("Printed and counted")
    VOID = "void", _("Void")


class PackState(models.TextChoices):
    """How far the packs of the stations are."""

    PREPARED = "prepared", _("To be released")
    RELEASED = "released", _("Released")
    WITHDRAWN = "withdrawn", _("Withdrawn")
