"""The life of an application to be registered, as a table (handbook 2.2).

The state says where the work stands. Receipt, listing and determination are dates of their own: an application is listed
on the day of receipt however far verification has got (REG-210), and may be allowed only when time to object is over
(`listing.may_allow`), whatever the state.
"""

from enum import StrEnum
from typing import Final


class State(StrEnum):
    """Where an application stands."""

    RECEIVED = "received"
    ON_HOLD_INCOMPLETE = "on_hold"
    LISTED = "listed"
    SENT_TO_IERDS = "sent"
    MATCH_PASS = "match_pass"  # noqa: S105
    MATCH_FAIL = "match_fail"
    NO_NINO = "no_nino"
    LOCAL_MATCH_OK = "local_match"
    EXCEPTIONS_REQUESTED = "evidence_asked"
    EVIDENCE_RECEIVED = "evidence_in"
    ATTESTED = "attested"
    READY = "ready"
    OBJECTED = "objected"
    HEARING = "hearing"
    ALLOWED = "allowed"
    REJECTED = "rejected"
    SCHEDULED = "scheduled"
    ON_REGISTER = "on_register"
    WITHDRAWN = "withdrawn"
    DUPLICATE = "duplicate"


class Action(StrEnum):
    """What is done to an application, by an officer, the digital service or a publication."""

    HOLD = "hold"
    SUPPLY = "supply"
    LIST = "list"
    SEND = "send"
    PASS = "pass"  # noqa: S105
    FAIL = "fail"
    NOTE_NO_NINO = "note_no_nino"
    MATCH_LOCALLY = "match_locally"
    ASK_EVIDENCE = "ask_evidence"
    RECEIVE_EVIDENCE = "receive_evidence"
    ATTEST = "attest"
    WAIVE_IDENTITY = "waive_identity"
    CONFIRM = "confirm"
    OBJECT = "object"
    DISMISS_OBJECTION = "dismiss_objection"
    FIX_HEARING = "fix_hearing"
    ALLOW = "allow"
    REJECT = "reject"
    SCHEDULE = "schedule"
    DEFER = "defer"
    PUBLISH = "publish"
    WITHDRAW = "withdraw"
    MARK_DUPLICATE = "mark_duplicate"
    REOPEN = "reopen"


UNDETERMINED: Final = frozenset(
    {
        State.RECEIVED,
        State.ON_HOLD_INCOMPLETE,
        State.LISTED,
        State.SENT_TO_IERDS,
        State.MATCH_PASS,
        State.MATCH_FAIL,
        State.NO_NINO,
        State.LOCAL_MATCH_OK,
        State.EXCEPTIONS_REQUESTED,
        State.EVIDENCE_RECEIVED,
        State.ATTESTED,
        State.READY,
        State.OBJECTED,
        State.HEARING,
    }
)
"""Nothing has been decided yet: these wait for somebody."""

DETERMINED: Final = frozenset({State.ALLOWED, State.REJECTED, State.SCHEDULED, State.ON_REGISTER})
ENDED: Final = frozenset({State.REJECTED, State.ON_REGISTER, State.WITHDRAWN, State.DUPLICATE})
IDENTIFIED: Final = frozenset({State.MATCH_PASS, State.LOCAL_MATCH_OK, State.EVIDENCE_RECEIVED, State.ATTESTED})
"""Identity has been settled one way or another (REG-221 to 225); age, nationality and residence may not have been."""

_UNIDENTIFIED = (State.MATCH_FAIL, State.NO_NINO, State.EXCEPTIONS_REQUESTED)
_OPEN_TO_OBJECTION = UNDETERMINED - {State.RECEIVED, State.ON_HOLD_INCOMPLETE, State.OBJECTED, State.HEARING}

