"""The write guard and history of people, put up after the sign-in library's own data migration has run."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations

from pollwright.audit.migrating import Together


class Migration(migrations.Migration):
    dependencies = [("access", "0002_initial"), ("account", "0009_emailaddress_unique_primary_email")]
    operations = [
        Together([
            pgtrigger.migrations.AddTrigger(
            model_name='person',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "access_personevent" ("email", "id", "is_active", "joined_at", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."email", new_values."id", new_values."is_active", new_values."joined_at", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='f3522d4b23c2f89fc347fce472e42abda298df73', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_fb4c5', referencing='REFERENCING NEW TABLE AS new_values ', table='access_person', when='AFTER')),
        ),
            pgtrigger.migrations.AddTrigger(
            model_name='person',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "access_personevent" ("email", "id", "is_active", "joined_at", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."email", new_values."id", new_values."is_active", new_values."joined_at", new_values."name", _pgh_attached_context.value, NOW(), \'update\', new_values."id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."email" IS DISTINCT FROM (new_values."email") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."is_active" IS DISTINCT FROM (new_values."is_active") OR old_values."joined_at" IS DISTINCT FROM (new_values."joined_at") OR old_values."name" IS DISTINCT FROM (new_values."name")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='827609af493b2b3cdbe2dc579504599bb27729df', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_a1ef2', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='access_person', when='AFTER')),
        ),
            pgtrigger.migrations.AddTrigger(
            model_name='person',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "access_personevent" ("email", "id", "is_active", "joined_at", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."email", old_values."id", old_values."is_active", old_values."joined_at", old_values."name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='09820abe8f73fea68a502e3bab2ffd9af1428562', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_d34ee', referencing='REFERENCING OLD TABLE AS old_values ', table='access_person', when='AFTER')),
        ),
            pgtrigger.migrations.AddTrigger(
            model_name='person',
            trigger=pgtrigger.compiler.Trigger(name='only_in_an_operation', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n        IF coalesce(current_setting('pollwright.operation', true), '') = '' THEN\n            RAISE EXCEPTION 'write to % outside an operation', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';\n        END IF;\n        RETURN NULL;\n    ", hash='16e6defb12751ac0a49febb3ed601ccce6cf305d', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE OR TRUNCATE', pgid='pgtrigger_only_in_an_operation_c8624', table='access_person', when='BEFORE')),
        ),
        ]),
    ]
