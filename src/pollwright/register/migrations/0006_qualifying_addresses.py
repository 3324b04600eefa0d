"""Where electors qualify whose entries do not print it; a finding for those who hang on no property."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

NOT_FOR_THE_PUBLIC = """
DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'pollwright_read') THEN
        REVOKE ALL ON register_qualifyingaddress FROM pollwright_read;
    END IF;
END $$
"""


class Migration(migrations.Migration):

    dependencies = [
        ('authorities', '0001_initial'),
        ('places', '0005_folding_trims'),
        ('register', '0005_tray_reports_and_second_person'),
    ]

    operations = [
        migrations.AlterField(
            model_name='qualityfinding',
            name='kind',
            field=models.CharField(choices=[('duplicate', 'Perhaps the same person twice'), ('crowded', 'Many electors in one home'), ('birth', "Birth date can't be right"), ('marker', "Inherited marker can't be right"), ('nationality', 'Nationality not known'), ('void', "Electors in a property that can't be lived in"), ('expired', 'Declaration has lapsed'), ('unplaced', 'Elector hangs on no property')], max_length=12),
        ),
        migrations.AlterField(
            model_name='qualityfindingevent',
            name='kind',
            field=models.CharField(choices=[('duplicate', 'Perhaps the same person twice'), ('crowded', 'Many electors in one home'), ('birth', "Birth date can't be right"), ('marker', "Inherited marker can't be right"), ('nationality', 'Nationality not known'), ('void', "Electors in a property that can't be lived in"), ('expired', 'Declaration has lapsed'), ('unplaced', 'Elector hangs on no property')], max_length=12),
        ),
        migrations.CreateModel(
            name='QualifyingAddress',
            fields=[
                ('elector', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, serialize=False, to='register.elector')),
                ('address', models.CharField(blank=True, help_text='On one line, without the postcode.', max_length=740)),
                ('postcode', models.CharField(blank=True, max_length=10)),
                ('authority', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, to='authorities.authority')),
                ('property', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to='places.property')),
            ],
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='qualifyingaddress',
            trigger=pgtrigger.compiler.Trigger(name='only_in_an_operation', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n        IF coalesce(current_setting('pollwright.operation', true), '') = '' THEN\n            RAISE EXCEPTION 'write to % outside an operation', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';\n        END IF;\n        RETURN NULL;\n    ", hash='66d839b3d4c7de71ff2e481ec7de9a6be0005995', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE OR TRUNCATE', pgid='pgtrigger_only_in_an_operation_bf545', table='register_qualifyingaddress', when='BEFORE')),
        ),
        migrations.RunSQL(NOT_FOR_THE_PUBLIC, migrations.RunSQL.noop),
    ]
