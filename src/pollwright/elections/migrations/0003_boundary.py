"""Parts of a contest on another authority's register, and the files that go across."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from pollwright.audit.migrating import Together


class Migration(migrations.Migration):

    dependencies = [
        ('authorities', '0002_bank_holidays'),
        ('elections', '0002_risk_registers'),
        ('files', '0001_initial'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='BoundaryFile',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('reference', models.CharField(max_length=20)),
                    ('number', models.IntegerField()),
                    ('stage', models.CharField(choices=[('cards', 'At the notice, for poll cards'), ('interim_1', 'First interim alteration'), ('interim_2', 'Second interim alteration'), ('final', 'Final alteration, for station registers')], max_length=10)),
                    ('as_at', models.DateField()),
                    ('state', models.CharField(choices=[('prepared', 'Prepared'), ('released', 'Released'), ('received', 'Received'), ('agreed', 'Counts agreed'), ('replaced', 'Replaced by a newer file'), ('withdrawn', 'Withdrawn')], max_length=10)),
                    ('electors', models.IntegerField()),
                    ('counts', models.JSONField(default=list)),
                    ('stated', models.JSONField(default=list)),
                    ('stations', models.JSONField(default=list)),
                    ('difference', models.JSONField(default=list)),
                    ('days', models.JSONField(default=dict)),
                    ('alterations', models.IntegerField(default=0)),
                    ('sha256', models.CharField(max_length=64)),
                    ('made_by', models.CharField(max_length=150)),
                    ('made_by_id', models.BigIntegerField(null=True)),
                    ('made_at', models.DateTimeField()),
                    ('released_by', models.CharField(blank=True, max_length=150)),
                    ('released_at', models.DateTimeField(null=True)),
                    ('handed_out', models.IntegerField(default=0)),
                    ('their_officer', models.CharField(blank=True, max_length=120)),
                    ('their_capacity', models.CharField(blank=True, max_length=120)),
                    ('their_day', models.DateField(null=True)),
                    ('their_means', models.CharField(blank=True, choices=[('paper', 'On paper'), ('telephone', 'By telephone'), ('email', 'By e-mail'), ('meeting', 'In a meeting')], max_length=10)),
                    ('their_figures', models.JSONField(default=list)),
                    ('agreed_by', models.CharField(blank=True, max_length=150)),
                    ('agreed_capacity', models.CharField(blank=True, max_length=80)),
                    ('agreed_at', models.DateTimeField(null=True)),
                    ('version', models.IntegerField(default=1)),
                    ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='authorities.authority')),
                    ('electorate', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='elections.electorate')),
                    ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile')),
                    ('lines', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile')),
                ],
            ),
            migrations.CreateModel(
                name='BoundaryPart',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('reference', models.CharField(max_length=20)),
                    ('side', models.CharField(choices=[('in', 'Their register, our Returning Officer'), ('out', 'Our register, their Returning Officer')], max_length=3)),
                    ('other_code', models.CharField(max_length=9)),
                    ('other_name', models.CharField(max_length=120)),
                    ('officer', models.CharField(blank=True, max_length=200)),
                    ('prefix', models.CharField(blank=True, max_length=3)),
                    ('first_station', models.IntegerField(default=0)),
                    ('state', models.CharField(choices=[('open', 'Part of the poll'), ('withdrawn', 'Withdrawn')], default='open', max_length=10)),
                    ('version', models.IntegerField(default=1)),
                    ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='authorities.authority')),
                    ('contest', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='boundary_parts', to='elections.contest')),
                ],
            ),
            migrations.CreateModel(
                name='BoundaryFileEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('reference', models.CharField(max_length=20)),
                    ('number', models.IntegerField()),
                    ('stage', models.CharField(choices=[('cards', 'At the notice, for poll cards'), ('interim_1', 'First interim alteration'), ('interim_2', 'Second interim alteration'), ('final', 'Final alteration, for station registers')], max_length=10)),
                    ('as_at', models.DateField()),
                    ('state', models.CharField(choices=[('prepared', 'Prepared'), ('released', 'Released'), ('received', 'Received'), ('agreed', 'Counts agreed'), ('replaced', 'Replaced by a newer file'), ('withdrawn', 'Withdrawn')], max_length=10)),
                    ('electors', models.IntegerField()),
                    ('counts', models.JSONField(default=list)),
                    ('stated', models.JSONField(default=list)),
                    ('stations', models.JSONField(default=list)),
                    ('difference', models.JSONField(default=list)),
                    ('days', models.JSONField(default=dict)),
                    ('alterations', models.IntegerField(default=0)),
                    ('sha256', models.CharField(max_length=64)),
                    ('made_by', models.CharField(max_length=150)),
                    ('made_by_id', models.BigIntegerField(null=True)),
                    ('made_at', models.DateTimeField()),
                    ('released_by', models.CharField(blank=True, max_length=150)),
                    ('released_at', models.DateTimeField(null=True)),
                    ('handed_out', models.IntegerField(default=0)),
                    ('their_officer', models.CharField(blank=True, max_length=120)),
                    ('their_capacity', models.CharField(blank=True, max_length=120)),
                    ('their_day', models.DateField(null=True)),
                    ('their_means', models.CharField(blank=True, choices=[('paper', 'On paper'), ('telephone', 'By telephone'), ('email', 'By e-mail'), ('meeting', 'In a meeting')], max_length=10)),
                    ('their_figures', models.JSONField(default=list)),
                    ('agreed_by', models.CharField(blank=True, max_length=150)),
                    ('agreed_capacity', models.CharField(blank=True, max_length=80)),
                    ('agreed_at', models.DateTimeField(null=True)),
                    ('version', models.IntegerField(default=1)),
                    ('authority', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='authorities.authority')),
                    ('electorate', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='elections.electorate')),
                    ('file', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='files.storedfile')),
                    ('lines', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='files.storedfile')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='elections.boundaryfile')),
                    ('part', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='elections.boundarypart')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='BoundaryPartEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('reference', models.CharField(max_length=20)),
                    ('side', models.CharField(choices=[('in', 'Their register, our Returning Officer'), ('out', 'Our register, their Returning Officer')], max_length=3)),
                    ('other_code', models.CharField(max_length=9)),
                    ('other_name', models.CharField(max_length=120)),
                    ('officer', models.CharField(blank=True, max_length=200)),
                    ('prefix', models.CharField(blank=True, max_length=3)),
                    ('first_station', models.IntegerField(default=0)),
                    ('state', models.CharField(choices=[('open', 'Part of the poll'), ('withdrawn', 'Withdrawn')], default='open', max_length=10)),
                    ('version', models.IntegerField(default=1)),
                    ('authority', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='authorities.authority')),
                    ('contest', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='elections.contest')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='elections.boundarypart')),
                ],
                options={
                    'abstract': False,
                },
            ),
        ]),
        Together([
            migrations.AddField(
                model_name='boundaryfile',
                name='part',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='elections.boundarypart'),
            ),
            migrations.AddConstraint(
                model_name='boundarypart',
                constraint=models.UniqueConstraint(fields=('authority', 'reference'), name='boundary_part_reference'),
            ),
            migrations.AddConstraint(
                model_name='boundarypart',
                constraint=models.UniqueConstraint(condition=models.Q(('state', 'open')), fields=('contest', 'other_code'), name='boundary_part_once'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='boundarypart',
                trigger=pgtrigger.compiler.Trigger(name='only_in_an_operation', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n        IF coalesce(current_setting('pollwright.operation', true), '') = '' THEN\n            RAISE EXCEPTION 'write to % outside an operation', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';\n        END IF;\n        RETURN NULL;\n    ", hash='996a0daab0c54ba67414541f8951049d4629b997', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE OR TRUNCATE', pgid='pgtrigger_only_in_an_operation_ea489', table='elections_boundarypart', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='boundarypart',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "elections_boundarypartevent" ("authority_id", "contest_id", "first_station", "id", "officer", "other_code", "other_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prefix", "reference", "side", "state", "version") SELECT new_values."authority_id", new_values."contest_id", new_values."first_station", new_values."id", new_values."officer", new_values."other_code", new_values."other_name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."prefix", new_values."reference", new_values."side", new_values."state", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='007ecddefb424a6641457583b14031245d7b3bc7', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_bf5ce', referencing='REFERENCING NEW TABLE AS new_values ', table='elections_boundarypart', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='boundarypart',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "elections_boundarypartevent" ("authority_id", "contest_id", "first_station", "id", "officer", "other_code", "other_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prefix", "reference", "side", "state", "version") SELECT new_values."authority_id", new_values."contest_id", new_values."first_station", new_values."id", new_values."officer", new_values."other_code", new_values."other_name", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."prefix", new_values."reference", new_values."side", new_values."state", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='db7473fb88cbca87811536decaad12760f363880', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_516c8', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='elections_boundarypart', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='boundarypart',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "elections_boundarypartevent" ("authority_id", "contest_id", "first_station", "id", "officer", "other_code", "other_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prefix", "reference", "side", "state", "version") SELECT old_values."authority_id", old_values."contest_id", old_values."first_station", old_values."id", old_values."officer", old_values."other_code", old_values."other_name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."prefix", old_values."reference", old_values."side", old_values."state", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='9e057cf922b8d450bc2adb6349d0ee24311de885', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_7082f', referencing='REFERENCING OLD TABLE AS old_values ', table='elections_boundarypart', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='boundaryfile',
                constraint=models.UniqueConstraint(fields=('authority', 'reference'), name='boundary_file_reference'),
            ),
            migrations.AddConstraint(
                model_name='boundaryfile',
                constraint=models.UniqueConstraint(condition=models.Q(('state', 'agreed')), fields=('part',), name='one_agreed_file_of_a_part'),
            ),
            migrations.AddConstraint(
                model_name='boundaryfile',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'agreed'), _negated=True), models.Q(('agreed_at__isnull', False), ('their_day__isnull', False), models.Q(('their_officer', ''), _negated=True)), _connector='OR'), name='boundary_file_agreed_by_both'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='boundaryfile',
                trigger=pgtrigger.compiler.Trigger(name='only_in_an_operation', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n        IF coalesce(current_setting('pollwright.operation', true), '') = '' THEN\n            RAISE EXCEPTION 'write to % outside an operation', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';\n        END IF;\n        RETURN NULL;\n    ", hash='5fe834848b6d08ae34f1bba84463b674ffcd6beb', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE OR TRUNCATE', pgid='pgtrigger_only_in_an_operation_6e62b', table='elections_boundaryfile', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='boundaryfile',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "elections_boundaryfileevent" ("agreed_at", "agreed_by", "agreed_capacity", "alterations", "as_at", "authority_id", "counts", "days", "difference", "electorate_id", "electors", "file_id", "handed_out", "id", "lines_id", "made_at", "made_by", "made_by_id", "number", "part_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference", "released_at", "released_by", "sha256", "stage", "state", "stated", "stations", "their_capacity", "their_day", "their_figures", "their_means", "their_officer", "version") SELECT new_values."agreed_at", new_values."agreed_by", new_values."agreed_capacity", new_values."alterations", new_values."as_at", new_values."authority_id", new_values."counts", new_values."days", new_values."difference", new_values."electorate_id", new_values."electors", new_values."file_id", new_values."handed_out", new_values."id", new_values."lines_id", new_values."made_at", new_values."made_by", new_values."made_by_id", new_values."number", new_values."part_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reference", new_values."released_at", new_values."released_by", new_values."sha256", new_values."stage", new_values."state", new_values."stated", new_values."stations", new_values."their_capacity", new_values."their_day", new_values."their_figures", new_values."their_means", new_values."their_officer", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='0786bb541f6ee623077d4acfa592d40e6ad07937', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_2dd66', referencing='REFERENCING NEW TABLE AS new_values ', table='elections_boundaryfile', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='boundaryfile',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "elections_boundaryfileevent" ("agreed_at", "agreed_by", "agreed_capacity", "alterations", "as_at", "authority_id", "counts", "days", "difference", "electorate_id", "electors", "file_id", "handed_out", "id", "lines_id", "made_at", "made_by", "made_by_id", "number", "part_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference", "released_at", "released_by", "sha256", "stage", "state", "stated", "stations", "their_capacity", "their_day", "their_figures", "their_means", "their_officer", "version") SELECT new_values."agreed_at", new_values."agreed_by", new_values."agreed_capacity", new_values."alterations", new_values."as_at", new_values."authority_id", new_values."counts", new_values."days", new_values."difference", new_values."electorate_id", new_values."electors", new_values."file_id", new_values."handed_out", new_values."id", new_values."lines_id", new_values."made_at", new_values."made_by", new_values."made_by_id", new_values."number", new_values."part_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reference", new_values."released_at", new_values."released_by", new_values."sha256", new_values."stage", new_values."state", new_values."stated", new_values."stations", new_values."their_capacity", new_values."their_day", new_values."their_figures", new_values."their_means", new_values."their_officer", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='d99f220859bcb33d25c5d9d9cb089ff2aadf7d24', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_bd661', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='elections_boundaryfile', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='boundaryfile',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "elections_boundaryfileevent" ("agreed_at", "agreed_by", "agreed_capacity", "alterations", "as_at", "authority_id", "counts", "days", "difference", "electorate_id", "electors", "file_id", "handed_out", "id", "lines_id", "made_at", "made_by", "made_by_id", "number", "part_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference", "released_at", "released_by", "sha256", "stage", "state", "stated", "stations", "their_capacity", "their_day", "their_figures", "their_means", "their_officer", "version") SELECT old_values."agreed_at", old_values."agreed_by", old_values."agreed_capacity", old_values."alterations", old_values."as_at", old_values."authority_id", old_values."counts", old_values."days", old_values."difference", old_values."electorate_id", old_values."electors", old_values."file_id", old_values."handed_out", old_values."id", old_values."lines_id", old_values."made_at", old_values."made_by", old_values."made_by_id", old_values."number", old_values."part_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reference", old_values."released_at", old_values."released_by", old_values."sha256", old_values."stage", old_values."state", old_values."stated", old_values."stations", old_values."their_capacity", old_values."their_day", old_values."their_figures", old_values."their_means", old_values."their_officer", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='174ea94da99b50ba68bc712d11f7eb3e7c6ec7f9', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_2066c', referencing='REFERENCING OLD TABLE AS old_values ', table='elections_boundaryfile', when='AFTER')),
            ),
        ]),
    ]
