"""Taking over the register of political parties (N-19b)."""

from __future__ import annotations

import json
from collections.abc import Sequence

from django.db import connection

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.formats.party_register import NotAPartyRegister, PartyLine, read_party_register
from pollwright.law.nominations.descriptions import RELEVANT_TIME
from pollwright.nominations.events.nominating import PartiesImported
from pollwright.refusals import Refused

# A party of the file takes the place of the one held; where the file has no texts, those held stay.
_TAKE_OVER = """
INSERT INTO nominations_party
    (authority_id, reference, names, descriptions, emblems, nations, minor, registered_on, deregistered_on)
SELECT %(authority)s, p.reference, p.names, p.descriptions, p.emblems, p.nations, p.minor, p.registered_on,
       p.deregistered_on
FROM jsonb_to_recordset(%(parties)s::jsonb) AS p(
    reference text, names text[], descriptions text[], emblems text[], nations text[], minor boolean,
    registered_on date, deregistered_on date)
ON CONFLICT (authority_id, reference) DO UPDATE SET
    names = excluded.names, nations = excluded.nations, minor = excluded.minor,
    registered_on = excluded.registered_on, deregistered_on = excluded.deregistered_on,
    descriptions = CASE WHEN %(texts)s THEN excluded.descriptions ELSE nominations_party.descriptions END,
    emblems = CASE WHEN cardinality(excluded.emblems) > 0 THEN excluded.emblems ELSE nominations_party.emblems END
"""


class PartiesUnreadable(Refused):
    """The file is not the register of parties."""

    code = "nominations.R002"
    problem = "The file can't be read as the register of parties. {why}."
    remedy = "Use the register as it is published, in JSON or CSV."


@operation(Permission.NOMINATIONS_DETERMINE)
def import_parties(*, actor: Actor, content: bytes) -> int:
    """Take over the register of parties from a file; return how many parties are in it. Nothing is removed.

    :raises PartiesUnreadable: where it is not such a file; nothing of it is kept then.
    """
    try:
        lines = read_party_register(content)
    except NotAPartyRegister as error:
        raise PartiesUnreadable(why=error.args[0]) from error
    with connection.cursor() as cursor:
        cursor.execute(
            _TAKE_OVER,
            {
                "authority": actor.authority_id,
                "parties": json.dumps([_facts(line) for line in lines]),
                "texts": any(line.descriptions is not None for line in lines),
            },
        )
    record(PartiesImported(len(lines), _texts(lines)), actor=actor, basis=RELEVANT_TIME.describe())
    return len(lines)


def _facts(line: PartyLine) -> dict[str, object]:
    return {
        "reference": line.reference,
        "names": line.names,
        "descriptions": line.descriptions or (),
        "emblems": line.emblems,
        "nations": line.nations,
        "minor": line.minor,
        "registered_on": line.registered_on.isoformat(),
        "deregistered_on": line.deregistered_on.isoformat() if line.deregistered_on else None,
    }


def _texts(lines: Sequence[PartyLine]) -> int:
    return sum(len(line.names) + len(line.descriptions or ()) for line in lines)
