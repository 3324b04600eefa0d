"""The life of an application, for every state and action (handbook 2.2)."""

import pytest

from pollwright.law.applications import DETERMINED, ENDED, LIFE, UNDETERMINED, Action, State, after, open_actions


def follow(*actions: Action) -> State:
    """Return where the actions lead from receipt, failing at the first that is not open."""
    state = State.RECEIVED
    for action in actions:
        reached = after(state, action)
        assert reached is not None, f"{action} is not open in {state}"
        state = reached
    return state


def test_an_application_that_passes_comes_on_to_the_register() -> None:
    # Handbook 2.2, the straight line.
    reached = follow(
        Action.LIST,
        Action.SEND,
        Action.PASS,
        Action.CONFIRM,
        Action.ALLOW,
        Action.SCHEDULE,
        Action.PUBLISH,
    )

    assert reached is State.ON_REGISTER


@pytest.mark.parametrize(
    ("actions", "reached"),
    [
        ((Action.HOLD, Action.SUPPLY, Action.LIST), State.LISTED),
        ((Action.LIST, Action.SEND, Action.FAIL, Action.SEND, Action.PASS), State.MATCH_PASS),
        ((Action.LIST, Action.SEND, Action.FAIL, Action.MATCH_LOCALLY, Action.CONFIRM), State.READY),
        ((Action.LIST, Action.NOTE_NO_NINO, Action.ASK_EVIDENCE, Action.RECEIVE_EVIDENCE), State.EVIDENCE_RECEIVED),
        ((Action.LIST, Action.NOTE_NO_NINO, Action.ASK_EVIDENCE, Action.ATTEST, Action.CONFIRM), State.READY),
        ((Action.LIST, Action.MATCH_LOCALLY), State.LOCAL_MATCH_OK),  # REG-223, near a deadline
        ((Action.SEND, Action.PASS, Action.CONFIRM, Action.ALLOW), State.ALLOWED),  # anonymous: not listed
        ((Action.LIST, Action.OBJECT, Action.FIX_HEARING, Action.ALLOW), State.ALLOWED),
        ((Action.LIST, Action.OBJECT, Action.DISMISS_OBJECTION, Action.PASS, Action.CONFIRM), State.READY),
        ((Action.LIST, Action.REJECT, Action.FIX_HEARING, Action.ALLOW), State.ALLOWED),  # REG-234
        ((Action.WAIVE_IDENTITY, Action.ALLOW, Action.SCHEDULE, Action.DEFER), State.ALLOWED),
        ((Action.MARK_DUPLICATE, Action.REOPEN), State.RECEIVED),
    ],
)
def test_the_ways_of_the_handbook_are_open(actions: tuple[Action, ...], reached: State) -> None:
    assert follow(*actions) is reached


def test_only_a_ready_or_heard_application_can_be_allowed() -> None:
    assert {state for state in State if after(state, Action.ALLOW)} == {State.READY, State.HEARING}


def test_an_application_is_made_ready_only_by_identity_or_its_waiver() -> None:
    ready = {(state, action) for (state, action), reached in LIFE.items() if reached is State.READY}

    assert ready == {
        (State.MATCH_PASS, Action.CONFIRM),
        (State.LOCAL_MATCH_OK, Action.CONFIRM),
        (State.EVIDENCE_RECEIVED, Action.CONFIRM),
        (State.ATTESTED, Action.CONFIRM),
        (State.RECEIVED, Action.WAIVE_IDENTITY),
        (State.LISTED, Action.WAIVE_IDENTITY),
    }


def test_an_undetermined_application_can_be_rejected_withdrawn_or_found_a_duplicate() -> None:
    for action in (Action.REJECT, Action.WITHDRAW, Action.MARK_DUPLICATE):
        assert {state for state in State if after(state, action)} == UNDETERMINED


def test_a_determined_application_can_not_be_determined_again() -> None:
    decided = {(state, action) for state in DETERMINED for action in (Action.ALLOW, Action.REJECT)}

    assert [pair for pair in decided if after(*pair)] == []


def test_what_has_ended_can_at_most_be_reopened_or_heard() -> None:
    assert {state: open_actions(state) for state in ENDED} == {
        State.REJECTED: {Action.FIX_HEARING},
        State.ON_REGISTER: set(),
        State.WITHDRAWN: {Action.REOPEN},
        State.DUPLICATE: {Action.REOPEN},
    }


def test_the_open_actions_of_a_state_are_those_that_lead_somewhere() -> None:
    differing = [
        (state, action)
        for state in State
        for action in Action
        if (action in open_actions(state)) != (after(state, action) is not None)
    ]

    assert differing == []


def test_every_state_can_be_reached_from_receipt() -> None:
    reached, waiting = {State.RECEIVED}, [State.RECEIVED]
    while waiting:
        state = waiting.pop()
        found = {LIFE[state, action] for action in open_actions(state)} - reached
        reached |= found
        waiting.extend(found)

    assert reached == set(State)


def test_every_state_is_decided_or_not_or_set_aside() -> None:
    aside = {State.WITHDRAWN, State.DUPLICATE}

    assert set(State) == UNDETERMINED | DETERMINED | aside
    assert not UNDETERMINED & DETERMINED
