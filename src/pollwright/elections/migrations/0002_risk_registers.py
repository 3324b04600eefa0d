"""Risks of polls move into registers of their own.

They were scored from 1 to 5, which is neither of the schemes that councils print. No score is turned into another
silently, so the risks come over without one, and the old one is written into the reason.
"""

from django.db import migrations

CARRY = """
DO $$
DECLARE held record; last_number bigint; register_id bigint;
BEGIN
    PERFORM set_config('pollwright.operation', gen_random_uuid()::text, true);
    FOR held IN
        SELECT p.id, p.authority_id, p.title, p.reference, p.rehearsal, p.state, count(*) AS risks
        FROM elections_poll p JOIN elections_projectrisk r ON r.poll_id = p.id
        GROUP BY p.id ORDER BY p.id
    LOOP
        INSERT INTO authorities_referenceseries AS s (authority_id, letter, last) VALUES (held.authority_id, 'RR', 1)
            ON CONFLICT (authority_id, letter) DO UPDATE SET last = s.last + 1 RETURNING last INTO last_number;
        INSERT INTO risks_riskregister (authority_id, reference, title, service, period, scheme, subject_kind,
            subject_id, subject_reference, rehearsal, guidance, closed_on, version)
        VALUES (held.authority_id, 'RR' || lpad(last_number::text, 7, '0'), held.title, '', '', 'numeric', 'poll',
            held.id, held.reference, held.rehearsal, '',
            CASE WHEN held.state = 'discarded' THEN current_date END, 1)
        RETURNING id INTO register_id;
        INSERT INTO risks_risk (authority_id, register_id, reference, ref, title, topic, reason, owner_id, owner_text,
            treatment_required, closed_on, closed_text, state, likelihood, impact, impacts, score, level, proposal,
            escalated_to, position, version)
        SELECT r.authority_id, register_id, r.reference, (row_number() OVER (ORDER BY r.id))::text, r.description,
            r.topic, format('Scored %s by %s, each out of 5, before this register; not converted.', r.likelihood,
            r.impact), r.owner_id, '', NULL, CASE WHEN r.state = 'closed' THEN current_date END, '', r.state, '', '',
            '{}', NULL, '', '{}', '', row_number() OVER (ORDER BY r.id), 1
        FROM elections_projectrisk r WHERE r.poll_id = held.id;
        INSERT INTO authorities_referenceseries AS s (authority_id, letter, last)
            VALUES (held.authority_id, 'RM', held.risks)
            ON CONFLICT (authority_id, letter) DO UPDATE SET last = s.last + held.risks RETURNING last INTO last_number;
        INSERT INTO risks_riskmeasure (authority_id, risk_id, reference, kind, text, owner_text, effect, version)
        SELECT k.authority_id, k.id,
            'RM' || lpad((last_number - held.risks + row_number() OVER (ORDER BY r.id))::text, 7, '0'),
            'control', r.mitigation, '', 'unknown', 1
        FROM elections_projectrisk r
        JOIN risks_risk k ON k.authority_id = r.authority_id AND k.reference = r.reference
        WHERE r.poll_id = held.id AND r.mitigation <> '';
    END LOOP;
    SET CONSTRAINTS ALL IMMEDIATE;
    SET CONSTRAINTS ALL DEFERRED;
    PERFORM set_config('pollwright.operation', '', true);
END
$$
"""


class Migration(migrations.Migration):

    dependencies = [
        ("elections", "0001_polls"),
        ("risks", "0001_registers"),
    ]

    operations = [
        migrations.RunSQL(CARRY, migrations.RunSQL.noop),
        migrations.DeleteModel(name="ProjectRiskEvent"),
        migrations.DeleteModel(name="ProjectRisk"),
    ]
