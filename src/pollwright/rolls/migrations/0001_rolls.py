"""Rolls of voters and the votes on them."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from pollwright.audit.migrating import Together


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('authorities', '0002_bank_holidays'),
        ('elections', '0005_packs_sent_on'),
        ('files', '0001_initial'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        Together([
        migrations.CreateModel(
            name='Roll',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('open', 'Being made'), ('frozen', 'Frozen')], default='open', max_length=10)),
                ('last_number', models.IntegerField(default=0)),
                ('votes', models.IntegerField(null=True)),
                ('value', models.BigIntegerField(null=True)),
                ('spare', models.IntegerField(default=0)),
                ('frozen_at', models.DateTimeField(null=True)),
                ('frozen_by', models.CharField(blank=True, max_length=150)),
                ('late_reason', models.CharField(blank=True, max_length=500)),
                ('version', models.IntegerField(default=1)),
                ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='authorities.authority')),
                ('contest', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='roll', to='elections.contest')),
                ('file', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile')),
            ],
        ),
        migrations.CreateModel(
            name='RollEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('state', models.CharField(choices=[('open', 'Being made'), ('frozen', 'Frozen')], default='open', max_length=10)),
                ('last_number', models.IntegerField(default=0)),
                ('votes', models.IntegerField(null=True)),
                ('value', models.BigIntegerField(null=True)),
                ('spare', models.IntegerField(default=0)),
                ('frozen_at', models.DateTimeField(null=True)),
                ('frozen_by', models.CharField(blank=True, max_length=150)),
                ('late_reason', models.CharField(blank=True, max_length=500)),
                ('version', models.IntegerField(default=1)),
                ('authority', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='authorities.authority')),
                ('contest', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='elections.contest')),
                ('file', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='files.storedfile')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='rolls.roll')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='RollVoter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.IntegerField()),
                ('voter', models.CharField(max_length=300)),
                ('contact', models.CharField(blank=True, max_length=200)),
                ('hereditament', models.CharField(max_length=1000)),
                ('rating_reference', models.CharField(blank=True, max_length=40)),
                ('rateable_value', models.BigIntegerField(null=True)),
                ('send_to', models.CharField(blank=True, max_length=500)),
                ('proxy', models.CharField(blank=True, max_length=200)),
                ('proxy_address', models.CharField(blank=True, max_length=500)),
                ('votes_by', models.CharField(choices=[('post', 'By post'), ('person', 'In person')], default='post', max_length=10)),
                ('station', models.IntegerField(null=True)),
                ('key', models.CharField(max_length=64)),
                ('removed_at', models.DateTimeField(null=True)),
                ('removed_reason', models.CharField(blank=True, max_length=500)),
                ('version', models.IntegerField(default=1)),
                ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='authorities.authority')),
                ('roll', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='voters', to='rolls.roll')),
            ],
        ),
        migrations.CreateModel(
            name='RollVoterEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('number', models.IntegerField()),
                ('voter', models.CharField(max_length=300)),
                ('contact', models.CharField(blank=True, max_length=200)),
                ('hereditament', models.CharField(max_length=1000)),
                ('rating_reference', models.CharField(blank=True, max_length=40)),
                ('rateable_value', models.BigIntegerField(null=True)),
                ('send_to', models.CharField(blank=True, max_length=500)),
                ('proxy', models.CharField(blank=True, max_length=200)),
                ('proxy_address', models.CharField(blank=True, max_length=500)),
                ('votes_by', models.CharField(choices=[('post', 'By post'), ('person', 'In person')], default='post', max_length=10)),
                ('station', models.IntegerField(null=True)),
                ('key', models.CharField(max_length=64)),
                ('removed_at', models.DateTimeField(null=True)),
                ('removed_reason', models.CharField(blank=True, max_length=500)),
                ('version', models.IntegerField(default=1)),
                ('authority', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='authorities.authority')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='rolls.rollvoter')),
                ('roll', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='rolls.roll')),
            ],
            options={
                'abstract': False,
            },
        ),
        ]),
        Together([
        migrations.AddConstraint(
            model_name='roll',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'frozen'), _negated=True), models.Q(('file__isnull', False), ('frozen_at__isnull', False), ('votes__isnull', False)), _connector='OR'), name='frozen_roll_is_counted'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='roll',
            trigger=pgtrigger.compiler.Trigger(name='only_in_an_operation', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n        IF coalesce(current_setting('pollwright.operation', true), '') = '' THEN\n            RAISE EXCEPTION 'write to % outside an operation', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';\n        END IF;\n        RETURN NULL;\n    ", hash='8c7837b160d2e5516fcdea4ee3e9e90bef24c147', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE OR TRUNCATE', pgid='pgtrigger_only_in_an_operation_97182', table='rolls_roll', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='roll',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "rolls_rollevent" ("authority_id", "contest_id", "file_id", "frozen_at", "frozen_by", "id", "last_number", "late_reason", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "spare", "state", "value", "version", "votes") SELECT new_values."authority_id", new_values."contest_id", new_values."file_id", new_values."frozen_at", new_values."frozen_by", new_values."id", new_values."last_number", new_values."late_reason", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."spare", new_values."state", new_values."value", new_values."version", new_values."votes" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='109dd49e73abff71b7251dea56f44fc2e6b3abf1', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_94c10', referencing='REFERENCING NEW TABLE AS new_values ', table='rolls_roll', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='roll',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "rolls_rollevent" ("authority_id", "contest_id", "file_id", "frozen_at", "frozen_by", "id", "last_number", "late_reason", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "spare", "state", "value", "version", "votes") SELECT new_values."authority_id", new_values."contest_id", new_values."file_id", new_values."frozen_at", new_values."frozen_by", new_values."id", new_values."last_number", new_values."late_reason", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."spare", new_values."state", new_values."value", new_values."version", new_values."votes" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='6ee7c02bf3e369f9c5b0149c5c9a9dafe0549e52', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_ad81e', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='rolls_roll', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='roll',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "rolls_rollevent" ("authority_id", "contest_id", "file_id", "frozen_at", "frozen_by", "id", "last_number", "late_reason", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "spare", "state", "value", "version", "votes") SELECT old_values."authority_id", old_values."contest_id", old_values."file_id", old_values."frozen_at", old_values."frozen_by", old_values."id", old_values."last_number", old_values."late_reason", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."spare", old_values."state", old_values."value", old_values."version", old_values."votes" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='c617a4034b989db17a664e60396c761b5f8cb899', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_58be8', referencing='REFERENCING OLD TABLE AS old_values ', table='rolls_roll', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='rollvoter',
            constraint=models.UniqueConstraint(fields=('roll', 'number'), name='roll_number_once'),
        ),
        migrations.AddConstraint(
            model_name='rollvoter',
            constraint=models.UniqueConstraint(condition=models.Q(('removed_at__isnull', True)), fields=('roll', 'key'), name='one_vote_on_a_roll'),
        ),
        migrations.AddConstraint(
            model_name='rollvoter',
            constraint=models.CheckConstraint(condition=models.Q(('rateable_value__isnull', True), ('rateable_value__gte', 0), _connector='OR'), name='rateable_value_not_below_nought'),
        ),
        migrations.AddConstraint(
            model_name='rollvoter',
            constraint=models.CheckConstraint(condition=models.Q(('proxy', ''), models.Q(('proxy_address', ''), _negated=True), _connector='OR'), name='roll_proxy_has_an_address'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rollvoter',
            trigger=pgtrigger.compiler.Trigger(name='only_in_an_operation', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n        IF coalesce(current_setting('pollwright.operation', true), '') = '' THEN\n            RAISE EXCEPTION 'write to % outside an operation', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';\n        END IF;\n        RETURN NULL;\n    ", hash='4951c20f3a2bd0d136c85d3b39324c44769b2f0b', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE OR TRUNCATE', pgid='pgtrigger_only_in_an_operation_9db0a', table='rolls_rollvoter', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rollvoter',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "rolls_rollvoterevent" ("authority_id", "contact", "hereditament", "id", "key", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proxy", "proxy_address", "rateable_value", "rating_reference", "removed_at", "removed_reason", "roll_id", "send_to", "station", "version", "voter", "votes_by") SELECT new_values."authority_id", new_values."contact", new_values."hereditament", new_values."id", new_values."key", new_values."number", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."proxy", new_values."proxy_address", new_values."rateable_value", new_values."rating_reference", new_values."removed_at", new_values."removed_reason", new_values."roll_id", new_values."send_to", new_values."station", new_values."version", new_values."voter", new_values."votes_by" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='60b5a6bcc18575e14873e57f765c456bf59deba6', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_70f42', referencing='REFERENCING NEW TABLE AS new_values ', table='rolls_rollvoter', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rollvoter',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "rolls_rollvoterevent" ("authority_id", "contact", "hereditament", "id", "key", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proxy", "proxy_address", "rateable_value", "rating_reference", "removed_at", "removed_reason", "roll_id", "send_to", "station", "version", "voter", "votes_by") SELECT new_values."authority_id", new_values."contact", new_values."hereditament", new_values."id", new_values."key", new_values."number", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."proxy", new_values."proxy_address", new_values."rateable_value", new_values."rating_reference", new_values."removed_at", new_values."removed_reason", new_values."roll_id", new_values."send_to", new_values."station", new_values."version", new_values."voter", new_values."votes_by" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='624f6c3cdc694c0a66c51c264087b27b702e2279', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_f129e', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='rolls_rollvoter', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rollvoter',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "rolls_rollvoterevent" ("authority_id", "contact", "hereditament", "id", "key", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proxy", "proxy_address", "rateable_value", "rating_reference", "removed_at", "removed_reason", "roll_id", "send_to", "station", "version", "voter", "votes_by") SELECT old_values."authority_id", old_values."contact", old_values."hereditament", old_values."id", old_values."key", old_values."number", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."proxy", old_values."proxy_address", old_values."rateable_value", old_values."rating_reference", old_values."removed_at", old_values."removed_reason", old_values."roll_id", old_values."send_to", old_values."station", old_values."version", old_values."voter", old_values."votes_by" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='56aa888542ac2d0829fac99499b2fd1a3b15a342', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_2c348', referencing='REFERENCING OLD TABLE AS old_values ', table='rolls_rollvoter', when='AFTER')),
        ),
        ]),
    ]
