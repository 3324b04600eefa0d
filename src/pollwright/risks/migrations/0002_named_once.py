"""Registers in use of one service, or of one poll, are named once; a twin that is there gets its reference behind its title."""

import django.db.models.functions.comparison
import django.db.models.functions.text
from django.db import migrations, models

from pollwright.audit.migrating import Together


APART = """
DO $$
BEGIN
    PERFORM set_config('pollwright.operation', gen_random_uuid()::text, true);
    UPDATE risks_riskregister r SET title = left(r.title, 185) || ' (' || r.reference || ')', version = r.version + 1
    WHERE r.closed_on IS NULL AND r.succeeded_by_id IS NULL AND EXISTS (
        SELECT FROM risks_riskregister o
        WHERE o.authority_id = r.authority_id AND o.id < r.id AND o.closed_on IS NULL AND o.succeeded_by_id IS NULL
            AND lower(o.title) = lower(r.title) AND lower(o.period) = lower(r.period)
            AND lower(o.service) = lower(r.service) AND o.subject_kind = r.subject_kind
            AND coalesce(o.subject_id, 0) = coalesce(r.subject_id, 0));
    SET CONSTRAINTS ALL IMMEDIATE;
    SET CONSTRAINTS ALL DEFERRED;
    PERFORM set_config('pollwright.operation', '', true);
END
$$
"""


class Migration(migrations.Migration):

    dependencies = [
        ('authorities', '0002_bank_holidays'),
        ('risks', '0001_registers'),
    ]

    operations = [
        migrations.RunSQL(APART, migrations.RunSQL.noop),
        Together([
        migrations.AddConstraint(
            model_name='riskregister',
            constraint=models.UniqueConstraint(models.F('authority'), django.db.models.functions.text.Lower('title'), django.db.models.functions.text.Lower('period'), django.db.models.functions.text.Lower('service'), models.F('subject_kind'), django.db.models.functions.comparison.Coalesce('subject_id', 0), condition=models.Q(('closed_on__isnull', True), ('succeeded_by__isnull', True)), name='register_in_use_named_once'),
        ),
        ]),
    ]
