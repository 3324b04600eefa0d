"""The identity match: what is sent, what comes back, and what follows (REG-220 to REG-223)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import polars as pl
from django.db import connection

from pollwright.access.protection import unseal
from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record_many
from pollwright.law.applications import Action, State
from pollwright.law.registration import SENDABLE
from pollwright.law.verification import DIGITAL_SERVICE as DIGITAL_SERVICE_RULE
from pollwright.law.verification import LOCAL_MATCH, Match
from pollwright.refusals import Refused
from pollwright.register.events.applications import MatchResultsReceived, SentForMatching
from pollwright.register.matchers import DIGITAL_SERVICE, LOCAL_RECORDS, MatchRequest
from pollwright.register.models import Application, IdentityCheck
from pollwright.register.operations.intake_holding import move, move_all
from pollwright.register.operations.intake_sets import whole_sets


class NotResults(Refused):
    """The file lacks columns that results have."""

    code = "register.R144"
    problem = "This file can't be results of the identity match: it lacks {columns}."
    remedy = "Use a file with application_reference, result and replied_at."


@dataclass(frozen=True, slots=True)
class ResultsOutcome:
    """What became of results: how many counted, passed and failed, and how many were of no application here."""

    results: int
    passed: int
    failed: int
    unknown: int


_SENDING = """
SELECT a.id FROM register_application a JOIN register_applicationprivate p ON p.application_id = a.id
WHERE a.authority_id = %s AND a.state IN ('listed', 'received') AND a.kind <> 'renewal'
  AND (p.date_of_birth IS NOT NULL AND p.nino_class = ANY(%s)) = %s
