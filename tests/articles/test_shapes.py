"""Pictures in the shapes that search engines ask for, cut about the focal point."""

import io

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from articles import shapes, tasks
from articles.models import Picture
from tests import cast

pytestmark = pytest.mark.django_db


def striped(width: int, height: int) -> Picture:
    """Red to the left, blue to the right, and as much of it white at the top."""
    image = Image.new("RGB", (width, height), "blue")
    image.paste("red", (0, 0, width // 2, height))
    image.paste("white", (0, 0, width, height // 8))
    data = io.BytesIO()
    image.save(data, "JPEG", quality=95)
    return Picture.from_upload(
        SimpleUploadedFile("x.jpg", data.getvalue()), caption="x", credit="x", alt_text="x", licence="own"
    )


def image_at(reader, address: str) -> Image.Image:
    answer = reader.get(address)
    assert answer.status_code == 200, address
    assert answer["Content-Type"] == "image/jpeg"
    return Image.open(io.BytesIO(b"".join(answer.streaming_content)))


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ((2400, 1600), {"16x9": (1200, 675), "4x3": (1200, 900), "1x1": (1200, 1200)}),
        ((1600, 1000), {"16x9": (1200, 675), "4x3": (1200, 900), "1x1": (1000, 1000)}),
        ((3200, 600), {"16x9": (1067, 600), "4x3": (800, 600), "1x1": (600, 600)}),
        ((600, 1400), {"16x9": (600, 338), "4x3": (600, 450), "1x1": (600, 600)}),
        ((40, 30), {"16x9": (40, 22), "4x3": (40, 30), "1x1": (30, 30)}),
    ],
)
def test_every_shape_is_as_wide_as_asked_where_the_original_has_it_and_never_wider(reader, size, expected):
    picture = striped(*size)
    cuts = {cut.shape: cut for cut in shapes.cuts_of(picture.use())}
    assert {shape: (cut.width, cut.height) for shape, cut in cuts.items()} == expected
    for shape, cut in cuts.items():
        assert image_at(reader, cut.address).size == expected[shape]


def reddish(image: Image.Image) -> bool:
    red, _green, blue = image.resize((1, 1)).getpixel((0, 0))
    return red > blue


def test_it_is_cut_about_the_focal_point(reader):
    picture = striped(2000, 1000)
    for x, is_red in ((10, True), (0, True), (90, False), (100, False)):
        Picture.objects.filter(pk=picture.pk).update(focal_x=x)
        picture.refresh_from_db()
        assert reddish(image_at(reader, shapes.cut_of(picture.use(), "1x1").address)) == is_red, x
    tall = striped(1000, 2000)
    tops = []
    for y in (0, 100):
        Picture.objects.filter(pk=tall.pk).update(focal_y=y)
        tall.refresh_from_db()
        image = image_at(reader, shapes.cut_of(tall.use(), "16x9").address)
        tops.append(min(image.getpixel((image.width // 4, 5))))
    assert tops[0] > 200 > tops[1]


def test_an_address_never_changes_its_content(reader):
    """One about a focal point that is none any more is served if it was made, and else there is none."""
    picture = striped(1000, 1000)
    before = shapes.cut_of(picture.use(), "16x9")
    content = image_at(reader, before.address).tobytes()
    Picture.objects.filter(pk=picture.pk).update(focal_y=90)
    picture.refresh_from_db()
    assert shapes.cut_of(picture.use(), "16x9").address != before.address
    assert image_at(reader, before.address).tobytes() == content
    for shape, x, y in (("4x3", 50, 50), ("1x1", 1, 2)):
        assert reader.get(shapes.named(picture.digest, 1000, shape, x, y).address).status_code == 404


def test_no_address_but_those_that_pages_give_out_makes_a_file(reader):
    picture = striped(1000, 800)
    offered = shapes.cut_of(picture.use(), "1x1")
    never = [
        offered._replace(width=799).address,
        offered._replace(width=1200).address,
        offered._replace(digest="0" * 20).address,
        offered._replace(focal_x=101).address,
        offered.address.replace("1x1", "2x1"),
        offered.address.replace(".jpg", ".webp"),
        offered.address.replace("50-50", "50-9999"),
    ]
    for address in never:
        assert reader.get(address).status_code == 404, address
    assert not default_storage.exists(offered.name)


def test_rights_hold_for_shapes_too(reader):
    picture = striped(1000, 800)
    address = shapes.cut_of(picture.use(), "1x1").address
    assert reader.get(address)["Cache-Control"] == "public, max-age=86400"
    assert "sandbox" in reader.get(address)["Content-Security-Policy"]
    Picture.objects.filter(pk=picture.pk).update(uses=[])
    gone = reader.get(address)
    assert (gone.status_code, gone["Cache-Control"]) == (410, "no-store")


def test_the_worker_makes_those_of_the_lead_picture(editor):
    lead, inside = striped(1000, 800), cast.picture(colour="orchid")
    edition = cast.published(editor, picture=lead, body=f'<p>A</p><figure data-picture="{inside.pk}"></figure>')
    tasks.prepare_renditions.call(edition.pk)
    assert all(default_storage.exists(cut.name) for cut in shapes.cuts_of(lead.use()))
    assert not any(default_storage.exists(cut.name) for cut in shapes.cuts_of(inside.use()))