LIFE: Final[dict[tuple[State, Action], State]] = {
    (State.RECEIVED, Action.HOLD): State.ON_HOLD_INCOMPLETE,
    (State.LISTED, Action.HOLD): State.ON_HOLD_INCOMPLETE,
    (State.ON_HOLD_INCOMPLETE, Action.SUPPLY): State.RECEIVED,
    (State.RECEIVED, Action.LIST): State.LISTED,
    (State.RECEIVED, Action.SEND): State.SENT_TO_IERDS,
    (State.LISTED, Action.SEND): State.SENT_TO_IERDS,
    (State.MATCH_FAIL, Action.SEND): State.SENT_TO_IERDS,
    (State.NO_NINO, Action.SEND): State.SENT_TO_IERDS,
    (State.LISTED, Action.PASS): State.MATCH_PASS,
    (State.SENT_TO_IERDS, Action.PASS): State.MATCH_PASS,
    (State.LISTED, Action.FAIL): State.MATCH_FAIL,
    (State.SENT_TO_IERDS, Action.FAIL): State.MATCH_FAIL,
    (State.LISTED, Action.NOTE_NO_NINO): State.NO_NINO,
    (State.SENT_TO_IERDS, Action.NOTE_NO_NINO): State.NO_NINO,
    (State.LISTED, Action.MATCH_LOCALLY): State.LOCAL_MATCH_OK,
    (State.LISTED, Action.RECEIVE_EVIDENCE): State.EVIDENCE_RECEIVED,
    (State.RECEIVED, Action.WAIVE_IDENTITY): State.READY,
    (State.LISTED, Action.WAIVE_IDENTITY): State.READY,
    **{(state, Action.MATCH_LOCALLY): State.LOCAL_MATCH_OK for state in _UNIDENTIFIED},
    **{(state, Action.ASK_EVIDENCE): State.EXCEPTIONS_REQUESTED for state in (State.MATCH_FAIL, State.NO_NINO)},
    (State.EVIDENCE_RECEIVED, Action.ASK_EVIDENCE): State.EXCEPTIONS_REQUESTED,
    **{(state, Action.RECEIVE_EVIDENCE): State.EVIDENCE_RECEIVED for state in _UNIDENTIFIED},
    **{(state, Action.ATTEST): State.ATTESTED for state in (*_UNIDENTIFIED, State.EVIDENCE_RECEIVED)},
    **{(state, Action.CONFIRM): State.READY for state in IDENTIFIED},
    **{(state, Action.OBJECT): State.OBJECTED for state in _OPEN_TO_OBJECTION},
    (State.OBJECTED, Action.DISMISS_OBJECTION): State.LISTED,
    (State.HEARING, Action.DISMISS_OBJECTION): State.LISTED,
    (State.OBJECTED, Action.FIX_HEARING): State.HEARING,
    (State.READY, Action.FIX_HEARING): State.HEARING,
    (State.REJECTED, Action.FIX_HEARING): State.HEARING,
    (State.READY, Action.ALLOW): State.ALLOWED,
    (State.HEARING, Action.ALLOW): State.ALLOWED,
    **{(state, Action.REJECT): State.REJECTED for state in UNDETERMINED},
    **{(state, Action.WITHDRAW): State.WITHDRAWN for state in UNDETERMINED},
    **{(state, Action.MARK_DUPLICATE): State.DUPLICATE for state in UNDETERMINED},
    (State.DUPLICATE, Action.REOPEN): State.RECEIVED,
    (State.WITHDRAWN, Action.REOPEN): State.RECEIVED,
    (State.ALLOWED, Action.SCHEDULE): State.SCHEDULED,
    (State.SCHEDULED, Action.DEFER): State.ALLOWED,
    (State.SCHEDULED, Action.PUBLISH): State.ON_REGISTER,
}
"""After an objection is dismissed the application is listed again, and the results already held are recorded again."""


def after(state: State, action: Action) -> State | None:
    """Return the state that `action` leads to, or None where it is not open."""
    return LIFE.get((state, action))


def open_actions(state: State) -> frozenset[Action]:
    """Return what may be done to an application in `state`."""
    return frozenset(action for start, action in LIFE if start is state)
