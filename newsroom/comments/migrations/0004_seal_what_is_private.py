from typing import Any

from django.db import migrations

from newsroom.comments.models import fingerprint
from newsroom.comments.sealing import email_mark, network_mark, region_mark

AT_ONCE = 500
SEALED = ["email", "address", "email_mark", "network_mark", "region_mark", "path", "thread", "fingerprint"]


def seal_comments(apps: Any, schema_editor: Any) -> None:
    Comment = apps.get_model("comments", "Comment")
    after = 0
    while comments := list(Comment.objects.filter(pk__gt=after).order_by("pk")[:AT_ONCE]):
        for comment in comments:
            comment.email = comment.plain_email
            comment.email_mark = email_mark(comment.plain_email)
            if comment.remote_address:
                comment.address = comment.remote_address
                comment.network_mark = network_mark(comment.remote_address)
                comment.region_mark = region_mark(comment.remote_address)
            comment.path, comment.thread = [comment.pk], comment.pk
            comment.fingerprint = fingerprint(comment.article_id, comment.plain_email, comment.body)
        Comment.objects.bulk_update(comments, SEALED)
        after = comments[-1].pk


def count_conversations(apps: Any, schema_editor: Any) -> None:
    schema_editor.execute(
        """INSERT INTO comments_conversation (article_id, comments, threads)
        SELECT article_id, count(*), count(*) FROM comments_comment WHERE state = 'approved' GROUP BY article_id"""
    )


def set_rules(apps: Any, schema_editor: Any) -> None:
    """As it was: a moderator reads every comment, and no story closes by itself."""
    apps.get_model("comments", "Rules").objects.create(pk=1)
    apps.get_model("comments", "Policy").objects.create(openness="moderated", closes_after=0)


class Migration(migrations.Migration):
    """What was there is sealed, begins a thread of its own, and is counted."""

    dependencies = [("comments", "0003_conversations")]

    operations = [
        migrations.RunPython(seal_comments, migrations.RunPython.noop),
        migrations.RunPython(count_conversations, migrations.RunPython.noop),
        migrations.RunPython(set_rules, migrations.RunPython.noop),
    ]
