"""Embeds are of providers that are known, by the address that names them and nothing else."""
# ruff: noqa: E501

import pytest

from articles import body
from articles.embeds import FRAME_HOSTS, embed_of
from tests import cast

YOUTUBE = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"


@pytest.mark.parametrize(
    ("typed", "kept", "frame"),
    [
        ("https://youtu.be/dQw4w9WgXcQ?si=tracking", YOUTUBE, "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1"),
        ("http://m.youtube.com/watch?app=desktop&v=dQw4w9WgXcQ&t=9s", YOUTUBE, "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1"),
        ("youtube.com/live/dQw4w9WgXcQ?feature=share", YOUTUBE, "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1"),
        ("https://youtube.com/shorts/dQw4w9WgXcQ", "https://www.youtube.com/shorts/dQw4w9WgXcQ", "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1"),
        ("https://vimeo.com/76979871?share=copy", "https://vimeo.com/76979871", "https://player.vimeo.com/video/76979871?dnt=1&autoplay=1"),
        ("https://vimeo.com/76979871/8272103f6e", "https://vimeo.com/76979871/8272103f6e", "https://player.vimeo.com/video/76979871?h=8272103f6e&dnt=1&autoplay=1"),
        ("https://twitter.com/nasa/status/1234567890?s=20", "https://x.com/nasa/status/1234567890", "https://platform.twitter.com/embed/Tweet.html?id=1234567890&dnt=true"),
        ("https://www.instagram.com/nasa/reel/CabcDEF_123/", "https://www.instagram.com/reel/CabcDEF_123/", "https://www.instagram.com/reel/CabcDEF_123/embed/captioned/"),
        ("https://www.facebook.com/nasa/videos/the-title/1234567890/", "https://www.facebook.com/nasa/videos/1234567890/", "https://www.facebook.com/plugins/video.php?href=https%3A%2F%2Fwww.facebook.com%2Fnasa%2Fvideos%2F1234567890%2F&show_text=false"),
        ("https://m.facebook.com/watch/?ref=x&v=1234567890", "https://www.facebook.com/watch/?v=1234567890", "https://www.facebook.com/plugins/video.php?href=https%3A%2F%2Fwww.facebook.com%2Fwatch%2F%3Fv%3D1234567890&show_text=false"),
        ("https://www.facebook.com/nasa/posts/pfbid0abcdefghij123", "https://www.facebook.com/nasa/posts/pfbid0abcdefghij123", "https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fwww.facebook.com%2Fnasa%2Fposts%2Fpfbid0abcdefghij123&show_text=true"),
        ("https://www.tiktok.com/@nasa/video/7123456789012345678", "https://www.tiktok.com/@nasa/video/7123456789012345678", "https://www.tiktok.com/player/v1/7123456789012345678?autoplay=1"),
        ("https://t.me/s/durov/123", "https://t.me/durov/123", "https://t.me/durov/123?embed=1"),
        ("https://soundcloud.com/forss/sets/soulhack?x=1", "https://soundcloud.com/forss/sets/soulhack", "https://w.soundcloud.com/player/?url=https%3A%2F%2Fsoundcloud.com%2Fforss%2Fsets%2Fsoulhack&auto_play=true"),
        ("https://open.spotify.com/intl-de/track/4uLU6hMCjMI75M1A2tKUQC", "https://open.spotify.com/track/4uLU6hMCjMI75M1A2tKUQC", "https://open.spotify.com/embed/track/4uLU6hMCjMI75M1A2tKUQC"),
        ("https://www.datawrapper.de/_/AbC12/", "https://datawrapper.dwcdn.net/AbC12/", "https://datawrapper.dwcdn.net/AbC12/"),
    ],
)  # fmt: skip
def test_an_address_of_a_known_provider_is_kept_by_what_names_it(typed, kept, frame):
    embed = embed_of(typed)
    assert (embed.address, embed.frame) == (kept, frame)
    assert embed_of(kept) == embed
    assert any(frame.startswith(f"{host}/") for host in FRAME_HOSTS)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "javascript:alert(1)",
        "https://youtube.com.evil.example/watch?v=dQw4w9WgXcQ",
        "https://evil.example/youtube.com/watch?v=dQw4w9WgXcQ",
        "https://youtu.be@evil.example/dQw4w9WgXcQ",
        "https://evil@youtu.be/dQw4w9WgXcQ",
        "https://youtu.be:8443/dQw4w9WgXcQ",
        "https://youtu.be/dQw4w9WgXcQx",
        "https://youtu.be/dQw4w9WgXcQ\nx",
        "https://www.youtube.com/",
        "https://x.com/nasa",
        "ftp://youtu.be/dQw4w9WgXcQ",
        "https://[youtu.be/dQw4w9WgXcQ",
        "https://youtu.be/dQw4w9WgXcQ?" + "x" * 500,
    ],
)
def test_every_other_address_is_none(typed):
    assert embed_of(typed) is None


def test_what_a_reader_gets_asks_before_anything_is_loaded():
    rendered = body.render(f'<figure data-embed="{YOUTUBE}"><figcaption>Look <em>here</em></figcaption></figure>', {})
    assert f'href="{YOUTUBE}"' in rendered
    assert "Play the video from YouTube" in rendered
    assert '<span class="caption">Look <em>here</em></span>' in rendered
    assert "<iframe" not in rendered
    assert "src=" not in rendered
    assert body.plain_text(rendered) == "Look here"


@pytest.mark.django_db
def test_a_page_may_hold_the_frames_that_its_story_shows_and_no_others(reader, editor):
    shown = [YOUTUBE, "https://vimeo.com/76979871", "https://nobody.example/1"]
    embeds = "".join(f'<figure data-embed="{each}"></figure>' for each in shown)
    answer = reader.get(cast.published(editor, body=f"<p>x</p>{embeds}").path)
    (policy,) = [each for each in answer["Content-Security-Policy"].split("; ") if each.startswith("frame-src")]
    assert policy.split() == ["frame-src", "https://www.youtube-nocookie.com", "https://player.vimeo.com"]
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "site/js/embeds.js" in answer.text


def test_a_page_of_a_story_without_frames_may_hold_none(reader, editor):
    # Also where its words name a frame.
    answer = reader.get(cast.published(editor, body=f'<p>&lt;a data-frame="{FRAME_HOSTS[0]}/x"&gt;</p>').path)
    assert "frame-src" not in answer["Content-Security-Policy"]
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "site/js/embeds.js" not in answer.text
