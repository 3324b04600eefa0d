"""Documents of vacancies, which have no poll, and the sessions at which postal votes are opened."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from pollwright.audit.migrating import Together


class Migration(migrations.Migration):

    dependencies = [
        ('authorities', '0002_bank_holidays'),
        ('elections', '0003_boundary'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('printing', '0002_sub_agents'),
    ]

    operations = [
        Together([
        migrations.CreateModel(
            name='OpeningSession',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reference', models.CharField(max_length=20)),
                ('starts_at', models.DateTimeField()),
                ('place', models.CharField(max_length=300)),
                ('agents', models.IntegerField(default=1)),
                ('because', models.CharField(blank=True, max_length=500)),
                ('version', models.IntegerField(default=1)),
            ],
        ),
        migrations.CreateModel(
            name='OpeningSessionEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('reference', models.CharField(max_length=20)),
                ('starts_at', models.DateTimeField()),
                ('place', models.CharField(max_length=300)),
                ('agents', models.IntegerField(default=1)),
                ('because', models.CharField(blank=True, max_length=500)),
                ('version', models.IntegerField(default=1)),
            ],
            options={
                'abstract': False,
            },
        ),
        ]),
        Together([
        pgtrigger.migrations.RemoveTrigger(
            model_name='document',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='document',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='document',
            name='delete_delete',
        ),
        ]),
        Together([
        migrations.RemoveConstraint(
            model_name='document',
            name='document_version_once',
        ),
        migrations.RemoveConstraint(
            model_name='document',
            name='one_version_is_published',
        ),
        migrations.AlterField(
            model_name='document',
            name='kind',
            field=models.CharField(choices=[('notice_of_vacancy', 'Notice of vacancy'), ('notice_of_election', 'Notice of election'), ('notice_of_referendum', 'Notice of referendum'), ('statement_of_persons_nominated', 'Statement of persons nominated'), ('election_agents', 'Notice of election agents'), ('sub_agents', 'Notice of sub-agents'), ('uncontested_election', 'Notice of uncontested election'), ('situation_of_polling_stations', 'Situation of polling stations'), ('notice_of_poll', 'Notice of poll'), ('poll_ended', 'Notice that there is no poll'), ('opening_of_postal_votes', 'Notice of the opening of postal votes'), ('ballot_paper', 'Ballot paper')], max_length=40),
        ),
        migrations.AlterField(
            model_name='document',
            name='poll',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='documents', to='elections.poll'),
        ),
        migrations.AlterField(
            model_name='documentevent',
            name='kind',
            field=models.CharField(choices=[('notice_of_vacancy', 'Notice of vacancy'), ('notice_of_election', 'Notice of election'), ('notice_of_referendum', 'Notice of referendum'), ('statement_of_persons_nominated', 'Statement of persons nominated'), ('election_agents', 'Notice of election agents'), ('sub_agents', 'Notice of sub-agents'), ('uncontested_election', 'Notice of uncontested election'), ('situation_of_polling_stations', 'Situation of polling stations'), ('notice_of_poll', 'Notice of poll'), ('poll_ended', 'Notice that there is no poll'), ('opening_of_postal_votes', 'Notice of the opening of postal votes'), ('ballot_paper', 'Ballot paper')], max_length=40),
        ),
        migrations.AlterField(
            model_name='documentevent',
            name='poll',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='elections.poll'),
        ),
        ]),
        Together([
        migrations.AddField(
            model_name='document',
            name='vacancy',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='documents', to='elections.vacancy'),
        ),
        migrations.AddField(
            model_name='documentevent',
            name='vacancy',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='elections.vacancy'),
        ),
        migrations.AddField(
            model_name='openingsession',
            name='authority',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='authorities.authority'),
        ),
        migrations.AddField(
            model_name='openingsession',
            name='poll',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='opening_sessions', to='elections.poll'),
        ),
        migrations.AddField(
            model_name='openingsessionevent',
            name='authority',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='authorities.authority'),
        ),
        migrations.AddField(
            model_name='openingsessionevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='openingsessionevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='printing.openingsession'),
        ),
        migrations.AddField(
            model_name='openingsessionevent',
            name='poll',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='elections.poll'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='document',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "printing_documentevent" ("amends_id", "approved_at", "approved_by", "authority_id", "because", "checks", "contest_id", "digest", "due_by", "due_from", "ended_at", "facts", "id", "kind", "late_reason", "number", "overtaken", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "poll_id", "prepared_at", "prepared_by", "prepared_by_id", "published_at", "published_by", "reference", "state", "title", "vacancy_id", "version") SELECT new_values."amends_id", new_values."approved_at", new_values."approved_by", new_values."authority_id", new_values."because", new_values."checks", new_values."contest_id", new_values."digest", new_values."due_by", new_values."due_from", new_values."ended_at", new_values."facts", new_values."id", new_values."kind", new_values."late_reason", new_values."number", new_values."overtaken", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."poll_id", new_values."prepared_at", new_values."prepared_by", new_values."prepared_by_id", new_values."published_at", new_values."published_by", new_values."reference", new_values."state", new_values."title", new_values."vacancy_id", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='112fd6768e480ed39b6e11533e4ab05870b6d2c7', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_ec5dd', referencing='REFERENCING NEW TABLE AS new_values ', table='printing_document', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='document',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "printing_documentevent" ("amends_id", "approved_at", "approved_by", "authority_id", "because", "checks", "contest_id", "digest", "due_by", "due_from", "ended_at", "facts", "id", "kind", "late_reason", "number", "overtaken", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "poll_id", "prepared_at", "prepared_by", "prepared_by_id", "published_at", "published_by", "reference", "state", "title", "vacancy_id", "version") SELECT new_values."amends_id", new_values."approved_at", new_values."approved_by", new_values."authority_id", new_values."because", new_values."checks", new_values."contest_id", new_values."digest", new_values."due_by", new_values."due_from", new_values."ended_at", new_values."facts", new_values."id", new_values."kind", new_values."late_reason", new_values."number", new_values."overtaken", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."poll_id", new_values."prepared_at", new_values."prepared_by", new_values."prepared_by_id", new_values."published_at", new_values."published_by", new_values."reference", new_values."state", new_values."title", new_values."vacancy_id", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='6a026c57104a9046e934cc76f6985b414c9b3ccb', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_7d603', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='printing_document', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='document',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "printing_documentevent" ("amends_id", "approved_at", "approved_by", "authority_id", "because", "checks", "contest_id", "digest", "due_by", "due_from", "ended_at", "facts", "id", "kind", "late_reason", "number", "overtaken", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "poll_id", "prepared_at", "prepared_by", "prepared_by_id", "published_at", "published_by", "reference", "state", "title", "vacancy_id", "version") SELECT old_values."amends_id", old_values."approved_at", old_values."approved_by", old_values."authority_id", old_values."because", old_values."checks", old_values."contest_id", old_values."digest", old_values."due_by", old_values."due_from", old_values."ended_at", old_values."facts", old_values."id", old_values."kind", old_values."late_reason", old_values."number", old_values."overtaken", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."poll_id", old_values."prepared_at", old_values."prepared_by", old_values."prepared_by_id", old_values."published_at", old_values."published_by", old_values."reference", old_values."state", old_values."title", old_values."vacancy_id", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='6e6086f7db4215de25951f8ad361af066cea4847', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_949aa', referencing='REFERENCING OLD TABLE AS old_values ', table='printing_document', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='document',
            constraint=models.UniqueConstraint(fields=('poll', 'vacancy', 'contest', 'kind', 'number'), name='document_version_once', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='document',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'published')), fields=('poll', 'vacancy', 'contest', 'kind'), name='one_version_is_published', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='document',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('contest__isnull', True), ('poll__isnull', True), ('vacancy__isnull', False)), models.Q(('poll__isnull', False), ('vacancy__isnull', True)), _connector='OR'), name='document_of_poll_or_vacancy'),
        ),
        migrations.AddConstraint(
            model_name='openingsession',
            constraint=models.UniqueConstraint(fields=('authority', 'reference'), name='opening_session_reference'),
        ),
        migrations.AddConstraint(
            model_name='openingsession',
            constraint=models.UniqueConstraint(condition=models.Q(('because', '')), fields=('poll', 'starts_at', 'place'), name='opening_session_once'),
        ),
        migrations.AddConstraint(
            model_name='openingsession',
            constraint=models.CheckConstraint(condition=models.Q(('agents__gte', 1)), name='opening_session_has_agents'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='openingsession',
            trigger=pgtrigger.compiler.Trigger(name='only_in_an_operation', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n        IF coalesce(current_setting('pollwright.operation', true), '') = '' THEN\n            RAISE EXCEPTION 'write to % outside an operation', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';\n        END IF;\n        RETURN NULL;\n    ", hash='49ee4d5bfbe05c8d84853010985136ab50d8ee34', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE OR TRUNCATE', pgid='pgtrigger_only_in_an_operation_1811e', table='printing_openingsession', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='openingsession',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "printing_openingsessionevent" ("agents", "authority_id", "because", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "poll_id", "reference", "starts_at", "version") SELECT new_values."agents", new_values."authority_id", new_values."because", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."place", new_values."poll_id", new_values."reference", new_values."starts_at", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='cb802b2c8f5bc1870679b15d1bf30469b61e83da', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_2b015', referencing='REFERENCING NEW TABLE AS new_values ', table='printing_openingsession', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='openingsession',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "printing_openingsessionevent" ("agents", "authority_id", "because", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "poll_id", "reference", "starts_at", "version") SELECT new_values."agents", new_values."authority_id", new_values."because", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."place", new_values."poll_id", new_values."reference", new_values."starts_at", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='3fe5121a4f6a748ffa627791e22b3f1e1e8ec645', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_f6f6c', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='printing_openingsession', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='openingsession',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "printing_openingsessionevent" ("agents", "authority_id", "because", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "poll_id", "reference", "starts_at", "version") SELECT old_values."agents", old_values."authority_id", old_values."because", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."place", old_values."poll_id", old_values."reference", old_values."starts_at", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='7384e19fc4068ef8afa4f98e2f5a904ad7323244', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_8f80b', referencing='REFERENCING OLD TABLE AS old_values ', table='printing_openingsession', when='AFTER')),
        ),
        ]),
    ]
