"""What the journal keeps of other nodes: their keys and chains, gaps, events without effect, and several keys for one subject."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F

from lakay.journal.core import seal
from lakay.journal.keys import node_keys


def number(apps, schema_editor):
    """All that stands here so far this node has written itself, in one epoch: its numbers are its positions."""
    apps.get_model("journal", "Event").objects.update(position=F("seq"))
    apps.get_model("journal", "Head").objects.update(position=F("seq"))


def mark_keys(apps, schema_editor):
    """Carry the keys of subjects over, each with the mark that follows from it."""
    old = apps.get_model("journal", "SubjectKey").objects.order_by("subject")
    new = apps.get_model("journal", "MarkedKey").objects
    for row in old.iterator(chunk_size=1000):
        if row.wrapped is None:
            new.create(subject=row.subject, mark="", destroyed_at=row.destroyed_at)
        else:
            key = seal.unwrap(node_keys().wrapping, row.subject, bytes(row.wrapped))
            new.create(subject=row.subject, mark=seal.mark(key), wrapped=row.wrapped)


class Migration(migrations.Migration):
    dependencies = [
        ("journal", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="ClassKey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("subject", models.UUIDField()),
                ("field_class", models.CharField(max_length=20)),
                ("mark", models.CharField(max_length=8)),
                ("wrapped", models.BinaryField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("subject", "field_class", "mark"), name="journal_classkey_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="MarkedKey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("subject", models.UUIDField()),
                ("mark", models.CharField(blank=True, max_length=8)),
                ("wrapped", models.BinaryField(null=True)),
                ("destroyed_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("subject", "mark"), name="journal_subjectkey_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("wrapped__isnull", True), ("destroyed_at__isnull", True), _connector="XOR"
                        ),
                        name="journal_subjectkey_kept_or_destroyed",
                    ),
                ],
            },
        ),
        migrations.RunPython(mark_keys, migrations.RunPython.noop, elidable=False),
        migrations.DeleteModel(name="SubjectKey"),
        migrations.RenameModel(old_name="MarkedKey", new_name="SubjectKey"),
        migrations.CreateModel(
            name="Incarnation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("epoch", models.CharField(max_length=16, unique=True)),
                ("last_position", models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="Origin",
            fields=[
                ("node", models.CharField(max_length=16, primary_key=True, serialize=False)),
                ("key", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="Span",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("node", models.CharField(max_length=16)),
                ("epoch", models.CharField(max_length=16)),
                ("first", models.BigIntegerField()),
                ("last", models.BigIntegerField()),
                ("last_hash", models.BinaryField()),
            ],
            options={
                "indexes": [models.Index(fields=["node", "epoch", "last"], name="journal_span_last")],
                "constraints": [models.UniqueConstraint(fields=("node", "epoch", "first"), name="journal_span_once")],
            },
        ),
        migrations.CreateModel(
            name="Gap",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("node", models.CharField(max_length=16)),
                ("epoch", models.CharField(max_length=16)),
                ("first", models.BigIntegerField()),
                ("last", models.BigIntegerField()),
                ("end_hash", models.BinaryField()),
                (
                    "reason",
                    models.CharField(
                        help_text="elsewhere: not sent to us, or not yet; pruned: it was here", max_length=10
                    ),
                ),
                (
                    "receipt",
                    models.BinaryField(
                        default=b"", help_text="what allowed the pruning: a receipt that another node signed"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["node", "epoch", "last"], name="journal_gap_last")],
                "constraints": [models.UniqueConstraint(fields=("node", "epoch", "first"), name="journal_gap_once")],
            },
        ),
        migrations.CreateModel(
            name="Fork",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("node", models.CharField(max_length=16)),
                ("epoch", models.CharField(max_length=16)),
                ("seq", models.BigIntegerField()),
                ("body", models.BinaryField()),
                ("hash", models.BinaryField()),
                ("signature", models.BinaryField()),
                ("found_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("node", "epoch", "seq", "hash"), name="journal_fork_once")
                ],
            },
        ),
        migrations.AddField(
            model_name="event",
            name="position",
            field=models.BigIntegerField(null=True, unique=True),
        ),
        migrations.AddField(
            model_name="event",
            name="via",
            field=models.CharField(blank=True, db_default="", max_length=40),
        ),
        migrations.AddField(
            model_name="head",
            name="position",
            field=models.BigIntegerField(
                db_default=0, default=0, help_text="the last number that an event got on entering this store"
            ),
        ),
        migrations.RunPython(number, migrations.RunPython.noop, elidable=False),
        migrations.CreateModel(
            name="Unapplied",
            fields=[
                (
                    "event",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="unapplied",
                        serialize=False,
                        to="journal.event",
                    ),
                ),
                ("state", models.CharField(max_length=10)),
                ("reason", models.CharField(max_length=40)),
                (
                    "detail",
                    models.CharField(
                        blank=True, help_text="kinds, fields and names of rules; never a value", max_length=200
                    ),
                ),
                (
                    "needs",
                    models.UUIDField(db_index=True, help_text="a record that must be there first", null=True),
                ),
                ("since", models.DateTimeField()),
                ("tries", models.PositiveIntegerField(default=1)),
            ],
            options={
                "indexes": [models.Index(fields=["state", "since"], name="journal_unapplied_state")],
            },
        ),
    ]
