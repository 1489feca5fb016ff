"""What other sites let a page show of theirs: whose addresses are known, and where each can be shown in a frame.

Nothing here asks anybody: an address says by itself what it leads to.
"""

import re
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from django.utils.translation import gettext_lazy as _

LONGEST = 500


class Provider(NamedTuple):
    """Of one kind of page: how its address looks, what we keep of it, and where it can be shown in a frame.

    `address` and `frame` have {0}, {1} … for what the pattern finds; `frame` has {href} for the address itself.
    """

    name: str
    kind: str
    # What its frame looks like, for the style sheet.
    shape: str
    pattern: str
    address: str
    frame: str


class Embed(NamedTuple):
    """Something of another site that a body shows: its address, and that of the frame which it is shown in."""

    address: str
    frame: str
    provider: str
    kind: str
    shape: str


# What a reader is asked before anything is fetched from there.
INVITATIONS = {
    "video": _("Play the video from %s"),
    "sound": _("Play the sound from %s"),
    "post": _("Show the post from %s"),
    "chart": _("Show the chart from %s"),
}

_PROVIDERS = (
    Provider(
        *("YouTube", "video", "tall", r"youtube\.com/shorts/([\w-]{11})"),
        "https://www.youtube.com/shorts/{0}",
        "https://www.youtube-nocookie.com/embed/{0}?autoplay=1",
    ),
    Provider(
        *("YouTube", "video", "wide"),
        r"(?:youtube\.com/(?:watch/?\?(?:.*&)?v=|live/|embed/|v/)|youtube-nocookie\.com/embed/|youtu\.be/)([\w-]{11})",
        "https://www.youtube.com/watch?v={0}",
        "https://www.youtube-nocookie.com/embed/{0}?autoplay=1",
    ),
    # A video that is not listed has a second number.
    Provider(
        *("Vimeo", "video", "wide"),
        r"(?:player\.)?vimeo\.com/(?:video/)?(\d{5,12})(?:/|\?(?:.*&)?h=)([0-9a-f]{6,16})",
        "https://vimeo.com/{0}/{1}",
        "https://player.vimeo.com/video/{0}?h={1}&dnt=1&autoplay=1",
    ),
    Provider(
        *("Vimeo", "video", "wide"),
        r"(?:player\.)?vimeo\.com/(?:video/|channels/[\w-]+/|groups/[\w-]+/videos/)?(\d{5,12})",
        "https://vimeo.com/{0}",
        "https://player.vimeo.com/video/{0}?dnt=1&autoplay=1",
    ),
    Provider(
        *("X", "post", "post", r"(?:x|twitter)\.com/(\w{1,20}|i/web)/status(?:es)?/(\d{2,20})"),
        "https://x.com/{0}/status/{1}",
        "https://platform.twitter.com/embed/Tweet.html?id={1}&dnt=true",
    ),
    Provider(
        *("Instagram", "post", "tall", r"instagram\.com/(?:[\w.]+/)?(p|reel|tv)s?/([\w-]{5,40})"),
        "https://www.instagram.com/{0}/{1}/",
        "https://www.instagram.com/{0}/{1}/embed/captioned/",
    ),
    Provider(
        *("Facebook", "video", "wide", r"facebook\.com/([\w.-]{1,80})/videos/(?:[^/?#]+/)?(\d{5,25})"),
        "https://www.facebook.com/{0}/videos/{1}/",
        "https://www.facebook.com/plugins/video.php?href={href}&show_text=false",
    ),
    Provider(
        *("Facebook", "video", "wide", r"facebook\.com/watch/?\?(?:.*&)?v=(\d{5,25})"),
        "https://www.facebook.com/watch/?v={0}",
        "https://www.facebook.com/plugins/video.php?href={href}&show_text=false",
    ),
    Provider(
        *("Facebook", "video", "tall", r"facebook\.com/reel/(\d{5,25})"),
        "https://www.facebook.com/reel/{0}",
        "https://www.facebook.com/plugins/video.php?href={href}&show_text=false",
    ),
    Provider(
        *("Facebook", "post", "post", r"facebook\.com/([\w.-]{1,80})/posts/(?:[^/?#]+/)?(pfbid\w{10,120}|\d{5,25})"),
        "https://www.facebook.com/{0}/posts/{1}",
        "https://www.facebook.com/plugins/post.php?href={href}&show_text=true",
    ),
    Provider(
        *("Facebook", "post", "post"),
        r"facebook\.com/permalink\.php\?story_fbid=(pfbid\w{10,120}|\d{5,25})&id=(\d{5,25})",
        "https://www.facebook.com/permalink.php?story_fbid={0}&id={1}",
        "https://www.facebook.com/plugins/post.php?href={href}&show_text=true",
    ),
    Provider(
        *("TikTok", "video", "tall", r"tiktok\.com/(@[\w.]{2,24})/(video|photo)/(\d{10,25})"),
        "https://www.tiktok.com/{0}/{1}/{2}",
        "https://www.tiktok.com/player/v1/{2}?autoplay=1",
    ),
    Provider(
        *("Telegram", "post", "post", r"(?:t|telegram)\.me/(?:s/)?([A-Za-z]\w{3,31})/(\d{1,9})"),
        "https://t.me/{0}/{1}",
        "https://t.me/{0}/{1}?embed=1",
    ),
    Provider(
        *("SoundCloud", "sound", "sound", r"soundcloud\.com/([\w-]{1,60})/((?:sets/)?[\w-]{1,120})"),
        "https://soundcloud.com/{0}/{1}",
        "https://w.soundcloud.com/player/?url={href}&auto_play=true",
    ),
    Provider(
        *("Spotify", "sound", "sound"),
        r"open\.spotify\.com/(?:intl-\w{2,5}/)?(?:embed/)?(track|album|artist|playlist|episode|show)/(\w{22})",
        "https://open.spotify.com/{0}/{1}",
        "https://open.spotify.com/embed/{0}/{1}",
    ),
    Provider(
        *("Datawrapper", "chart", "chart", r"(?:datawrapper\.dwcdn\.net|datawrapper\.de/_)/(\w{5})"),
        "https://datawrapper.dwcdn.net/{0}/",
        "https://datawrapper.dwcdn.net/{0}/",
    ),
)
# Nothing of a word may follow what was found, or it would be another address.
_KNOWN = [(each, re.compile(rf"{each.pattern}(?:[/?&#].*)?", re.ASCII)) for each in _PROVIDERS]
# As `articles.body` renders it; words that look like it have their first sign escaped.
_SHOWN = re.compile(r'<a class="embed-show"[^>]* data-frame="(https://[^/"]+)/')
_HOST_PREFIX = re.compile(r"^(?:www|m|mobile|web|music)\.")

