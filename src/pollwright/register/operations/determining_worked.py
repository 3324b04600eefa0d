"""Working out the franchise of many applications at once: one question to the law for each combination of facts."""

from __future__ import annotations

from django.db import connection

from pollwright.law.nations import Nation
from pollwright.register.operations.determining_facts import FactsHeld, worked_out_each

_COMBINATIONS = """
SELECT DISTINCT a.nationalities, a.residence_right, a.category, a.lists_on, a.anonymous,
       CASE WHEN p.date_of_birth > a.lists_on - interval '18 years' THEN p.date_of_birth END,
       p.date_of_birth IS NULL AND p.age_statement = 'under-18'
FROM {chosen} c
JOIN register_application a ON a.id = c.id
JOIN register_applicationprivate p ON p.application_id = a.id
"""
_MADE = """
CREATE TEMP TABLE worked (
    nationalities text[], residence_right text, category text, lists_on date, anonymous boolean, young date,
    stated boolean, entitled boolean, marker text, attains_on date, parliamentary boolean, local boolean
) ON COMMIT DROP
"""
WORKED = """
worked w
  ON w.nationalities = a.nationalities::text[] AND w.residence_right = a.residence_right AND w.category = a.category
 AND w.lists_on = a.lists_on AND w.anonymous = a.anonymous
 AND w.young IS NOT DISTINCT FROM
     CASE WHEN p.date_of_birth > a.lists_on - interval '18 years' THEN p.date_of_birth END
 AND w.stated = (p.date_of_birth IS NULL AND p.age_statement = 'under-18')
"""
"""What joins the table `worked` to applications `a` and their private part `p`."""


def work_out(chosen: str, nation: Nation) -> int:
    """Fill the temporary table `worked` for the applications whose ids are in the temporary table `chosen`.

    Return how many combinations there were.
    """
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS worked")
        cursor.execute(_MADE)
        cursor.execute(_COMBINATIONS.format(chosen=chosen))
        held = [
            FactsHeld(tuple(row[0]), row[1], row[2], row[3], row[4], row[5], stated_under_18=row[6])
            for row in cursor.fetchall()
        ]
        answers = worked_out_each(held, nation)
        cursor.executemany(
            "INSERT INTO worked VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
            [
                (
                    list(facts.nationalities),
                    facts.residence_right,
                    facts.category,
                    facts.relevant_on,
                    facts.anonymous,
                    facts.young,
                    facts.stated_under_18,
                    found.entitled,
                    found.marker,
                    found.attains_on,
                    found.parliamentary,
                    found.local,
                )
                for facts, found in answers.items()
            ],
        )
    return len(answers)
