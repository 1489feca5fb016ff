"""The people and things that the tests are about."""

import io
from typing import Any

from django.apps import apps
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from articles import workflow
from articles.models import Article, Byline, Edition, Person, Picture, Section, Series, Source
from newsroom.staff.models import User
from newsroom.staff.roles import ROLES, write_roles

PASSWORD = "correct horse battery"


def account(name: str, *roles: str) -> User:
    if not Group.objects.exists():
        # A test with real transactions empties every table after itself, the migrations' rows too.
        write_roles(apps, ROLES)
    user = User.objects.create_user(name, password=PASSWORD, first_name=name.title(), is_staff=True)
    user.groups.set(Group.objects.filter(name__in=roles))
    return user


def section(slug: str = "politics", **fields: Any) -> Section:
    return Section.objects.get_or_create(slug=slug, defaults={"name": slug.title(), **fields})[0]


def person(slug: str = "dilan-rashid", **fields: Any) -> Person:
    return Person.objects.get_or_create(slug=slug, defaults={"name": slug.replace("-", " ").title(), **fields})[0]


def series(slug: str = "the-dry-year", **fields: Any) -> Series:
    return Series.objects.get_or_create(slug=slug, defaults={"name": slug.replace("-", " ").title(), **fields})[0]


def photograph(width: int = 1200, height: int = 800, colour: str = "teal") -> SimpleUploadedFile:
    data = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(data, "JPEG")
    return SimpleUploadedFile("photo.jpg", data.getvalue(), content_type="image/jpeg")


def picture(**fields: Any) -> Picture:
    colour = fields.pop("colour", "teal")
    defaults = {
        "caption": "A bridge at dusk",
        "credit": "Sara Aziz",
        "alt_text": "A bridge over a river",
        "licence": "own",
    }
    return Picture.from_upload(photograph(colour=colour), **{**defaults, **fields})


def draft(by: User, *, tags: tuple[str, ...] = ("Rivers",), credited: bool = True, **fields: Any) -> Article:
    """A story that has all it needs to go out."""
    defaults = {
        "headline": "Bridge opens after two years",
        "kicker": "Transport",
        "standfirst": "The crossing halves the way to the hospital.",
        "dateline": "Erbil",
        "body": "<p>The first bus crossed at six.</p><h2>What comes next</h2><p>A second lane.</p>",
        "section": section(),
        "source": Source.objects.get_or_create(name="Tigris Wire", defaults={"credit_line": "(tigris wire)"})[0],
    }
    article = Article.objects.create(created_by=by, **{**defaults, **fields})
    article.tags.set(tags)
    if credited:
        Byline.objects.create(article=article, person=person())
    workflow.save_revision(article, by=by)
    return article


def published(editor: User, **fields: Any) -> Edition:
    return workflow.publish(draft(editor, **fields), by=editor)