"""


@operation(Permission.APPLICATIONS_ENTER)
def send_for_matching(*, actor: Actor) -> list[MatchRequest]:
    """Send what waits for the identity match, and return what the matcher is to be asked.

    Those without a birth date or a number that can be sent go straight to the exceptions (REG-204, INT-304). What was
    sent before and has no answer yet is asked again.
    """
    sendable = [str(each) for each in SENDABLE]
    sent = move_all(actor.authority_id, Action.SEND, _SENDING, [actor.authority_id, sendable, True])
    move_all(actor.authority_id, Action.SEND, f"{_SENDING} AND a.anonymous", [actor.authority_id, sendable, False])
    without = move_all(
        actor.authority_id,
        Action.NOTE_NO_NINO,
        "SELECT a.id FROM register_application a JOIN register_applicationprivate p ON p.application_id = a.id"
        " WHERE a.authority_id = %s AND a.state IN ('listed', 'sent') AND a.kind <> 'renewal'"
        " AND NOT (p.date_of_birth IS NOT NULL AND p.nino_class = ANY(%s))",
        [actor.authority_id, sendable],
    )
    requests = _requests(actor.authority_id, State.SENT_TO_IERDS)
    record_many(
        SentForMatching(sent, without),
        actor=actor,
        subjects_sql="SELECT 'application', id FROM register_application WHERE authority_id = %s AND state = 'sent'",
        parameters=[actor.authority_id],
        basis=DIGITAL_SERVICE_RULE.describe(),
    )
    return requests


@operation(Permission.APPLICATIONS_ENTER)
def ask_local_records(*, actor: Actor) -> list[MatchRequest]:
    """Return what local records are to be asked: what failed the national match or had no number for it (REG-222)."""
    requests = _requests(actor.authority_id, State.MATCH_FAIL) + _requests(actor.authority_id, State.NO_NINO)
    references = [request.reference for request in requests]
    record_many(
        SentForMatching(len(requests), 0),
        actor=actor,
        subjects_sql="SELECT 'application', id FROM register_application WHERE authority_id = %s"
        " AND reference = ANY(%s)",
        parameters=[actor.authority_id, references],
        basis=LOCAL_MATCH.describe(),
    )
    return requests


def _requests(authority_id: int, state: State) -> list[MatchRequest]:
    rows = (
        Application.objects.filter(authority=authority_id, state=state)
        .order_by("pk")
        .values_list(
            "reference",
            "forenames",
            "surname",
            "applicationprivate__date_of_birth",
            "applicationprivate__nino_sealed",
            "applicationprivate__sealed",
        )
    )
    requests = []
    for reference, forenames, surname, born, nino, sealed in rows:
        if born is None:
            continue
        context = f"application:{reference}"
        hidden = unseal(bytes(sealed), context=context) if sealed else {}
        number = unseal(bytes(nino), context=context)["nino"] if nino else ""
        requests.append(
            MatchRequest(reference, hidden.get("forenames", forenames), hidden.get("surname", surname), born, number)
        )
    return requests


@operation(Permission.APPLICATIONS_ENTER)
def record_match_results(*, actor: Actor, matcher: str, results: pl.DataFrame) -> ResultsOutcome:
    """Record results and move the applications on; a result that came before changes nothing (INT-306).

    :param results: text columns `application_reference` (ours or the service's), `result` and `replied_at`.
    :raises NotResults: where a column is missing.
    """
    lacking = [name for name in ("application_reference", "result", "replied_at") if name not in results.columns]
    if lacking:
        raise NotResults(columns=", ".join(lacking))
    outcome = _stage_results(actor.authority_id, matcher, results)
    new = "SELECT application_id FROM match_results WHERE new AND result = '{}'"
    if matcher == DIGITAL_SERVICE:
        for result in Match:
            received = (
                f"{new.format(result)} AND application_id IN (SELECT id FROM register_application WHERE anonymous)"
            )
            move_all(actor.authority_id, Action.SEND, received)
        move_all(actor.authority_id, Action.PASS, new.format(Match.PASS))
        move_all(actor.authority_id, Action.FAIL, new.format(Match.FAIL))
    elif matcher == LOCAL_RECORDS:
        move_all(actor.authority_id, Action.MATCH_LOCALLY, new.format(Match.PASS))
    record_many(
        MatchResultsReceived(matcher, outcome.results, outcome.passed, outcome.failed, outcome.unknown),
        actor=actor,
        subjects_sql="SELECT 'application', application_id FROM match_results WHERE new",
        basis=(DIGITAL_SERVICE_RULE if matcher == DIGITAL_SERVICE else LOCAL_MATCH).describe(),
    )
    return outcome


_RESULTS = """
CREATE TEMP TABLE match_results ON COMMIT DROP AS
WITH given AS MATERIALIZED (
    SELECT * FROM json_to_recordset(%(given)s) AS g(application_reference text, result text, replied_at timestamptz)
    WHERE result IN ('pass', 'fail')
), meant AS MATERIALIZED (
    SELECT a.id, g.result, g.replied_at FROM given g
    JOIN register_application a ON a.authority_id = %(authority)s AND a.reference = g.application_reference
    UNION
    SELECT a.id, g.result, g.replied_at FROM given g
    JOIN register_application a
      ON a.authority_id = %(authority)s AND a.outside_reference = g.application_reference AND a.outside_reference <> ''
)
SELECT DISTINCT ON (m.id) m.id AS application_id, m.result, m.replied_at,
       NOT EXISTS (SELECT FROM register_identitycheck k WHERE k.application_id = m.id AND k.matcher = %(matcher)s
                   AND k.checked_at >= m.replied_at) AS new
FROM meant m ORDER BY m.id, m.replied_at DESC
"""
_CHECKS = """
INSERT INTO register_identitycheck (authority_id, application_id, matcher, result, checked_at, detail)
SELECT %(authority)s, application_id, %(matcher)s, result, replied_at, '' FROM match_results WHERE new;
UPDATE register_application a SET match_result = CASE %(matcher)s WHEN 'dwp' THEN m.result ELSE 'local-' || m.result END
FROM match_results m WHERE m.application_id = a.id AND m.new
"""


def _stage_results(authority_id: int, matcher: str, results: pl.DataFrame) -> ResultsOutcome:
    rows = results.select("application_reference", "result", "replied_at").to_dicts()
    given: dict[str, Any] = {"authority": authority_id, "matcher": matcher, "given": json.dumps(rows, default=str)}
    with whole_sets(), connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS match_results")
        cursor.execute(_RESULTS, given)
        for statement in _CHECKS.split(";"):
            cursor.execute(statement, given)
        cursor.execute(
            "SELECT count(*) FILTER (WHERE new), count(*) FILTER (WHERE new AND result = 'pass'),"
            " count(*) FILTER (WHERE new AND result = 'fail'), count(*) FROM match_results"
        )
        new, passed, failed, known = cursor.fetchone()
    return ResultsOutcome(new, passed, failed, len(rows) - known)


def use_held_results(application: Application) -> None:
    """Put an application that is listed again through the results that are held of it, newest national one first."""
    newest = (
        IdentityCheck.objects.filter(application=application, matcher=DIGITAL_SERVICE)
        .order_by("-checked_at", "-pk")
        .first()
    )
    if newest is None:
        return
    if application.state == State.RECEIVED:
        move(application, Action.SEND)
    move(application, Action.PASS if newest.result == Match.PASS else Action.FAIL)
    if application.state == State.MATCH_FAIL and application.match_result == f"{LOCAL_RECORDS}-{Match.PASS}":
        move(application, Action.MATCH_LOCALLY)
