"""Further kinds of papers: of polls on a question and of petitions, and the notice of photo identification."""

from django.db import migrations, models
from pollwright.audit.migrating import Together


class Migration(migrations.Migration):

    dependencies = [
        ('printing', '0003_vacancies_and_openings'),
    ]

    operations = [
        Together([
        migrations.AlterField(
            model_name='document',
            name='kind',
            field=models.CharField(choices=[('notice_of_vacancy', 'Notice of vacancy'), ('notice_of_election', 'Notice of election'), ('notice_of_referendum', 'Notice of referendum'), ('information_statement', 'Information statement'), ('notice_of_ballot', 'Notice of ballot'), ('notice_of_petition', 'Notice of petition'), ('statement_of_persons_nominated', 'Statement of persons nominated'), ('election_agents', 'Notice of election agents'), ('sub_agents', 'Notice of sub-agents'), ('uncontested_election', 'Notice of uncontested election'), ('situation_of_polling_stations', 'Situation of polling stations'), ('notice_of_poll', 'Notice of poll'), ('poll_ended', 'Notice that there is no poll'), ('opening_of_postal_votes', 'Notice of the opening of postal votes'), ('photo_identification', 'Notice of photo identification'), ('ballot_paper', 'Ballot paper')], max_length=40),
        ),
        migrations.AlterField(
            model_name='documentevent',
            name='kind',
            field=models.CharField(choices=[('notice_of_vacancy', 'Notice of vacancy'), ('notice_of_election', 'Notice of election'), ('notice_of_referendum', 'Notice of referendum'), ('information_statement', 'Information statement'), ('notice_of_ballot', 'Notice of ballot'), ('notice_of_petition', 'Notice of petition'), ('statement_of_persons_nominated', 'Statement of persons nominated'), ('election_agents', 'Notice of election agents'), ('sub_agents', 'Notice of sub-agents'), ('uncontested_election', 'Notice of uncontested election'), ('situation_of_polling_stations', 'Situation of polling stations'), ('notice_of_poll', 'Notice of poll'), ('poll_ended', 'Notice that there is no poll'), ('opening_of_postal_votes', 'Notice of the opening of postal votes'), ('photo_identification', 'Notice of photo identification'), ('ballot_paper', 'Ballot paper')], max_length=40),
        ),
        ]),
    ]
