"""The steps of a timetable, by the codes that files use, and what each is called."""

from enum import StrEnum
from typing import Final


class Step(StrEnum):
    """Something that the law has done by a day, on a day, or between two days."""

    DISSOLUTION = "dissolution"
    WRIT_RECEIVED = "writ_received"
    VACANCY_REQUESTS_CLOSE = "vacancy_requests_close"
    SPEAKERS_NOTICE = "speakers_notice"
    THRESHOLD_PUBLISHED = "petition_threshold_published"
    INFORMATION_STATEMENT_BUSINESS = "information_statement_business_area"
    INFORMATION_STATEMENT = "information_statement"
    NOTICE_OF_ELECTION_EARLIEST = "notice_of_election_earliest"
    NOTICE_OF_ELECTION = "notice_of_election"
    NOTICE_OF_REFERENDUM = "notice_of_referendum"
    NOTICE_OF_BALLOT = "notice_of_ballot"
    BALLOT_PAPERS_SENT = "ballot_papers_sent"
    POSTPONEMENT_DECIDED = "postponement_decided"
    NOMINATIONS_CLOSE = "nominations_close"
    WITHDRAWALS_CLOSE = "withdrawals_close"
    AGENTS_APPOINTED = "agents_appointed"
    OBJECTIONS_CLOSE = "objections_close"
    POLL_CARDS_REQUESTED = "poll_cards_requested"
    FIRST_INTERIM_ALTERATION = "first_interim_alteration"
    SOPN_PUBLISHED = "sopn_published"
    SECOND_INTERIM_ALTERATION = "second_interim_alteration"
    REGISTRATION_DEADLINE = "registration_deadline"
    REGISTRATION_REVISED_REGISTER = "registration_deadline_revised_register"
    POSTAL_DEADLINE = "postal_deadline"
    PROXY_DEADLINE = "proxy_deadline"
    VAC_DEADLINE = "vac_deadline"
    NOTICE_OF_POLL = "notice_of_poll"
    NOTICE_OF_POLL_LAST = "notice_of_poll_last"
    FINAL_ALTERATION = "final_alteration"
    FINAL_REGISTER = "final_register"
    ABSENT_SIGNERS_CUT_OFF = "absent_signers_cut_off"
    POLLING_COUNTING_AGENTS = "polling_counting_agents"
    LOST_POSTAL_REPLACEMENT_FROM = "lost_postal_replacement_from"
    SUB_AGENTS_APPOINTED = "sub_agents_appointed"
    POLL = "poll"
    TEMP_VAC_DEADLINE = "temp_vac_deadline"
    EMERGENCY_PROXY_DEADLINE = "emergency_proxy_deadline"
    SPOILT_LOST_REISSUE_UNTIL = "spoilt_lost_reissue_until"
    CLERICAL_ERROR_ALTERATION = "clerical_error_alteration"
    POLL_CLOSES = "poll_closes"
    POSTAL_STATEMENT = "postal_voting_statement"
    EXPENSES_CLAIMS = "expenses_claims_received"
    EXPENSES_PAYMENTS = "expenses_claims_paid"
    EXPENSES_RETURN = "expenses_return"
    EXPENSES_RETURN_LONDON_WIDE = "expenses_return_london_wide"


TITLES: Final[dict[Step, str]] = {
    Step.DISSOLUTION: "Dissolution",
    Step.WRIT_RECEIVED: "Writ taken to be received",
    Step.VACANCY_REQUESTS_CLOSE: "Last day for ten electors to ask for an election",
    Step.SPEAKERS_NOTICE: "Speaker's notice",
    Step.THRESHOLD_PUBLISHED: "Last day for public notice of the number of signatures needed",
    Step.INFORMATION_STATEMENT_BUSINESS: "Last day to publish the information statements of a business area",
    Step.INFORMATION_STATEMENT: "Last day to publish the information statement and specified documents",
    Step.NOTICE_OF_ELECTION_EARLIEST: "First day to publish the notice of election",
    Step.NOTICE_OF_ELECTION: "Last day to publish the notice of election",
    Step.NOTICE_OF_REFERENDUM: "Last day to publish the notice of referendum",
    Step.NOTICE_OF_BALLOT: "Last day to publish the notice of the ballot",
    Step.BALLOT_PAPERS_SENT: "Last day to send ballot papers",
    Step.POSTPONEMENT_DECIDED: "Last day to decide to postpone the ballot, by up to 15 working days",
    Step.NOMINATIONS_CLOSE: "Delivery of nomination papers ends",
    Step.WITHDRAWALS_CLOSE: "Withdrawal of candidates ends",
    Step.AGENTS_APPOINTED: "Appointment of election agents ends",
    Step.OBJECTIONS_CLOSE: "Objections to nomination papers end",
    Step.POLL_CARDS_REQUESTED: "Last time for the parish council to ask for poll cards",
    Step.FIRST_INTERIM_ALTERATION: "First interim notice of alteration",
    Step.SOPN_PUBLISHED: "Statement of persons nominated published by",
    Step.SECOND_INTERIM_ALTERATION: "Second interim notice of alteration",
    Step.REGISTRATION_DEADLINE: "Last day to apply to register, until midnight",
    Step.REGISTRATION_REVISED_REGISTER: "Last day to apply to register where the revised register is published on 1 December",
    Step.POSTAL_DEADLINE: "Applications to vote by post, and changes to absent votes, end",
    Step.PROXY_DEADLINE: "Applications to vote by proxy end",
    Step.VAC_DEADLINE: "Applications for a Voter Authority Certificate end",
    Step.NOTICE_OF_POLL: "Notice of poll and of the situation of polling stations",
    Step.NOTICE_OF_POLL_LAST: "Last day to publish the notice of poll",
    Step.FINAL_ALTERATION: "Final notice of alteration",
    Step.FINAL_REGISTER: "Register for the poll complete with the final notice of alteration",
    Step.ABSENT_SIGNERS_CUT_OFF: "Standing postal and proxy votes granted after this do not count for the petition",
    Step.POLLING_COUNTING_AGENTS: "Appointment of polling and counting agents ends",
    Step.LOST_POSTAL_REPLACEMENT_FROM: "First day to replace lost postal ballot papers",
    Step.SUB_AGENTS_APPOINTED: "Appointment of sub-agents ends",
    Step.POLL: "Poll opens",
    Step.TEMP_VAC_DEADLINE: "Issue of temporary Voter Authority Certificates ends",
    Step.EMERGENCY_PROXY_DEADLINE: "Applications for an emergency proxy end",
    Step.SPOILT_LOST_REISSUE_UNTIL: "Replacement of spoilt and lost postal ballot papers ends",
    Step.CLERICAL_ERROR_ALTERATION: "Correction of clerical errors and by court order ends",
    Step.POLL_CLOSES: "Poll closes",
    Step.POSTAL_STATEMENT: "Statement of postal ballot papers sent",
    Step.EXPENSES_CLAIMS: "Claims for election expenses received, 21 days after the result is declared",
    Step.EXPENSES_PAYMENTS: "Claims for election expenses paid, 28 days after the result is declared",
    Step.EXPENSES_RETURN: "Return of election expenses",
    Step.EXPENSES_RETURN_LONDON_WIDE: "Return of election expenses of London-wide and mayoral candidates",
}
"""What each step is called where its rule has no words of its own."""
