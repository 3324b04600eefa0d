"""What is said of each document that the law asks of a poll: of what it is asked, to whom it goes, whose words it has."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from pollwright.law.reach import Reach
from pollwright.law.sources import Source
from pollwright.law.timetables.steps import Step
from pollwright.law.workings import Working


class Document(StrEnum):
    """A document of a poll, by the name that its data goes by."""

    NOTICE_OF_VACANCY = "notice_of_vacancy"
    NOTICE_OF_ELECTION = "notice_of_election"
    NOTICE_OF_REFERENDUM = "notice_of_referendum"
    INFORMATION_STATEMENT = "information_statement"
    NOTICE_OF_BALLOT = "notice_of_ballot"
    NOTICE_OF_PETITION = "notice_of_petition"
    SIGNING_SHEET = "signing_sheet"
    STATEMENT = "statement_of_persons_nominated"
    ELECTION_AGENTS = "election_agents"
    SUB_AGENTS = "sub_agents"
    UNCONTESTED = "uncontested_election"
    SITUATION = "situation_of_polling_stations"
    NOTICE_OF_POLL = "notice_of_poll"
    POLL_ENDED = "poll_ended"
    OPENING_OF_POSTAL_VOTES = "opening_of_postal_votes"
    PHOTO_IDENTIFICATION = "photo_identification"
    GUIDANCE = "guidance_for_voters"
    HOW_TO_VOTE = "how_to_vote"
    COMPANION = "companions_declaration"
    SECRECY = "notification_of_secrecy"
    BALLOT_PAPER = "ballot_paper"


class Asked(StrEnum):
    """Of what a document is asked: once of the poll, of each contest in some course, of a vacant seat.

    One that is asked of a poll taken is one of the whole poll, and of none in which every contest is settled without a
    poll (`poll_documents.NO_POLL_IS_TAKEN`). One that is asked of the stations is asked once of polls taken together: of the poll that
    leads, whose officer equips the stations (C-07).
    """

    OF_A_VACANCY = "of-a-vacancy"
    OF_THE_POLL = "of-the-poll"
    OF_A_POLL_TAKEN = "of-a-poll-taken"
    OF_THE_STATIONS = "of-the-stations"
    OF_EACH_CONTEST = "of-each-contest"
    WHERE_CONTESTED = "where-contested"
    WHERE_UNCONTESTED = "where-uncontested"
    WHERE_ENDED = "where-ended"


class Goes(StrEnum):
    """To whom a document goes when it is finished."""

    PUBLIC = "public"
    AGENTS = "agents"
    PRINTER = "printer"


class Words(StrEnum):
    """Whose words stand in a document: those of the law's forms, or plain words of our own that say the like.

    A document in words of our own is marked as such, and is not approved before somebody has compared it with the form
    that is in force (F-01, F-02).
    """

    OF_THE_FORM = "of-the-form"
    OUR_OWN = "our-own"


class Timeliness(StrEnum):
    """How a moment lies to the lawful time of a publication."""

    TOO_EARLY = "too-early"
    IN_TIME = "in-time"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document that polls within `reach` ask for.

    :param not_before: the step with which its time begins; None where it may come at any time.
    :param by: the step by which it must be out; None where the law has it out as soon as practicable.
    :param goes: to the public, to the candidates' agents, or to a printer.
    :param words: whose words they are.
    """

    document: Document
    reach: Reach
    asked: Asked
    source: Source
    not_before: Step | None = None
    by: Step | None = None
    goes: Goes = Goes.PUBLIC
    words: Words = Words.OF_THE_FORM

    @property
    def of_the_poll(self) -> bool:
        """Whether there is one of the whole poll, rather than one of each contest."""
        return self.asked in (Asked.OF_THE_POLL, Asked.OF_A_POLL_TAKEN, Asked.OF_THE_STATIONS)

    def wanted_of_poll(self, *, contests: int, polled: int, leads: bool) -> bool:
        """Tell whether it is asked of a poll, being one of the whole poll.

        :param contests: how many contests the poll has; none counts as a poll that is taken.
        :param polled: in how many of them a poll is or may be taken.
        :param leads: the poll is taken alone, or leads those that it is taken together with.
        """
        if self.asked is Asked.OF_THE_STATIONS and not leads:
            return False
        return self.asked is Asked.OF_THE_POLL or contests == 0 or polled > 0

    @property
    def published(self) -> bool:
        """Whether it is given to somebody outside; a proof for a printer is not."""
        return self.goes is not Goes.PRINTER


@dataclass(frozen=True, slots=True)
class Lawful:
    """From when and until when a document may be published, and why; None where there is no such bound."""

    earliest: datetime | None
    latest: datetime | None
    workings: tuple[Working, ...]

    def at(self, moment: datetime) -> Timeliness:
        """Return how a moment lies to it."""
        if self.earliest is not None and moment < self.earliest:
            return Timeliness.TOO_EARLY
        return Timeliness.LATE if self.latest is not None and moment > self.latest else Timeliness.IN_TIME


@dataclass(frozen=True, slots=True)
class StepTime:
    """When a step of a poll's timetable begins and ends, as the poll keeps it."""

    begins: datetime
    ends: datetime
