"""Which documents the law asks of a poll, of which contests, and when each may and must be published (handbook 4)."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Final

from pollwright.law.conduct.at_the_poll import IDENTIFICATION
from pollwright.law.document_rows import Asked, Document, DocumentRow, Goes, Lawful, StepTime, Words
from pollwright.law.guidance import COMMISSION_LOCAL, COMMISSION_PARLIAMENTARY, COMMISSION_PARLIAMENTARY_CANDIDATES
from pollwright.law.nations import Nation
from pollwright.law.nominations.agents import SUB_AGENT_POLLS
from pollwright.law.reach import Reach, row_for, rows_for
from pollwright.law.sources import (
    COUNCIL_TAX_REFERENDUM_REGULATIONS_2012,
    GOVERNANCE_REFERENDUM_REGULATIONS_2012,
    NEIGHBOURHOOD_REFERENDUM_REGULATIONS_2012,
    RPA_1983,
    Source,
)
from pollwright.law.timetables.instruments import (
    BID_INSTRUMENTS,
    LOCAL_RULES_2006,
    PARISH_POLLS_RULES_1987,
    RECALL_REGULATIONS_2016,
)
from pollwright.law.timetables.kinds import ENGLAND, ENGLAND_AND_WALES, EVERYWHERE, Kind
from pollwright.law.timetables.steps import Step
from pollwright.law.workings import Working

_ELECTIONS: Final = (
    Kind.LOCAL, Kind.PARISH, Kind.UK_PARLIAMENT, Kind.PCC, Kind.MAYORAL, Kind.COMBINED_AUTHORITY_MAYORAL,
    Kind.SCOTTISH_PARLIAMENT, Kind.SENEDD, Kind.GLA,
)  # fmt: skip
_NOT_PARISHES: Final = tuple(kind for kind in _ELECTIONS if kind is not Kind.PARISH)
_NOT_PARLIAMENT: Final = tuple(kind for kind in _ELECTIONS if kind is not Kind.UK_PARLIAMENT)
_REFERENDUMS: Final = {
    Kind.NEIGHBOURHOOD_PLANNING_REFERENDUM: NEIGHBOURHOOD_REFERENDUM_REGULATIONS_2012,
    Kind.COUNCIL_TAX_REFERENDUM: COUNCIL_TAX_REFERENDUM_REGULATIONS_2012,
    Kind.GOVERNANCE_REFERENDUM: GOVERNANCE_REFERENDUM_REGULATIONS_2012,
}
_AT_STATIONS: Final = (*_ELECTIONS, *_REFERENDUMS, Kind.PARISH_POLL)
_BY_POST: Final = (*_ELECTIONS, *_REFERENDUMS)
_PARLIAMENT: Final = Reach((Kind.UK_PARLIAMENT,), EVERYWHERE)
SITUATION: Final = Source(COMMISSION_PARLIAMENTARY, "Notice of situation of polling stations", "4", confirmed=False)
NOTICE_OF_POLL: Final = Source(LOCAL_RULES_2006, "Sch 2, notice of poll", "4", confirmed=False)

NO_POLL_IS_TAKEN: Final = Source(LOCAL_RULES_2006, "uncontested election", "E-15", confirmed=False)
"""Where every contest is settled without a poll there is nothing to vote in, so no stations to tell of or to equip."""

BUSINESS_AREA: Final = Source(NEIGHBOURHOOD_REFERENDUM_REGULATIONS_2012, "reg 4(1A)(a)", "T-16")
SPECIFIED: Final = Source(NEIGHBOURHOOD_REFERENDUM_REGULATIONS_2012, "reg 4", "4", confirmed=False)
SPECIFIED_DOCUMENTS: Final = (
    "The neighbourhood plan or order as it is put to the referendum",
    "The report of the independent examiner",
    "A summary of the representations made to the examiner",
    "The planning authority's statement that the basic conditions are met",
    "General information on town and country planning and on the referendum",
)
"""What is published with an information statement; see `SPECIFIED`."""

OPENING: Final = Source("Representation of the People Regulations 2001 (SI 2001/341)", "reg 80", "4", confirmed=False)
OPENING_NOTICE: Final = timedelta(hours=48)
"""How long before postal votes are opened the agents are told."""


def _words_of_question(kind: Kind) -> Words:
    """Return whose words a question is in: that of a governance referendum is held from memory only (E-26)."""
    return Words.OUR_OWN if kind is Kind.GOVERNANCE_REFERENDUM else Words.OF_THE_FORM


VACANCY: Final = DocumentRow(
    Document.NOTICE_OF_VACANCY,
    Reach((Kind.LOCAL, Kind.PARISH), ENGLAND_AND_WALES),
    Asked.OF_A_VACANCY,
    Source(COMMISSION_LOCAL, "Notice of vacancy", "4"),
)
"""The notice of a vacant seat, which no poll asks for."""

DOCUMENTS: Final = (
    DocumentRow(
        Document.NOTICE_OF_ELECTION,
        Reach(_ELECTIONS, EVERYWHERE),
        Asked.OF_THE_POLL,
        Source(COMMISSION_LOCAL, "Notice of election", "4"),
        not_before=Step.NOTICE_OF_ELECTION_EARLIEST,
        by=Step.NOTICE_OF_ELECTION,
    ),
    *(
        DocumentRow(
            Document.NOTICE_OF_REFERENDUM,
            Reach((kind,), ENGLAND_AND_WALES),
            Asked.OF_THE_POLL,
            Source(instrument, "notice of referendum", "4", confirmed=False),
            by=Step.NOTICE_OF_REFERENDUM,
            words=_words_of_question(kind),
        )
        for kind, instrument in _REFERENDUMS.items()
    ),
    DocumentRow(
        Document.INFORMATION_STATEMENT,
        Reach((Kind.NEIGHBOURHOOD_PLANNING_REFERENDUM,), ENGLAND),
        Asked.OF_EACH_CONTEST,
        Source(NEIGHBOURHOOD_REFERENDUM_REGULATIONS_2012, "reg 4", "T-15"),
        by=Step.INFORMATION_STATEMENT,
    ),
    *(
        DocumentRow(
            Document.NOTICE_OF_BALLOT,
            Reach((Kind.BID,), (nation,)),
            Asked.OF_THE_POLL,
            Source(instrument, "Sch 2, notice of ballot", "E-22", confirmed=False),
            by=Step.NOTICE_OF_BALLOT,
        )
        for nation, instrument in BID_INSTRUMENTS.items()
    ),
    DocumentRow(
        Document.NOTICE_OF_PETITION,
        Reach((Kind.RECALL,), EVERYWHERE),
        Asked.OF_THE_POLL,
        Source(RECALL_REGULATIONS_2016, "notice of petition", "1.1", confirmed=False),
        by=Step.THRESHOLD_PUBLISHED,
        words=Words.OUR_OWN,
    ),
    DocumentRow(
        Document.SIGNING_SHEET,
        Reach((Kind.RECALL,), EVERYWHERE),
        Asked.OF_THE_POLL,
        Source(RECALL_REGULATIONS_2016, "signing sheet", "1.1", confirmed=False),
        goes=Goes.PRINTER,
        words=Words.OUR_OWN,
    ),
    DocumentRow(
        Document.STATEMENT,
        Reach(_ELECTIONS, EVERYWHERE),
        Asked.OF_EACH_CONTEST,
        Source(COMMISSION_LOCAL, "Statement of persons nominated", "N-20"),
        not_before=Step.NOMINATIONS_CLOSE,
        by=Step.SOPN_PUBLISHED,
    ),
    DocumentRow(
        Document.ELECTION_AGENTS,
        Reach(_NOT_PARISHES, EVERYWHERE),
        Asked.OF_EACH_CONTEST,
        Source(COMMISSION_PARLIAMENTARY_CANDIDATES, "Appointing an election agent", "N-24"),
        not_before=Step.AGENTS_APPOINTED,
    ),
    *(
        DocumentRow(Document.SUB_AGENTS, row.reach, Asked.OF_EACH_CONTEST, row.source, not_before=Step.AGENTS_APPOINTED)
        for row in SUB_AGENT_POLLS
    ),
    DocumentRow(
        Document.UNCONTESTED,
        Reach(_ELECTIONS, EVERYWHERE),
        Asked.WHERE_UNCONTESTED,
        Source(LOCAL_RULES_2006, "uncontested election", "E-15", confirmed=False),
        not_before=Step.WITHDRAWALS_CLOSE,
    ),
    DocumentRow(Document.SITUATION, _PARLIAMENT, Asked.OF_A_POLL_TAKEN, SITUATION, by=Step.SOPN_PUBLISHED),
    *(
        DocumentRow(
            Document.SITUATION,
            Reach((kind,), EVERYWHERE),
            Asked.OF_A_POLL_TAKEN,
            SITUATION,
            by=Step.NOTICE_OF_POLL_LAST,
        )
        for kind in _AT_STATIONS
        if kind is not Kind.UK_PARLIAMENT
    ),
    DocumentRow(
        Document.NOTICE_OF_POLL,
        Reach(_NOT_PARLIAMENT, EVERYWHERE),
        Asked.WHERE_CONTESTED,
        NOTICE_OF_POLL,
        not_before=Step.WITHDRAWALS_CLOSE,
        by=Step.NOTICE_OF_POLL_LAST,
    ),
    *(
        DocumentRow(
            Document.NOTICE_OF_POLL,
            Reach((kind,), ENGLAND_AND_WALES),
            Asked.WHERE_CONTESTED,
            Source(instrument, "notice of poll", "4", confirmed=False),
            by=Step.NOTICE_OF_POLL_LAST,
            words=_words_of_question(kind),
        )
        for kind, instrument in {**_REFERENDUMS, Kind.PARISH_POLL: PARISH_POLLS_RULES_1987}.items()
    ),
    DocumentRow(
        Document.POLL_ENDED,
        Reach(_ELECTIONS, EVERYWHERE),
        Asked.WHERE_ENDED,
        Source(COMMISSION_LOCAL, "Death of a candidate", "E-17"),
    ),
    DocumentRow(
        Document.OPENING_OF_POSTAL_VOTES,
        Reach(_BY_POST, EVERYWHERE),
        Asked.OF_THE_POLL,
        OPENING,
        goes=Goes.AGENTS,
    ),
    *(
        DocumentRow(
            Document.PHOTO_IDENTIFICATION,
            row.reach,
            Asked.OF_THE_POLL,
            Source(COMMISSION_PARLIAMENTARY, "Information for voters", "B-23"),
            goes=Goes.PRINTER,
        )
        for row in IDENTIFICATION
    ),
    *(
        DocumentRow(
            document,
            Reach(_AT_STATIONS, EVERYWHERE),
            Asked.OF_THE_STATIONS,
            source,
            goes=Goes.PRINTER,
            words=Words.OUR_OWN,
        )
        for document, source in (
            (Document.GUIDANCE, Source(COMMISSION_PARLIAMENTARY, "Information for voters", "B-23")),
            (Document.HOW_TO_VOTE, Source(COMMISSION_PARLIAMENTARY, "Information for voters", "B-23")),
            (Document.COMPANION, Source(LOCAL_RULES_2006, "declaration of a companion", "4", confirmed=False)),
            (Document.SECRECY, Source(RPA_1983, "s 66 and Sch 1 r 31", "4", confirmed=False)),
        )
    ),
    *(
        DocumentRow(
            Document.BALLOT_PAPER,
            Reach((kind,), EVERYWHERE),
            Asked.WHERE_CONTESTED,
            Source(COMMISSION_PARLIAMENTARY, "Production of ballot papers", "B-13"),
            not_before=Step.WITHDRAWALS_CLOSE,
            by=Step.POLL,
            goes=Goes.PRINTER,
            words=_words_of_question(kind),
        )
        for kind in _AT_STATIONS
    ),
    *(
        DocumentRow(
            Document.BALLOT_PAPER,
            Reach((Kind.BID,), (nation,)),
            Asked.WHERE_CONTESTED,
            Source(instrument, "Sch 2 para 10", "E-21"),
            by=Step.BALLOT_PAPERS_SENT,
            goes=Goes.PRINTER,
        )
        for nation, instrument in BID_INSTRUMENTS.items()
    ),
)
"""Every document, in the order of a timetable. The notice of poll of a UK Parliamentary election stands in its statement."""


def documents_of(kind: Kind, nation: Nation, poll: date, *, business_area: bool = False) -> tuple[DocumentRow, ...]:
    """Return the documents that a poll asks for, in the order of a timetable.

    :param business_area: the businesses of a neighbourhood vote beside its residents: the information statements of both
        are out on one day, 56 working days before the poll (T-16).
    """
    rows = rows_for(DOCUMENTS, kind, nation, poll)
    if not business_area:
        return rows
    return tuple(
        replace(row, by=Step.INFORMATION_STATEMENT_BUSINESS, source=BUSINESS_AREA)
        if row.document is Document.INFORMATION_STATEMENT
        else row
        for row in rows
    )


def lawful_time(row: DocumentRow, steps: Mapping[str, StepTime]) -> Lawful:
    """Return from when and until when a document may be published.

    A step with which a time begins is over when the time begins: nominations have closed, the first day has come.

    :param steps: the steps of the poll's own timetable; one that it has not bounds nothing.
    """
    first = steps.get(row.not_before) if row.not_before else None
    last = steps.get(row.by) if row.by else None
    earliest = None
    if first is not None:
        earliest = first.begins if row.not_before is Step.NOTICE_OF_ELECTION_EARLIEST else first.ends
    says = "Must be out by this time" if last else "Goes out as soon as practicable"
    workings = [Working(says, last.ends.date() if last else None, row.source)]
    if earliest is not None:
        workings.insert(0, Working("Not before this time", earliest.date(), row.source))
    return Lawful(earliest, last.ends if last else None, tuple(workings))


def notice_of_vacancy(kind: Kind, nation: Nation, arose_on: date) -> DocumentRow:
    """Return the document that a vacancy asks for.

    :raises NotCovered: where seats of the kind have no such notice.
    """
    return row_for((VACANCY,), kind, nation, arose_on, "notice of vacancy")


def time_of_vacancy_notice(*, declared: bool) -> Lawful:
    """Return when a notice of vacancy is published: it has no last day, only haste."""
    says = "Goes out at once after the declaration" if declared else "Goes out as soon as practicable"
    return Lawful(None, None, (Working(says, None, VACANCY.source),))


def time_of_opening_notice(first_session: datetime | None) -> Lawful:
    """Return until when the agents must be told of the opening of postal votes.

    :param first_session: when the first session begins; None where none is fixed yet.
    """
    latest = None if first_session is None else first_session - OPENING_NOTICE
    says = "The agents are told 48 hours before the first session"
    return Lawful(None, latest, (Working(says, latest.date() if latest else None, OPENING),))
