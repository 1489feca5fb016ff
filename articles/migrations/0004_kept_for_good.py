from django.db import migrations

APPEND_ONLY = """
CREATE FUNCTION articles_row_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a row of % is never changed: % is refused', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER correction_is_kept BEFORE UPDATE OR DELETE ON articles_correction
    FOR EACH ROW EXECUTE FUNCTION articles_row_is_kept();
CREATE TRIGGER correction_is_never_emptied BEFORE TRUNCATE ON articles_correction
    FOR EACH STATEMENT EXECUTE FUNCTION articles_row_is_kept();
CREATE TRIGGER withdrawal_is_kept BEFORE UPDATE OR DELETE ON articles_withdrawal
    FOR EACH ROW EXECUTE FUNCTION articles_row_is_kept();
CREATE TRIGGER withdrawal_is_never_emptied BEFORE TRUNCATE ON articles_withdrawal
    FOR EACH STATEMENT EXECUTE FUNCTION articles_row_is_kept();
"""
UNDO_APPEND_ONLY = """
DROP TRIGGER correction_is_kept ON articles_correction;
DROP TRIGGER correction_is_never_emptied ON articles_correction;
DROP TRIGGER withdrawal_is_kept ON articles_withdrawal;
DROP TRIGGER withdrawal_is_never_emptied ON articles_withdrawal;
DROP FUNCTION articles_row_is_kept();
"""

# No edition begins before the embargo of its story ends, whatever the code does. A revision that readers have seen
# already may be shown again: an embargo is on what is not yet known.
EMBARGO = """
CREATE FUNCTION articles_edition_keeps_embargo() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.live_until IS DISTINCT FROM NEW.live_from AND EXISTS (
        SELECT FROM articles_article
        WHERE id = NEW.article_id AND (embargo_open OR embargo_until > NEW.live_from)
    ) AND NOT EXISTS (
        SELECT FROM articles_edition
        WHERE article_id = NEW.article_id AND revision_id = NEW.revision_id AND live_from <= clock_timestamp()
            AND live_until IS DISTINCT FROM live_from
    ) THEN
        RAISE EXCEPTION 'story % is under embargo', NEW.article_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'edition_keeps_embargo';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER edition_keeps_embargo BEFORE INSERT OR UPDATE OF live_from ON articles_edition
    FOR EACH ROW EXECUTE FUNCTION articles_edition_keeps_embargo();
"""
UNDO_EMBARGO = """
DROP TRIGGER edition_keeps_embargo ON articles_edition;
DROP FUNCTION articles_edition_keeps_embargo();
"""

# Pages that were there before addresses knew their kind.
ADDRESSES = """
INSERT INTO articles_address (path, section_id) SELECT '/' || slug || '/', id FROM articles_section
    ON CONFLICT (path) DO NOTHING;
INSERT INTO articles_address (path, tag_id) SELECT '/tag/' || slug || '/', id FROM articles_tag
    ON CONFLICT (path) DO NOTHING;
INSERT INTO articles_address (path, person_id) SELECT '/people/' || slug || '/', id FROM articles_person
    ON CONFLICT (path) DO NOTHING;
"""
# What is released as it stands, nobody has anything to do with.
NOTHING_TO_DO = """
UPDATE articles_article SET is_open = false
    WHERE stage = 'ready' AND EXISTS (SELECT FROM articles_edition WHERE article_id = articles_article.id);
"""
# An embargo is the story's, not a revision's: going back to an old text does not lift it.
SNAPSHOTS = "UPDATE articles_revision SET snapshot = snapshot - 'embargo_until' WHERE snapshot ? 'embargo_until'"


class Migration(migrations.Migration):
    """Corrections and withdrawals stay; embargoes hold; every page that there is has its address."""

    dependencies = [("articles", "0003_corrections_withdrawals_planning")]

    operations = [
        migrations.RunSQL(APPEND_ONLY, UNDO_APPEND_ONLY),
        migrations.RunSQL(EMBARGO, UNDO_EMBARGO),
        migrations.RunSQL(ADDRESSES, migrations.RunSQL.noop),
        migrations.RunSQL(NOTHING_TO_DO, migrations.RunSQL.noop),
        migrations.RunSQL(SNAPSHOTS, migrations.RunSQL.noop),
    ]
