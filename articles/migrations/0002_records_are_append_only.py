from django.db import migrations

TRIGGER = """
CREATE FUNCTION articles_record_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit log is append-only: % is refused', TG_OP USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER record_is_append_only BEFORE UPDATE OR DELETE ON articles_record
    FOR EACH ROW EXECUTE FUNCTION articles_record_is_append_only();
CREATE TRIGGER record_is_never_emptied BEFORE TRUNCATE ON articles_record
    FOR EACH STATEMENT EXECUTE FUNCTION articles_record_is_append_only();
"""
UNDO = """
DROP TRIGGER record_is_never_emptied ON articles_record;
DROP TRIGGER record_is_append_only ON articles_record;
DROP FUNCTION articles_record_is_append_only();
"""


class Migration(migrations.Migration):
    """The audit log keeps its lines, whoever has the SQL prompt."""

    dependencies = [("articles", "0001_stories")]

    operations = [migrations.RunSQL(TRIGGER, UNDO)]
