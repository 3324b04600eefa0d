"""Papers in words of our own, and the Welsh of the papers' words."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from pollwright.audit.migrating import Together


class Migration(migrations.Migration):

    dependencies = [
        ('authorities', '0002_bank_holidays'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('printing', '0004_papers_of_questions'),
    ]

    operations = [
        Together([
        migrations.CreateModel(
            name='WelshWording',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reference', models.CharField(max_length=20)),
                ('english', models.TextField()),
                ('welsh', models.TextField()),
                ('source', models.CharField(max_length=200)),
                ('entered_by', models.CharField(max_length=150)),
                ('entered_at', models.DateTimeField()),
                ('version', models.IntegerField(default=1)),
            ],
        ),
        migrations.CreateModel(
            name='WelshWordingEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('reference', models.CharField(max_length=20)),
                ('english', models.TextField()),
                ('welsh', models.TextField()),
                ('source', models.CharField(max_length=200)),
                ('entered_by', models.CharField(max_length=150)),
                ('entered_at', models.DateTimeField()),
                ('version', models.IntegerField(default=1)),
            ],
            options={
                'abstract': False,
            },
        ),
        ]),
        Together([
        migrations.AlterField(
            model_name='document',
            name='kind',
            field=models.CharField(choices=[('notice_of_vacancy', 'Notice of vacancy'), ('notice_of_election', 'Notice of election'), ('notice_of_referendum', 'Notice of referendum'), ('information_statement', 'Information statement'), ('notice_of_ballot', 'Notice of ballot'), ('notice_of_petition', 'Notice of petition'), ('signing_sheet', 'Signing sheet'), ('statement_of_persons_nominated', 'Statement of persons nominated'), ('election_agents', 'Notice of election agents'), ('sub_agents', 'Notice of sub-agents'), ('uncontested_election', 'Notice of uncontested election'), ('situation_of_polling_stations', 'Situation of polling stations'), ('notice_of_poll', 'Notice of poll'), ('poll_ended', 'Notice that there is no poll'), ('opening_of_postal_votes', 'Notice of the opening of postal votes'), ('photo_identification', 'Notice of photo identification'), ('guidance_for_voters', 'Guidance for voters'), ('how_to_vote', 'How to vote, for the booths'), ('companions_declaration', 'Declaration of a companion'), ('notification_of_secrecy', 'Notification of secrecy'), ('ballot_paper', 'Ballot paper')], max_length=40),
        ),
        migrations.AlterField(
            model_name='documentevent',
            name='kind',
            field=models.CharField(choices=[('notice_of_vacancy', 'Notice of vacancy'), ('notice_of_election', 'Notice of election'), ('notice_of_referendum', 'Notice of referendum'), ('information_statement', 'Information statement'), ('notice_of_ballot', 'Notice of ballot'), ('notice_of_petition', 'Notice of petition'), ('signing_sheet', 'Signing sheet'), ('statement_of_persons_nominated', 'Statement of persons nominated'), ('election_agents', 'Notice of election agents'), ('sub_agents', 'Notice of sub-agents'), ('uncontested_election', 'Notice of uncontested election'), ('situation_of_polling_stations', 'Situation of polling stations'), ('notice_of_poll', 'Notice of poll'), ('poll_ended', 'Notice that there is no poll'), ('opening_of_postal_votes', 'Notice of the opening of postal votes'), ('photo_identification', 'Notice of photo identification'), ('guidance_for_voters', 'Guidance for voters'), ('how_to_vote', 'How to vote, for the booths'), ('companions_declaration', 'Declaration of a companion'), ('notification_of_secrecy', 'Notification of secrecy'), ('ballot_paper', 'Ballot paper')], max_length=40),
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
        migrations.AddField(
            model_name='document',
            name='welsh_needed',
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name='documentevent',
            name='welsh_needed',
            field=models.JSONField(default=list),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='document',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "printing_documentevent" ("amends_id", "approved_at", "approved_by", "authority_id", "because", "checks", "contest_id", "digest", "due_by", "due_from", "ended_at", "facts", "id", "kind", "late_reason", "number", "overtaken", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "poll_id", "prepared_at", "prepared_by", "prepared_by_id", "published_at", "published_by", "reference", "state", "title", "vacancy_id", "version", "welsh_needed") SELECT new_values."amends_id", new_values."approved_at", new_values."approved_by", new_values."authority_id", new_values."because", new_values."checks", new_values."contest_id", new_values."digest", new_values."due_by", new_values."due_from", new_values."ended_at", new_values."facts", new_values."id", new_values."kind", new_values."late_reason", new_values."number", new_values."overtaken", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."poll_id", new_values."prepared_at", new_values."prepared_by", new_values."prepared_by_id", new_values."published_at", new_values."published_by", new_values."reference", new_values."state", new_values."title", new_values."vacancy_id", new_values."version", new_values."welsh_needed" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='78792d210f98cc3c2084c93f856cfa275e796e4c', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_ec5dd', referencing='REFERENCING NEW TABLE AS new_values ', table='printing_document', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='document',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "printing_documentevent" ("amends_id", "approved_at", "approved_by", "authority_id", "because", "checks", "contest_id", "digest", "due_by", "due_from", "ended_at", "facts", "id", "kind", "late_reason", "number", "overtaken", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "poll_id", "prepared_at", "prepared_by", "prepared_by_id", "published_at", "published_by", "reference", "state", "title", "vacancy_id", "version", "welsh_needed") SELECT new_values."amends_id", new_values."approved_at", new_values."approved_by", new_values."authority_id", new_values."because", new_values."checks", new_values."contest_id", new_values."digest", new_values."due_by", new_values."due_from", new_values."ended_at", new_values."facts", new_values."id", new_values."kind", new_values."late_reason", new_values."number", new_values."overtaken", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."poll_id", new_values."prepared_at", new_values."prepared_by", new_values."prepared_by_id", new_values."published_at", new_values."published_by", new_values."reference", new_values."state", new_values."title", new_values."vacancy_id", new_values."version", new_values."welsh_needed" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='cc4853d757c906a14d91aeab4ff00d06209c7613', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_7d603', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='printing_document', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='document',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "printing_documentevent" ("amends_id", "approved_at", "approved_by", "authority_id", "because", "checks", "contest_id", "digest", "due_by", "due_from", "ended_at", "facts", "id", "kind", "late_reason", "number", "overtaken", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "poll_id", "prepared_at", "prepared_by", "prepared_by_id", "published_at", "published_by", "reference", "state", "title", "vacancy_id", "version", "welsh_needed") SELECT old_values."amends_id", old_values."approved_at", old_values."approved_by", old_values."authority_id", old_values."because", old_values."checks", old_values."contest_id", old_values."digest", old_values."due_by", old_values."due_from", old_values."ended_at", old_values."facts", old_values."id", old_values."kind", old_values."late_reason", old_values."number", old_values."overtaken", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."poll_id", old_values."prepared_at", old_values."prepared_by", old_values."prepared_by_id", old_values."published_at", old_values."published_by", old_values."reference", old_values."state", old_values."title", old_values."vacancy_id", old_values."version", old_values."welsh_needed" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='eec099304cfc03514cc5510224c88acbf2b72524', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_949aa', referencing='REFERENCING OLD TABLE AS old_values ', table='printing_document', when='AFTER')),
        ),
        migrations.AddField(
            model_name='welshwording',
            name='authority',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='authorities.authority'),
        ),
        migrations.AddField(
            model_name='welshwordingevent',
            name='authority',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='authorities.authority'),
        ),
        migrations.AddField(
            model_name='welshwordingevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='welshwordingevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='printing.welshwording'),
        ),
        migrations.AddConstraint(
            model_name='welshwording',
            constraint=models.UniqueConstraint(fields=('authority', 'reference'), name='welsh_wording_reference'),
        ),
        migrations.AddConstraint(
            model_name='welshwording',
            constraint=models.UniqueConstraint(fields=('authority', 'english'), name='welsh_of_a_text_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='welshwording',
            trigger=pgtrigger.compiler.Trigger(name='only_in_an_operation', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n        IF coalesce(current_setting('pollwright.operation', true), '') = '' THEN\n            RAISE EXCEPTION 'write to % outside an operation', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';\n        END IF;\n        RETURN NULL;\n    ", hash='26df2b3942ee601af1ffbd3e46d678a580d97cc2', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE OR TRUNCATE', pgid='pgtrigger_only_in_an_operation_f8c60', table='printing_welshwording', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='welshwording',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "printing_welshwordingevent" ("authority_id", "english", "entered_at", "entered_by", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference", "source", "version", "welsh") SELECT new_values."authority_id", new_values."english", new_values."entered_at", new_values."entered_by", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reference", new_values."source", new_values."version", new_values."welsh" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='192002e96c8acc3eb3dffaa867a53e1408c95de6', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_e02bd', referencing='REFERENCING NEW TABLE AS new_values ', table='printing_welshwording', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='welshwording',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "printing_welshwordingevent" ("authority_id", "english", "entered_at", "entered_by", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference", "source", "version", "welsh") SELECT new_values."authority_id", new_values."english", new_values."entered_at", new_values."entered_by", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reference", new_values."source", new_values."version", new_values."welsh" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='2c95ba480572a1111f782b27814e9a3aec8530f2', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_31c4f', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='printing_welshwording', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='welshwording',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "printing_welshwordingevent" ("authority_id", "english", "entered_at", "entered_by", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference", "source", "version", "welsh") SELECT old_values."authority_id", old_values."english", old_values."entered_at", old_values."entered_by", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reference", old_values."source", old_values."version", old_values."welsh" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='2c760d2600bad15618854c2e89176555cd8675b9', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_d2001', referencing='REFERENCING OLD TABLE AS old_values ', table='printing_welshwording', when='AFTER')),
        ),
        ]),
    ]
