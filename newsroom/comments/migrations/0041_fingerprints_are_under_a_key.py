from typing import Any

from django.db import migrations

from newsroom.comments.models import fingerprint

AT_ONCE = 500


def make_them_anew(apps: Any, schema_editor: Any) -> None:
    Comment = apps.get_model("comments", "Comment")
    after = 0
    while comments := list(Comment.objects.filter(pk__gt=after).order_by("pk")[:AT_ONCE]):
        for comment in comments:
            comment.fingerprint = fingerprint(comment.article_id, comment.email or "", comment.body, comment.parent_id)
        Comment.objects.bulk_update(comments, ["fingerprint"])
        after = comments[-1].pk


class Migration(migrations.Migration):
    """Without the key, nobody can try which address wrote a comment. Until it has run, the old ones stand: the same form
    sent twice around the upgrade is two comments, and nothing worse."""

    dependencies = [("comments", "0040_mails_to_readers_and_what_is_dropped")]

    operations = [migrations.RunPython(make_them_anew, migrations.RunPython.noop)]
