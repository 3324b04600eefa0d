"""Versions of the project plans of polls."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from pollwright.audit.migrating import Together


class Migration(migrations.Migration):

    dependencies = [
        ('authorities', '0002_bank_holidays'),
        ('elections', '0005_packs_sent_on'),
        ('files', '0001_initial'),
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='ProjectPlan',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('reference', models.CharField(max_length=20)),
                    ('number', models.IntegerField()),
                    ('note', models.CharField(blank=True, max_length=300)),
                    ('tasks', models.IntegerField()),
                    ('done', models.IntegerField()),
                    ('made_by', models.CharField(max_length=150)),
                    ('made_at', models.DateTimeField()),
                    ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='authorities.authority')),
                    ('combination', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='plans', to='elections.combination')),
                    ('docx', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile')),
                    ('pdf', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile')),
                    ('poll', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='plans', to='elections.poll')),
                    ('xlsx', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('authority', 'reference'), name='project_plan_reference'), models.CheckConstraint(condition=models.Q(models.Q(('combination__isnull', False), ('poll__isnull', True)), models.Q(('combination__isnull', True), ('poll__isnull', False)), _connector='OR'), name='project_plan_of_a_poll_or_a_combination'), models.UniqueConstraint(condition=models.Q(('poll__isnull', False)), fields=('poll', 'number'), name='a_version_of_a_plan_once'), models.UniqueConstraint(condition=models.Q(('combination__isnull', False)), fields=('combination', 'number'), name='a_version_of_a_combined_plan_once')],
                },
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='projectplan',
                trigger=pgtrigger.compiler.Trigger(name='only_in_an_operation', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n        IF coalesce(current_setting('pollwright.operation', true), '') = '' THEN\n            RAISE EXCEPTION 'write to % outside an operation', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';\n        END IF;\n        RETURN NULL;\n    ", hash='b1892404c7f692b2fd84a88650b5d22f70e0506a', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE OR TRUNCATE', pgid='pgtrigger_only_in_an_operation_d68f1', table='elections_projectplan', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='projectplan',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n        RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';\n    ", hash='43e763efa51f2c20ff7391e4bf380655e1507fd9', level='STATEMENT', operation='UPDATE OR DELETE OR TRUNCATE', pgid='pgtrigger_append_only_f1704', table='elections_projectplan', when='BEFORE')),
            ),
        ]),
    ]
