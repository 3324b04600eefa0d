"""Poll cards and registers of rolls."""

import django.db.models.deletion
import django.db.models.expressions
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from pollwright.audit.migrating import Together


class Migration(migrations.Migration):

    dependencies = [
        ('authorities', '0002_bank_holidays'),
        ('files', '0001_initial'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('rolls', '0001_rolls'),
    ]

    operations = [
        Together([
        migrations.CreateModel(
            name='RollPapers',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reference', models.CharField(max_length=20)),
                ('state', models.CharField(choices=[('prepared', 'Prepared'), ('released', 'Released'), ('replaced', 'Replaced by newer ones'), ('withdrawn', 'Withdrawn')], default='prepared', max_length=10)),
                ('scheme', models.CharField(blank=True, max_length=60)),
                ('frozen_at', models.DateTimeField()),
                ('votes', models.IntegerField()),
                ('in_person', models.IntegerField()),
                ('by_post', models.IntegerField()),
                ('cards', models.IntegerField()),
                ('stations', models.JSONField(default=list)),
                ('proof', models.JSONField(default=dict)),
                ('prepared_by', models.CharField(max_length=150)),
                ('prepared_by_id', models.BigIntegerField(null=True)),
                ('prepared_at', models.DateTimeField()),
                ('released_by', models.CharField(blank=True, max_length=150)),
                ('released_at', models.DateTimeField(null=True)),
                ('printer_count', models.IntegerField(null=True)),
                ('counted_by', models.CharField(blank=True, max_length=150)),
                ('counted_at', models.DateTimeField(null=True)),
                ('overtaken', models.CharField(blank=True, max_length=500)),
                ('because', models.CharField(blank=True, max_length=500)),
                ('version', models.IntegerField(default=1)),
                ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='authorities.authority')),
                ('cards_file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile')),
                ('registers_file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile')),
                ('roll', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='papers', to='rolls.roll')),
            ],
        ),
        migrations.CreateModel(
            name='RollCard',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('card', models.CharField(max_length=16)),
                ('station', models.IntegerField()),
                ('shows', models.CharField(max_length=64)),
                ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='authorities.authority')),
                ('voter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cards', to='rolls.rollvoter')),
                ('papers', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='made', to='rolls.rollpapers')),
            ],
        ),
        migrations.CreateModel(
            name='RollPapersEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('reference', models.CharField(max_length=20)),
                ('state', models.CharField(choices=[('prepared', 'Prepared'), ('released', 'Released'), ('replaced', 'Replaced by newer ones'), ('withdrawn', 'Withdrawn')], default='prepared', max_length=10)),
                ('scheme', models.CharField(blank=True, max_length=60)),
                ('frozen_at', models.DateTimeField()),
                ('votes', models.IntegerField()),
                ('in_person', models.IntegerField()),
                ('by_post', models.IntegerField()),
                ('cards', models.IntegerField()),
                ('stations', models.JSONField(default=list)),
                ('proof', models.JSONField(default=dict)),
                ('prepared_by', models.CharField(max_length=150)),
                ('prepared_by_id', models.BigIntegerField(null=True)),
                ('prepared_at', models.DateTimeField()),
                ('released_by', models.CharField(blank=True, max_length=150)),
                ('released_at', models.DateTimeField(null=True)),
                ('printer_count', models.IntegerField(null=True)),
                ('counted_by', models.CharField(blank=True, max_length=150)),
                ('counted_at', models.DateTimeField(null=True)),
                ('overtaken', models.CharField(blank=True, max_length=500)),
                ('because', models.CharField(blank=True, max_length=500)),
                ('version', models.IntegerField(default=1)),
                ('authority', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='authorities.authority')),
                ('cards_file', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='files.storedfile')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='rolls.rollpapers')),
                ('registers_file', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='files.storedfile')),
                ('roll', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='rolls.roll')),
            ],
            options={
                'abstract': False,
            },
        ),
        ]),
        Together([
        migrations.AddConstraint(
            model_name='rollpapers',
            constraint=models.UniqueConstraint(fields=('authority', 'reference'), name='roll_papers_reference'),
        ),
        migrations.AddConstraint(
            model_name='rollpapers',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['prepared', 'released'])), fields=('roll', 'state'), name='roll_papers_one_of_a_state'),
        ),
        migrations.AddConstraint(
            model_name='rollpapers',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'released'), _negated=True), ('released_at__isnull', False), _connector='OR'), name='roll_papers_released_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='rollpapers',
            constraint=models.CheckConstraint(condition=models.Q(('votes', django.db.models.expressions.CombinedExpression(models.F('in_person'), '+', models.F('by_post')))), name='roll_papers_hold_every_vote'),
        ),
        migrations.AddConstraint(
            model_name='rollpapers',
            constraint=models.CheckConstraint(condition=models.Q(('printer_count__isnull', True), ('printer_count__gte', 0), _connector='OR'), name='roll_cards_counted'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rollpapers',
            trigger=pgtrigger.compiler.Trigger(name='only_in_an_operation', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n        IF coalesce(current_setting('pollwright.operation', true), '') = '' THEN\n            RAISE EXCEPTION 'write to % outside an operation', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';\n        END IF;\n        RETURN NULL;\n    ", hash='ca01f6172480a12ef63dc946850df43310cc87b7', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE OR TRUNCATE', pgid='pgtrigger_only_in_an_operation_c07e5', table='rolls_rollpapers', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rollpapers',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "rolls_rollpapersevent" ("authority_id", "because", "by_post", "cards", "cards_file_id", "counted_at", "counted_by", "frozen_at", "id", "in_person", "overtaken", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_at", "prepared_by", "prepared_by_id", "printer_count", "proof", "reference", "registers_file_id", "released_at", "released_by", "roll_id", "scheme", "state", "stations", "version", "votes") SELECT new_values."authority_id", new_values."because", new_values."by_post", new_values."cards", new_values."cards_file_id", new_values."counted_at", new_values."counted_by", new_values."frozen_at", new_values."id", new_values."in_person", new_values."overtaken", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."prepared_at", new_values."prepared_by", new_values."prepared_by_id", new_values."printer_count", new_values."proof", new_values."reference", new_values."registers_file_id", new_values."released_at", new_values."released_by", new_values."roll_id", new_values."scheme", new_values."state", new_values."stations", new_values."version", new_values."votes" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='5ed1de78240bca8e83a1ddb9f76077f1f100eb50', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_36439', referencing='REFERENCING NEW TABLE AS new_values ', table='rolls_rollpapers', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rollpapers',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "rolls_rollpapersevent" ("authority_id", "because", "by_post", "cards", "cards_file_id", "counted_at", "counted_by", "frozen_at", "id", "in_person", "overtaken", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_at", "prepared_by", "prepared_by_id", "printer_count", "proof", "reference", "registers_file_id", "released_at", "released_by", "roll_id", "scheme", "state", "stations", "version", "votes") SELECT new_values."authority_id", new_values."because", new_values."by_post", new_values."cards", new_values."cards_file_id", new_values."counted_at", new_values."counted_by", new_values."frozen_at", new_values."id", new_values."in_person", new_values."overtaken", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."prepared_at", new_values."prepared_by", new_values."prepared_by_id", new_values."printer_count", new_values."proof", new_values."reference", new_values."registers_file_id", new_values."released_at", new_values."released_by", new_values."roll_id", new_values."scheme", new_values."state", new_values."stations", new_values."version", new_values."votes" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='5419b11e703a29326484e5f44a48f0a930525e80', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_3e30a', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='rolls_rollpapers', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rollpapers',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "rolls_rollpapersevent" ("authority_id", "because", "by_post", "cards", "cards_file_id", "counted_at", "counted_by", "frozen_at", "id", "in_person", "overtaken", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_at", "prepared_by", "prepared_by_id", "printer_count", "proof", "reference", "registers_file_id", "released_at", "released_by", "roll_id", "scheme", "state", "stations", "version", "votes") SELECT old_values."authority_id", old_values."because", old_values."by_post", old_values."cards", old_values."cards_file_id", old_values."counted_at", old_values."counted_by", old_values."frozen_at", old_values."id", old_values."in_person", old_values."overtaken", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."prepared_at", old_values."prepared_by", old_values."prepared_by_id", old_values."printer_count", old_values."proof", old_values."reference", old_values."registers_file_id", old_values."released_at", old_values."released_by", old_values."roll_id", old_values."scheme", old_values."state", old_values."stations", old_values."version", old_values."votes" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='a4d9785512520715921230ff9539a30adcff72c3', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_35623', referencing='REFERENCING OLD TABLE AS old_values ', table='rolls_rollpapers', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='rollcard',
            constraint=models.UniqueConstraint(fields=('papers', 'voter'), name='one_card_of_a_vote'),
        ),
        migrations.AddConstraint(
            model_name='rollcard',
            constraint=models.UniqueConstraint(fields=('authority', 'card'), name='roll_card_number_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rollcard',
            trigger=pgtrigger.compiler.Trigger(name='only_in_an_operation', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n        IF coalesce(current_setting('pollwright.operation', true), '') = '' THEN\n            RAISE EXCEPTION 'write to % outside an operation', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';\n        END IF;\n        RETURN NULL;\n    ", hash='f3e5eea0e8f83f501735bf9f34ea4370304e02c0', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE OR TRUNCATE', pgid='pgtrigger_only_in_an_operation_8b64e', table='rolls_rollcard', when='BEFORE')),
        ),
        ]),
    ]
