"""Rehearsals take no place of a day, plans end, people are reminded and may have hours of their own; further roles."""

import django.contrib.postgres.fields
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from pollwright.audit.migrating import Together

MARK = """
DO $$
BEGIN
    PERFORM set_config('pollwright.operation', gen_random_uuid()::text, true);
    UPDATE staffing_staffappointment SET rehearsal = true
    WHERE plan_id IN (SELECT id FROM staffing_staffplan WHERE rehearsal);
    SET CONSTRAINTS ALL IMMEDIATE;
    SET CONSTRAINTS ALL DEFERRED;
    PERFORM set_config('pollwright.operation', '', true);
END
$$
"""


class Migration(migrations.Migration):

    dependencies = [
        ('authorities', '0002_bank_holidays'),
        ('staffing', '0002_online_applications'),
        ('stations', '0004_finder_releases'),
    ]

    operations = [
        Together([
        migrations.RemoveConstraint(
            model_name='staffappointment',
            name='one_place_a_day',
        ),
        migrations.RemoveConstraint(
            model_name='staffplan',
            name='one_staff_plan_of_a_scheme',
        ),
        migrations.RemoveConstraint(
            model_name='staffplan',
            name='staff_plan_released_at',
        ),
        migrations.AlterField(
            model_name='briefing',
            name='role',
            field=models.CharField(blank=True, choices=[('presiding-officer', 'Presiding officer'), ('poll-clerk', 'Poll clerk'), ('inspector', 'Polling station inspector'), ('reserve', 'Reserve'), ('postal-votes', 'Postal votes assistant'), ('count-supervisor', 'Count supervisor'), ('count-assistant', 'Count assistant'), ('courier', 'Courier')], max_length=20),
        ),
        migrations.AlterField(
            model_name='briefingevent',
            name='role',
            field=models.CharField(blank=True, choices=[('presiding-officer', 'Presiding officer'), ('poll-clerk', 'Poll clerk'), ('inspector', 'Polling station inspector'), ('reserve', 'Reserve'), ('postal-votes', 'Postal votes assistant'), ('count-supervisor', 'Count supervisor'), ('count-assistant', 'Count assistant'), ('courier', 'Courier')], max_length=20),
        ),
        migrations.AlterField(
            model_name='experience',
            name='role',
            field=models.CharField(choices=[('presiding-officer', 'Presiding officer'), ('poll-clerk', 'Poll clerk'), ('inspector', 'Polling station inspector'), ('reserve', 'Reserve'), ('postal-votes', 'Postal votes assistant'), ('count-supervisor', 'Count supervisor'), ('count-assistant', 'Count assistant'), ('courier', 'Courier')], max_length=20),
        ),
        migrations.AlterField(
            model_name='experienceevent',
            name='role',
            field=models.CharField(choices=[('presiding-officer', 'Presiding officer'), ('poll-clerk', 'Poll clerk'), ('inspector', 'Polling station inspector'), ('reserve', 'Reserve'), ('postal-votes', 'Postal votes assistant'), ('count-supervisor', 'Count supervisor'), ('count-assistant', 'Count assistant'), ('courier', 'Courier')], max_length=20),
        ),
        migrations.AlterField(
            model_name='qualification',
            name='role',
            field=models.CharField(choices=[('presiding-officer', 'Presiding officer'), ('poll-clerk', 'Poll clerk'), ('inspector', 'Polling station inspector'), ('reserve', 'Reserve'), ('postal-votes', 'Postal votes assistant'), ('count-supervisor', 'Count supervisor'), ('count-assistant', 'Count assistant'), ('courier', 'Courier')], max_length=20),
        ),
        migrations.AlterField(
            model_name='qualificationevent',
            name='role',
            field=models.CharField(choices=[('presiding-officer', 'Presiding officer'), ('poll-clerk', 'Poll clerk'), ('inspector', 'Polling station inspector'), ('reserve', 'Reserve'), ('postal-votes', 'Postal votes assistant'), ('count-supervisor', 'Count supervisor'), ('count-assistant', 'Count assistant'), ('courier', 'Courier')], max_length=20),
        ),
        migrations.AlterField(
            model_name='staffapplication',
            name='wanted',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('presiding-officer', 'Presiding officer'), ('poll-clerk', 'Poll clerk'), ('inspector', 'Polling station inspector'), ('reserve', 'Reserve'), ('postal-votes', 'Postal votes assistant'), ('count-supervisor', 'Count supervisor'), ('count-assistant', 'Count assistant'), ('courier', 'Courier')], max_length=20), size=None),
        ),
        migrations.AlterField(
            model_name='staffapplicationevent',
            name='wanted',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('presiding-officer', 'Presiding officer'), ('poll-clerk', 'Poll clerk'), ('inspector', 'Polling station inspector'), ('reserve', 'Reserve'), ('postal-votes', 'Postal votes assistant'), ('count-supervisor', 'Count supervisor'), ('count-assistant', 'Count assistant'), ('courier', 'Courier')], max_length=20), size=None),
        ),
        migrations.AlterField(
            model_name='staffplan',
            name='state',
            field=models.CharField(choices=[('draft', 'Being filled'), ('released', 'Released'), ('ended', 'Ended: no poll is taken')], default='draft', max_length=10),
        ),
        migrations.AlterField(
            model_name='staffplanevent',
            name='state',
            field=models.CharField(choices=[('draft', 'Being filled'), ('released', 'Released'), ('ended', 'Ended: no poll is taken')], default='draft', max_length=10),
        ),
        migrations.AlterField(
            model_name='staffpost',
            name='role',
            field=models.CharField(choices=[('presiding-officer', 'Presiding officer'), ('poll-clerk', 'Poll clerk'), ('inspector', 'Polling station inspector'), ('reserve', 'Reserve'), ('postal-votes', 'Postal votes assistant'), ('count-supervisor', 'Count supervisor'), ('count-assistant', 'Count assistant'), ('courier', 'Courier')], max_length=20),
        ),
        migrations.AlterField(
            model_name='staffpostevent',
            name='role',
            field=models.CharField(choices=[('presiding-officer', 'Presiding officer'), ('poll-clerk', 'Poll clerk'), ('inspector', 'Polling station inspector'), ('reserve', 'Reserve'), ('postal-votes', 'Postal votes assistant'), ('count-supervisor', 'Count supervisor'), ('count-assistant', 'Count assistant'), ('courier', 'Courier')], max_length=20),
        ),
        ]),
        Together([
        pgtrigger.migrations.RemoveTrigger(
            model_name='staffappointment',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='staffappointment',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='staffappointment',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='staffplan',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='staffplan',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='staffplan',
            name='delete_delete',
        ),
        migrations.AddField(
            model_name='staffappointment',
            name='ends',
            field=models.TimeField(null=True),
        ),
        migrations.AddField(
            model_name='staffappointment',
            name='rehearsal',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='staffappointment',
            name='reminded_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='staffappointment',
            name='starts',
            field=models.TimeField(null=True),
        ),
        migrations.AddField(
            model_name='staffappointmentevent',
            name='ends',
            field=models.TimeField(null=True),
        ),
        migrations.AddField(
            model_name='staffappointmentevent',
            name='rehearsal',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='staffappointmentevent',
            name='reminded_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='staffappointmentevent',
            name='starts',
            field=models.TimeField(null=True),
        ),
        migrations.AddField(
            model_name='staffplan',
            name='ended_reason',
            field=models.CharField(blank=True, max_length=500),
        ),
        migrations.AddField(
            model_name='staffplanevent',
            name='ended_reason',
            field=models.CharField(blank=True, max_length=500),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='staffappointment',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "staffing_staffappointmentevent" ("answered_at", "answered_by", "authority_id", "came_at", "day", "ended_reason", "ends", "explained", "id", "left_at", "locked", "locked_reason", "member_id", "miles", "minutes", "offered_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "post_id", "reference", "rehearsal", "reminded_at", "replaces_id", "starts", "state", "version") SELECT new_values."answered_at", new_values."answered_by", new_values."authority_id", new_values."came_at", new_values."day", new_values."ended_reason", new_values."ends", new_values."explained", new_values."id", new_values."left_at", new_values."locked", new_values."locked_reason", new_values."member_id", new_values."miles", new_values."minutes", new_values."offered_at", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."plan_id", new_values."post_id", new_values."reference", new_values."rehearsal", new_values."reminded_at", new_values."replaces_id", new_values."starts", new_values."state", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='06c2c03be8e9e64720143f6fd50d149ceca80fc1', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_02f27', referencing='REFERENCING NEW TABLE AS new_values ', table='staffing_staffappointment', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='staffappointment',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "staffing_staffappointmentevent" ("answered_at", "answered_by", "authority_id", "came_at", "day", "ended_reason", "ends", "explained", "id", "left_at", "locked", "locked_reason", "member_id", "miles", "minutes", "offered_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "post_id", "reference", "rehearsal", "reminded_at", "replaces_id", "starts", "state", "version") SELECT new_values."answered_at", new_values."answered_by", new_values."authority_id", new_values."came_at", new_values."day", new_values."ended_reason", new_values."ends", new_values."explained", new_values."id", new_values."left_at", new_values."locked", new_values."locked_reason", new_values."member_id", new_values."miles", new_values."minutes", new_values."offered_at", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."plan_id", new_values."post_id", new_values."reference", new_values."rehearsal", new_values."reminded_at", new_values."replaces_id", new_values."starts", new_values."state", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."answered_at" IS DISTINCT FROM (new_values."answered_at") OR old_values."answered_by" IS DISTINCT FROM (new_values."answered_by") OR old_values."authority_id" IS DISTINCT FROM (new_values."authority_id") OR old_values."came_at" IS DISTINCT FROM (new_values."came_at") OR old_values."day" IS DISTINCT FROM (new_values."day") OR old_values."ended_reason" IS DISTINCT FROM (new_values."ended_reason") OR old_values."ends" IS DISTINCT FROM (new_values."ends") OR old_values."explained" IS DISTINCT FROM (new_values."explained") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."left_at" IS DISTINCT FROM (new_values."left_at") OR old_values."locked" IS DISTINCT FROM (new_values."locked") OR old_values."locked_reason" IS DISTINCT FROM (new_values."locked_reason") OR old_values."member_id" IS DISTINCT FROM (new_values."member_id") OR old_values."miles" IS DISTINCT FROM (new_values."miles") OR old_values."minutes" IS DISTINCT FROM (new_values."minutes") OR old_values."offered_at" IS DISTINCT FROM (new_values."offered_at") OR old_values."plan_id" IS DISTINCT FROM (new_values."plan_id") OR old_values."post_id" IS DISTINCT FROM (new_values."post_id") OR old_values."reference" IS DISTINCT FROM (new_values."reference") OR old_values."rehearsal" IS DISTINCT FROM (new_values."rehearsal") OR old_values."reminded_at" IS DISTINCT FROM (new_values."reminded_at") OR old_values."replaces_id" IS DISTINCT FROM (new_values."replaces_id") OR old_values."starts" IS DISTINCT FROM (new_values."starts") OR old_values."state" IS DISTINCT FROM (new_values."state") OR old_values."version" IS DISTINCT FROM (new_values."version")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='80e3d153aa14a6aae7f4b9666286e133dd31a2a1', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_f75c0', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='staffing_staffappointment', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='staffappointment',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "staffing_staffappointmentevent" ("answered_at", "answered_by", "authority_id", "came_at", "day", "ended_reason", "ends", "explained", "id", "left_at", "locked", "locked_reason", "member_id", "miles", "minutes", "offered_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "post_id", "reference", "rehearsal", "reminded_at", "replaces_id", "starts", "state", "version") SELECT old_values."answered_at", old_values."answered_by", old_values."authority_id", old_values."came_at", old_values."day", old_values."ended_reason", old_values."ends", old_values."explained", old_values."id", old_values."left_at", old_values."locked", old_values."locked_reason", old_values."member_id", old_values."miles", old_values."minutes", old_values."offered_at", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."plan_id", old_values."post_id", old_values."reference", old_values."rehearsal", old_values."reminded_at", old_values."replaces_id", old_values."starts", old_values."state", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='4106d3578803cfaa16f59fc56b42df668c25923c', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_e268c', referencing='REFERENCING OLD TABLE AS old_values ', table='staffing_staffappointment', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='staffplan',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "staffing_staffplanevent" ("answer_by", "authority_id", "changed_by_id", "day", "ended_reason", "ends", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "placed_at", "proof", "reference", "rehearsal", "released_at", "released_by", "reserve_percent", "scheme_id", "starts", "state", "title", "trained_first", "unfilled", "version") SELECT new_values."answer_by", new_values."authority_id", new_values."changed_by_id", new_values."day", new_values."ended_reason", new_values."ends", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."placed_at", new_values."proof", new_values."reference", new_values."rehearsal", new_values."released_at", new_values."released_by", new_values."reserve_percent", new_values."scheme_id", new_values."starts", new_values."state", new_values."title", new_values."trained_first", new_values."unfilled", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='9f63ff8bdc865f17367b821fc2805a154827841e', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_fe44b', referencing='REFERENCING NEW TABLE AS new_values ', table='staffing_staffplan', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='staffplan',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "staffing_staffplanevent" ("answer_by", "authority_id", "changed_by_id", "day", "ended_reason", "ends", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "placed_at", "proof", "reference", "rehearsal", "released_at", "released_by", "reserve_percent", "scheme_id", "starts", "state", "title", "trained_first", "unfilled", "version") SELECT new_values."answer_by", new_values."authority_id", new_values."changed_by_id", new_values."day", new_values."ended_reason", new_values."ends", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."placed_at", new_values."proof", new_values."reference", new_values."rehearsal", new_values."released_at", new_values."released_by", new_values."reserve_percent", new_values."scheme_id", new_values."starts", new_values."state", new_values."title", new_values."trained_first", new_values."unfilled", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='0b35bcd2f6e690fcae957f8b83ec4bb61a4f9e5d', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_a6d9d', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='staffing_staffplan', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='staffplan',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "staffing_staffplanevent" ("answer_by", "authority_id", "changed_by_id", "day", "ended_reason", "ends", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "placed_at", "proof", "reference", "rehearsal", "released_at", "released_by", "reserve_percent", "scheme_id", "starts", "state", "title", "trained_first", "unfilled", "version") SELECT old_values."answer_by", old_values."authority_id", old_values."changed_by_id", old_values."day", old_values."ended_reason", old_values."ends", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."placed_at", old_values."proof", old_values."reference", old_values."rehearsal", old_values."released_at", old_values."released_by", old_values."reserve_percent", old_values."scheme_id", old_values."starts", old_values."state", old_values."title", old_values."trained_first", old_values."unfilled", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='c764282c003a55d78a024d438ad86705cc13afe3', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_5e7bf', referencing='REFERENCING OLD TABLE AS old_values ', table='staffing_staffplan', when='AFTER')),
        ),
        ]),
        migrations.RunSQL(MARK, migrations.RunSQL.noop),
        Together([
        migrations.AddConstraint(
            model_name='staffappointment',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ('placed', 'offered', 'accepted', 'worked', 'absent'))), fields=('member', 'day', 'rehearsal'), name='one_place_a_day'),
        ),
        migrations.AddConstraint(
            model_name='staffappointment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ends__isnull', True), ('starts__isnull', True)), ('starts__lt', models.F('ends')), _connector='OR'), name='appointment_hours'),
        ),
        migrations.AddConstraint(
            model_name='staffplan',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'ended'), _negated=True), fields=('scheme',), name='one_staff_plan_of_a_scheme'),
        ),
        migrations.AddConstraint(
            model_name='staffplan',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('released_at__isnull', True), ('state', 'draft')), models.Q(('released_at__isnull', False), ('state', 'released')), models.Q(('state', 'ended'), models.Q(('ended_reason', ''), _negated=True)), _connector='OR'), name='staff_plan_released_at'),
        ),
        ]),
    ]
