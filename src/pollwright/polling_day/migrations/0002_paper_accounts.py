"""Accounts of the ballot papers of stations."""

import django.db.models.deletion
import django.db.models.expressions
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from pollwright.audit.migrating import Together


class Migration(migrations.Migration):

    dependencies = [
        ('authorities', '0002_bank_holidays'),
        ('elections', '0006_project_plans'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('polling_day', '0001_polling_day'),
        ('stations', '0004_finder_releases'),
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='PaperAccount',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('entrusted', models.IntegerField()),
                    ('issued', models.IntegerField()),
                    ('unused', models.IntegerField()),
                    ('spoilt', models.IntegerField()),
                    ('tendered', models.IntegerField(default=0)),
                    ('invented', models.BooleanField(default=False)),
                    ('entered_at', models.DateTimeField()),
                    ('entered_by', models.CharField(max_length=150)),
                    ('version', models.IntegerField(default=1)),
                    ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='authorities.authority')),
                    ('contest', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='accounts', to='elections.contest')),
                    ('desk', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='accounts', to='polling_day.desk')),
                    ('station', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='accounts', to='stations.station')),
                ],
                options={
                    'constraints': [
                        models.UniqueConstraint(fields=('desk', 'station', 'contest'), name='station_account_once'),
                        models.CheckConstraint(condition=models.Q(('entrusted', django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.F('issued'), '+', models.F('unused')), '+', models.F('spoilt')))), name='station_account_adds_up'),
                        models.CheckConstraint(condition=models.Q(('issued__gte', 0), ('spoilt__gte', 0), ('tendered__gte', 0), ('unused__gte', 0)), name='station_account_not_below_nought'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='PaperAccountEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('entrusted', models.IntegerField()),
                    ('issued', models.IntegerField()),
                    ('unused', models.IntegerField()),
                    ('spoilt', models.IntegerField()),
                    ('tendered', models.IntegerField(default=0)),
                    ('invented', models.BooleanField(default=False)),
                    ('entered_at', models.DateTimeField()),
                    ('entered_by', models.CharField(max_length=150)),
                    ('version', models.IntegerField(default=1)),
                    ('authority', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='authorities.authority')),
                    ('contest', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='elections.contest')),
                    ('desk', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='polling_day.desk')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='polling_day.paperaccount')),
                    ('station', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='stations.station')),
                ],
                options={
                    'abstract': False,
                },
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='paperaccount',
                trigger=pgtrigger.compiler.Trigger(name='only_in_an_operation', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n        IF coalesce(current_setting('pollwright.operation', true), '') = '' THEN\n            RAISE EXCEPTION 'write to % outside an operation', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';\n        END IF;\n        RETURN NULL;\n    ", hash='438d325845d11c8045d64e7661b455cc9405d4de', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE OR TRUNCATE', pgid='pgtrigger_only_in_an_operation_f1af1', table='polling_day_paperaccount', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='paperaccount',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "polling_day_paperaccountevent" ("authority_id", "contest_id", "desk_id", "entered_at", "entered_by", "entrusted", "id", "invented", "issued", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "spoilt", "station_id", "tendered", "unused", "version") SELECT new_values."authority_id", new_values."contest_id", new_values."desk_id", new_values."entered_at", new_values."entered_by", new_values."entrusted", new_values."id", new_values."invented", new_values."issued", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."spoilt", new_values."station_id", new_values."tendered", new_values."unused", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='08aa031c416e2e8662aaf0167591741ab6b72864', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_5fbca', referencing='REFERENCING NEW TABLE AS new_values ', table='polling_day_paperaccount', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='paperaccount',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "polling_day_paperaccountevent" ("authority_id", "contest_id", "desk_id", "entered_at", "entered_by", "entrusted", "id", "invented", "issued", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "spoilt", "station_id", "tendered", "unused", "version") SELECT new_values."authority_id", new_values."contest_id", new_values."desk_id", new_values."entered_at", new_values."entered_by", new_values."entrusted", new_values."id", new_values."invented", new_values."issued", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."spoilt", new_values."station_id", new_values."tendered", new_values."unused", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='4a0796b7adf6a8917704296ac7fb42e1f17a5036', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_a3622', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='polling_day_paperaccount', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='paperaccount',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "polling_day_paperaccountevent" ("authority_id", "contest_id", "desk_id", "entered_at", "entered_by", "entrusted", "id", "invented", "issued", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "spoilt", "station_id", "tendered", "unused", "version") SELECT old_values."authority_id", old_values."contest_id", old_values."desk_id", old_values."entered_at", old_values."entered_by", old_values."entrusted", old_values."id", old_values."invented", old_values."issued", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."spoilt", old_values."station_id", old_values."tendered", old_values."unused", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='2b57f105a86c9113c83e0865fa76f713975d7e23', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_bf369', referencing='REFERENCING OLD TABLE AS old_values ', table='polling_day_paperaccount', when='AFTER')),
            ),
        ]),
    ]
