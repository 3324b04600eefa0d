"""Posts of sessions: people who are needed on a day, or at hours, of their own."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from pollwright.audit.migrating import Together


class Migration(migrations.Migration):

    dependencies = [
        ('authorities', '0002_bank_holidays'),
        ('staffing', '0003_rehearsals_and_reminders'),
        ('stations', '0005_station_data_keys'),
    ]

    operations = [
        Together([
        migrations.RemoveConstraint(
            model_name='staffpost',
            name='post_once',
        ),
        ]),
        Together([
            pgtrigger.migrations.RemoveTrigger(
                model_name='staffpost',
                name='insert_insert',
            ),
            pgtrigger.migrations.RemoveTrigger(
                model_name='staffpost',
                name='update_update',
            ),
            pgtrigger.migrations.RemoveTrigger(
                model_name='staffpost',
                name='delete_delete',
            ),
            migrations.AddField(
                model_name='staffpost',
                name='day',
                field=models.DateField(null=True),
            ),
            migrations.AddField(
                model_name='staffpost',
                name='ends',
                field=models.TimeField(null=True),
            ),
            migrations.AddField(
                model_name='staffpost',
                name='place',
                field=models.CharField(blank=True, max_length=250),
            ),
            migrations.AddField(
                model_name='staffpost',
                name='session',
                field=models.CharField(blank=True, max_length=120),
            ),
            migrations.AddField(
                model_name='staffpost',
                name='starts',
                field=models.TimeField(null=True),
            ),
            migrations.AddField(
                model_name='staffpostevent',
                name='day',
                field=models.DateField(null=True),
            ),
            migrations.AddField(
                model_name='staffpostevent',
                name='ends',
                field=models.TimeField(null=True),
            ),
            migrations.AddField(
                model_name='staffpostevent',
                name='place',
                field=models.CharField(blank=True, max_length=250),
            ),
            migrations.AddField(
                model_name='staffpostevent',
                name='session',
                field=models.CharField(blank=True, max_length=120),
            ),
            migrations.AddField(
                model_name='staffpostevent',
                name='starts',
                field=models.TimeField(null=True),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='staffpost',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "staffing_staffpostevent" ("authority_id", "by_guidance", "day", "ends", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "plan_id", "reason", "role", "session", "starts", "station_id", "wanted") SELECT new_values."authority_id", new_values."by_guidance", new_values."day", new_values."ends", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."place", new_values."plan_id", new_values."reason", new_values."role", new_values."session", new_values."starts", new_values."station_id", new_values."wanted" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='e9999ef000d6364640a762932dc30f36bd788a28', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_12ed5', referencing='REFERENCING NEW TABLE AS new_values ', table='staffing_staffpost', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='staffpost',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "staffing_staffpostevent" ("authority_id", "by_guidance", "day", "ends", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "plan_id", "reason", "role", "session", "starts", "station_id", "wanted") SELECT new_values."authority_id", new_values."by_guidance", new_values."day", new_values."ends", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."place", new_values."plan_id", new_values."reason", new_values."role", new_values."session", new_values."starts", new_values."station_id", new_values."wanted" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='4b7b668a67d5563b503d9dfac2f321b6cb10af07', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_dfbfc', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='staffing_staffpost', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='staffpost',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "staffing_staffpostevent" ("authority_id", "by_guidance", "day", "ends", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "plan_id", "reason", "role", "session", "starts", "station_id", "wanted") SELECT old_values."authority_id", old_values."by_guidance", old_values."day", old_values."ends", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."place", old_values."plan_id", old_values."reason", old_values."role", old_values."session", old_values."starts", old_values."station_id", old_values."wanted" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='a9be0bc88399e9cbf6539c02042496cffe469e14', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_43438', referencing='REFERENCING OLD TABLE AS old_values ', table='staffing_staffpost', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='staffpost',
                constraint=models.UniqueConstraint(fields=('plan', 'station', 'role', 'session', 'day'), name='post_once', nulls_distinct=False),
            ),
            migrations.AddConstraint(
                model_name='staffpost',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('day__isnull', True), ('ends__isnull', True), ('place', ''), ('session', ''), ('starts__isnull', True)), models.Q(models.Q(('session', ''), _negated=True), ('day__isnull', False), ('ends__isnull', False), ('starts__isnull', False), ('station__isnull', True), models.Q(('starts', models.F('ends')), _negated=True)), _connector='OR'), name='post_of_a_session'),
            ),
        ]),
    ]