# The names of those that are known, and where their frames come from.
NAMES = tuple(dict.fromkeys(each.name for each in _PROVIDERS))
NAMES_BY_HOST = {urlsplit(each.address).netloc: each.name for each in _PROVIDERS}
FRAME_HOSTS = tuple(dict.fromkeys("https://" + urlsplit(each.frame).netloc for each in _PROVIDERS))


def frame_hosts(rendered: str) -> list[str]:
    """Whose frames a body shows when a reader asks for them: for the page's Content-Security-Policy."""
    shown = set(_SHOWN.findall(rendered))
    return [host for host in FRAME_HOSTS if host in shown]


def embed_of(address: str) -> Embed | None:
    """What an address leads to, if it is one that a story can show; None for every other."""
    address = address.strip()
    if len(address) > LONGEST or not address.isprintable():
        return None
    if "://" not in address:
        address = f"https://{address}"
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https"):
        return None
    subject = _HOST_PREFIX.sub("", parts.netloc.lower()) + parts.path + (f"?{parts.query}" if parts.query else "")
    for provider, pattern in _KNOWN:
        if found := pattern.fullmatch(subject):
            kept = provider.address.format(*found.groups())
            frame = provider.frame.format(*found.groups(), href=quote(kept, safe=""))
            return Embed(kept, frame, provider.name, provider.kind, provider.shape)
    return None
