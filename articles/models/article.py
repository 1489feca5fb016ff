import datetime
import uuid
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles import languages
from articles.fields import BodyField, LineField
from articles.models.tag import Tags
from articles.models.withdrawal import Withdrawal
from articles.text import slug_of

if TYPE_CHECKING:
    from articles.models.edition import Edition
    from articles.models.person import Byline
    from articles.models.sign_off import SignOff
    from articles.models.tag import Tag


def default_language() -> str:
    return settings.LANGUAGE_CODE


class Stage(models.TextChoices):
    """Where the working copy stands at the desk. Whether readers see the story, its editions say."""

    DRAFT = "draft", _("Draft")
    IN_REVIEW = "in_review", _("In review")
    READY = "ready", _("Ready")


class Priority(models.IntegerChoices):
    LOW = 1, _("Low")
    NORMAL = 2, _("Normal")
    HIGH = 3, _("High")
    URGENT = 4, _("Urgent")


class Article(models.Model):  # type: ignore[django-manager-missing]  # of taggit's, which has no types
    """The desk's working copy of a story. Readers never see it; they see its editions."""

    # What feeds and other papers know the story by, whatever becomes of its address.
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    language = models.CharField(_("language"), max_length=8, default=default_language)
    kicker = LineField(_("kicker"), max_length=60, blank=True, help_text=_("Short label above the headline."))
    headline = LineField(_("headline"), max_length=200, blank=True)
    standfirst = LineField(_("standfirst"), max_length=400, blank=True, help_text=_("The story in a sentence."))
    dateline = LineField(_("dateline"), max_length=80, blank=True, help_text=_("The place that opens the story."))
    body = BodyField(_("body"), blank=True)
    slug = models.SlugField(
        _("slug"),
        max_length=90,
        blank=True,
        allow_unicode=True,
        help_text=_("The end of the public address. Left empty, it is made of the headline."),
    )
    section = models.ForeignKey(
        "articles.Section",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="articles",
        verbose_name=_("section"),
    )
    tags = Tags(_("tags"), through="articles.ArticleTag", blank=True, help_text=_("Between commas."))
    series = models.ForeignKey(
        "articles.Series",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="articles",
        verbose_name=_("series"),
    )
    source = models.ForeignKey(
        "articles.Source", on_delete=models.PROTECT, null=True, blank=True, verbose_name=_("source")
    )
    picture = models.ForeignKey(
        "articles.Picture", on_delete=models.PROTECT, null=True, blank=True, verbose_name=_("lead picture")
    )
    picture_caption = LineField(_("caption"), max_length=500, blank=True)
    picture_credit = LineField(_("credit"), max_length=200, blank=True)
    picture_alt = LineField(_("alternative text"), max_length=300, blank=True)
    translation_of = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="translations",
        verbose_name=_("translation of"),
    )
    embargo_until = models.DateTimeField(
        _("embargo until"),
        null=True,
        blank=True,
        help_text=_("Nobody outside may see the story before this instant."),
    )
    # Until it is lifted: an embargo whose end nobody knows yet.
    embargo_open = models.BooleanField(_("embargo until further notice"), default=False, db_default=False)

    # Planning: never seen by readers, no part of a revision.
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("assigned to"),
    )
    due_at = models.DateTimeField(_("due"), null=True, blank=True)
    priority = models.PositiveSmallIntegerField(_("priority"), choices=Priority, default=Priority.NORMAL, db_default=2)
    planned_length = models.PositiveIntegerField(_("planned length in words"), null=True, blank=True)

    stage = models.CharField(_("stage"), max_length=12, choices=Stage, default=Stage.DRAFT, editable=False)
    # Whether the desk has something to do with it: from each change until it is released as it stands.
    is_open = models.BooleanField(default=True, db_default=True, editable=False)
    # Empty, or how it was taken away from readers (see `Withdrawal.Kind`), until it is published again.
    withdrawn = models.CharField(
        _("withdrawn"), max_length=10, choices=Withdrawal.Kind, blank=True, default="", db_default="", editable=False
    )
    # When its last edition ends by itself.
    live_until = models.DateTimeField(_("live until"), null=True, blank=True, editable=False)
    # Counts saves and verbs. Whoever writes names the version that they saw, and loses politely if it has moved on.
    version = models.PositiveIntegerField(default=0, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
        verbose_name=_("created by"),
    )
    created_at = models.DateTimeField(_("created"), db_default=Now(), editable=False)
    touched_at = models.DateTimeField(_("last touched"), db_default=Now(), editable=False)

    class Meta:
        ordering = ["-touched_at"]
        verbose_name = _("story")
        verbose_name_plural = _("stories")
        permissions = [
            ("edit_any_article", "Can edit any story at any stage"),
            ("submit_article", "Can send a story to an editor"),
            ("approve_article", "Can approve a story or send it back"),
            ("publish_article", "Can publish, schedule, update and unpublish a story"),
            ("every_desk", "Can act on the stories of every section, whoever its editors are"),
            ("correct_article", "Can add a correction to a story"),
            ("ask_sign_off", "Can ask for a sign-off"),
            ("give_legal_sign_off", "Can give or refuse the legal sign-off"),
            ("give_pictures_sign_off", "Can give or refuse the sign-off of the pictures"),
            ("waive_sign_off", "Can waive a sign-off"),
            ("pass_warning", "Can release a story in spite of a warning"),
            ("break_embargo", "Can break an embargo"),
            ("take_down_article", "Can take a story down for legal reasons"),
            ("kill_article", "Can kill a story"),
            ("view_unpublished_article", "Can read a story that was unpublished"),
            ("view_withdrawn_article", "Can read a story that was taken down or killed"),
            ("republish_unpublished_article", "Can publish a story again that was unpublished"),
            ("republish_withdrawn_article", "Can publish a story again that was taken down or killed"),
        ]
        indexes = [
            # The desk's lists: newest work first, all of it or a stage at a time.
            models.Index(fields=["-touched_at"], name="article_touched"),
            models.Index(fields=["stage", "-touched_at"], name="article_stage_touched"),
            # The board: a column a stage.
            models.Index(
                fields=["stage", "-priority", "due_at", "-touched_at"],
                name="article_board",
                condition=models.Q(is_open=True),
            ),
            # What is due next.
            models.Index(
                fields=["due_at", "-priority"],
                name="article_due",
                condition=models.Q(is_open=True, due_at__isnull=False),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(translation_of=models.F("id")), name="article_not_its_own_translation"
            ),
            models.CheckConstraint(
                condition=models.Q(embargo_open=False) | models.Q(embargo_until=None), name="embargo_has_one_end"
            ),
        ]

    def __str__(self) -> str:
        return self.headline or gettext("Untitled story")

    @property
    def direction(self) -> str:
        return languages.direction(self.language)

    @property
    def is_late(self) -> bool:
        """Its time has come, and the desk still has something to do with it."""
        return self.is_open and self.due_at is not None and self.due_at < timezone.now()

    @property
    def is_embargoed(self) -> bool:
        """Nobody outside may see it yet: its embargo is in force now."""
        return self.embargo_open or (self.embargo_until is not None and self.embargo_until > timezone.now())

    @property
    def family(self) -> int:
        """The id of the story that this one and its translations go back to."""
        original = self.translation_of
        if original is None:
            return self.pk
        return original.translation_of_id or original.pk

    @property
    def address_slug(self) -> str:
        return self.slug or slug_of(self.headline) or f"story-{self.pk}"

    @property
    def live_edition(self) -> "Edition | None":
        """What readers see of it now."""
        return self.live_edition_at(None)

    def live_edition_at(self, at: datetime.datetime | None) -> "Edition | None":
        return self.editions.live(at).first()

    @property
    def pending_edition(self) -> "Edition | None":
        """What readers are going to see of it next, if that is settled."""
        return self.editions.pending().order_by("live_from").first()

    def credited(self) -> "list[Byline]":
        """Its bylines with their people. What was fetched with the story is not asked for again."""
        lines = self.bylines.all()
        return list(lines if _is_known(self, "bylines") else lines.select_related("person"))

    def tags_by_name(self) -> "list[Tag]":
        """Likewise, in the order in which they are kept: that of their letters' numbers."""
        return sorted(self.tags.all(), key=lambda tag: tag.name)

    def looks_asked_for(self) -> "list[SignOff]":
        """Its sign-offs with what was looked at; likewise."""
        looks = self.sign_offs.all()
        return list(looks if _is_known(self, "sign_offs") else looks.select_related("revision"))

    def lead_picture(self) -> dict[str, Any] | None:
        """The use of its lead picture, as an edition keeps it."""
        if self.picture is None:
            return None
        return self.picture.use(caption=self.picture_caption, credit=self.picture_credit, alt=self.picture_alt)


def _is_known(article: Article, name: str) -> bool:
    return name in getattr(article, "_prefetched_objects_cache", {})
