"""What honest work at two machines of a post can break is no rule of the tables any more: the actions keep it, each at its machine."""

import django.db.models.deletion
from django.db import migrations, models


def key(to: str, related_name: str, **more: object) -> models.ForeignKey:  # type: ignore[type-arg]
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name=related_name, to=to, **more)  # type: ignore[arg-type]


class Migration(migrations.Migration):

    dependencies = [
        ('border', '0009_remove_shift_border_shift_one_open_each_and_more'),
    ]

    operations = [
        migrations.RemoveConstraint(model_name='crossing', name='border_crossing_once_each_attempt'),
        migrations.AlterField(model_name='crossing', name='encounter', field=key('border.encounter', 'crossings')),
        migrations.AlterField(model_name='undo', name='crossing', field=key('border.crossing', 'undoings')),
        migrations.AlterField(model_name='secondlook', name='encounter', field=key('border.encounter', 'second_looks')),
        migrations.AlterField(model_name='declaration', name='encounter', field=key('border.encounter', 'declarations')),
        migrations.AlterField(model_name='inspectionrequest', name='encounter', field=key('border.encounter', 'inspection_requests')),
        migrations.AlterField(model_name='tally', name='corrects', field=key('border.tally', 'corrections', null=True)),
        migrations.RemoveConstraint(model_name='importfault', name='border_import_fault_once'),
        migrations.AddIndex(
            model_name='importfault', index=models.Index(fields=['run', 'number'], name='border_import_fault_row')
        ),
        migrations.RemoveConstraint(model_name='seizure', name='border_seizure_receipt'),
        migrations.AddIndex(model_name='seizure', index=models.Index(fields=['post', 'receipt'], name='border_seizure_number')),
    ]
