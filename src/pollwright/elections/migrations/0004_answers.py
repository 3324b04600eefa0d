"""The answers to the question of a contest."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from pollwright.audit.migrating import Together


class Migration(migrations.Migration):

    dependencies = [
        ('elections', '0003_boundary'),
    ]

    operations = [
        Together([
        pgtrigger.migrations.RemoveTrigger(
            model_name='contest',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='contest',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='contest',
            name='delete_delete',
        ),
        migrations.AddField(
            model_name='contest',
            name='answers',
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name='contestevent',
            name='answers',
            field=models.JSONField(default=list),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='contest',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "elections_contestevent" ("answers", "area_id", "authority_id", "ballot_id", "cancellation", "cards_asked_on", "ended_on", "ended_reason", "id", "name", "name_cy", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "poll_id", "question", "question_cy", "reference", "replaces_id", "seats", "slug", "state", "version") SELECT new_values."answers", new_values."area_id", new_values."authority_id", new_values."ballot_id", new_values."cancellation", new_values."cards_asked_on", new_values."ended_on", new_values."ended_reason", new_values."id", new_values."name", new_values."name_cy", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."poll_id", new_values."question", new_values."question_cy", new_values."reference", new_values."replaces_id", new_values."seats", new_values."slug", new_values."state", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='6ae96a010dae10b482844444287ad670308d004b', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_fb791', referencing='REFERENCING NEW TABLE AS new_values ', table='elections_contest', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='contest',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "elections_contestevent" ("answers", "area_id", "authority_id", "ballot_id", "cancellation", "cards_asked_on", "ended_on", "ended_reason", "id", "name", "name_cy", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "poll_id", "question", "question_cy", "reference", "replaces_id", "seats", "slug", "state", "version") SELECT new_values."answers", new_values."area_id", new_values."authority_id", new_values."ballot_id", new_values."cancellation", new_values."cards_asked_on", new_values."ended_on", new_values."ended_reason", new_values."id", new_values."name", new_values."name_cy", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."poll_id", new_values."question", new_values."question_cy", new_values."reference", new_values."replaces_id", new_values."seats", new_values."slug", new_values."state", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='eb2492a3c490ba62fe1935522fed33a0a9f3d214', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_070ca', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='elections_contest', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='contest',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "elections_contestevent" ("answers", "area_id", "authority_id", "ballot_id", "cancellation", "cards_asked_on", "ended_on", "ended_reason", "id", "name", "name_cy", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "poll_id", "question", "question_cy", "reference", "replaces_id", "seats", "slug", "state", "version") SELECT old_values."answers", old_values."area_id", old_values."authority_id", old_values."ballot_id", old_values."cancellation", old_values."cards_asked_on", old_values."ended_on", old_values."ended_reason", old_values."id", old_values."name", old_values."name_cy", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."poll_id", old_values."question", old_values."question_cy", old_values."reference", old_values."replaces_id", old_values."seats", old_values."slug", old_values."state", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='8916278b39a13907bac49e97f3a7c8020caf5faf', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_3abeb', referencing='REFERENCING OLD TABLE AS old_values ', table='elections_contest', when='AFTER')),
        ),
        ]),
    ]
