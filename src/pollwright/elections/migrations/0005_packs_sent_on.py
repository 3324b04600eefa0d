"""The day on which ballot papers are sent to postal voters, which their poll cards say."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from pollwright.audit.migrating import Together


class Migration(migrations.Migration):

    dependencies = [
        ('elections', '0004_answers'),
    ]

    operations = [
        Together([
        pgtrigger.migrations.RemoveTrigger(
            model_name='cardrun',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='cardrun',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='cardrun',
            name='delete_delete',
        ),
        migrations.AddField(
            model_name='cardrun',
            name='packs_sent_on',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='cardrunevent',
            name='packs_sent_on',
            field=models.DateField(null=True),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='cardrun',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "elections_cardrunevent" ("authority_id", "batch_size", "cards", "completed_at", "counts", "electorate_id", "file_id", "id", "packs_sent_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_at", "prepared_by", "prepared_by_id", "proof", "reference", "released_at", "released_by", "scheme", "scope", "sha256", "state", "version") SELECT new_values."authority_id", new_values."batch_size", new_values."cards", new_values."completed_at", new_values."counts", new_values."electorate_id", new_values."file_id", new_values."id", new_values."packs_sent_on", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."prepared_at", new_values."prepared_by", new_values."prepared_by_id", new_values."proof", new_values."reference", new_values."released_at", new_values."released_by", new_values."scheme", new_values."scope", new_values."sha256", new_values."state", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='a040e3b8af9f47aa7ee8aab8b7a239e86976b59c', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_bd187', referencing='REFERENCING NEW TABLE AS new_values ', table='elections_cardrun', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='cardrun',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "elections_cardrunevent" ("authority_id", "batch_size", "cards", "completed_at", "counts", "electorate_id", "file_id", "id", "packs_sent_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_at", "prepared_by", "prepared_by_id", "proof", "reference", "released_at", "released_by", "scheme", "scope", "sha256", "state", "version") SELECT new_values."authority_id", new_values."batch_size", new_values."cards", new_values."completed_at", new_values."counts", new_values."electorate_id", new_values."file_id", new_values."id", new_values."packs_sent_on", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."prepared_at", new_values."prepared_by", new_values."prepared_by_id", new_values."proof", new_values."reference", new_values."released_at", new_values."released_by", new_values."scheme", new_values."scope", new_values."sha256", new_values."state", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='9762d768c5027e5bef7718233382f8dcabfccf8c', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_f5a84', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='elections_cardrun', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='cardrun',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "elections_cardrunevent" ("authority_id", "batch_size", "cards", "completed_at", "counts", "electorate_id", "file_id", "id", "packs_sent_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_at", "prepared_by", "prepared_by_id", "proof", "reference", "released_at", "released_by", "scheme", "scope", "sha256", "state", "version") SELECT old_values."authority_id", old_values."batch_size", old_values."cards", old_values."completed_at", old_values."counts", old_values."electorate_id", old_values."file_id", old_values."id", old_values."packs_sent_on", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."prepared_at", old_values."prepared_by", old_values."prepared_by_id", old_values."proof", old_values."reference", old_values."released_at", old_values."released_by", old_values."scheme", old_values."scope", old_values."sha256", old_values."state", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='4881b800198b748af8c8f90e59f11c66af8e2e7a', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_6fafd', referencing='REFERENCING OLD TABLE AS old_values ', table='elections_cardrun', when='AFTER')),
        ),
        ]),
    ]
