"""What people write who want a page to run their words: four hundred and more ways.

naughty_strings.json is what tries that in the Big List of Naughty Strings (npm's `blns` 2.0.4, MIT, see LICENSE), most
of it from OWASP's cheat sheet on the evasion of filters. The rest is made here of the parts that the published lists
are made of (PortSwigger's and html5sec's): an element, an event that it has, and a way out of where it is put.
"""

import itertools
import json
from pathlib import Path

HIT = "window.hit=1"
NAUGHTY: list[str] = json.loads((Path(__file__).parent / "naughty_strings.json").read_text())

# An element that does something by itself, with the event that tells of it.
BY_THEMSELVES = {
    "img src=x": "onerror",
    "svg": "onload",
    "body": "onload onpageshow onhashchange onresize onbeforeprint",
    "video src=x": "onerror onloadstart",
    "audio src=x": "onerror onloadstart",
    "video><source src=x": "onerror",
    "input autofocus": "onfocus onfocusin",
    "textarea autofocus": "onfocus",
    "select autofocus": "onfocus",
    "button autofocus": "onfocus",
    "details open": "ontoggle",
    "dialog open": "onfocus",
    "iframe": "onload",
    "object data=x": "onerror onload",
    "embed src=x": "onload",
    "link rel=stylesheet href=x": "onerror",
    "script src=x": "onerror",
    "style": "onload",
    "marquee": "onstart onfinish",
    "a href=# id=x tabindex=0 autofocus": "onfocus",
    "div style=animation-name:x": "onanimationstart onanimationend",
    "div style=transition:1s": "ontransitionend",
    "svg><animate attributeName=x dur=1s": "onbegin onend onrepeat",
    "svg><set attributeName=x": "onbegin",
    "xss contenteditable autofocus": "onfocus onbeforeinput",
    "math": "onload",
    "keygen autofocus": "onfocus",
    "meter": "onmouseover onpointerover onclick ondblclick oncopy onwheel ondrag",
}
# Before them, what closes the place where they are put; after them, what hides the rest of it.
WAYS_OUT = [
    ("<", ">"),
    ('"><', ">"),
    ("'><", " x='"),
    ("</textarea><", ">"),
    ("--><", "><!--"),
    ("</title></script></style></noscript><", "//"),
    ("]]><", ">"),
    ("\x3c", "\x3e\u2028"),
]
SCHEMES = [
    *("javascript:{}", "JaVaScRiPt:{}", "java\tscript:{}", "java\nscript:{}", "\x01javascript:{}", "javascript\n:{}"),
    *(" javascript:{}", "javascript://%0a{}", "javascript:/*-->*/{}", "data:text/html,<script>{}</script>"),
    *("vbscript:{}", "view-source:javascript:{}", "jav&#x61;script:{}", "javascript&colon;{}", "&#106avascript:{}"),
    "data:text/html;base64,PHNjcmlwdD53aW5kb3cuaGl0PTE8L3NjcmlwdD4=",
]
CARRIERS = [
    '<a href="{}">a</a>',
    "<iframe src='{}'></iframe>",
    "<form action='{}'><button>a</button></form>",
    "<button formaction='{}'>a</button>",
    "<svg><a xlink:href='{}'><text>a</text></a></svg>",
    "<math href='{}'>a</math>",
    '<meta http-equiv=refresh content="0;url={}">',
    "<base href='{}/'>",
]
TEMPLATES = [
    '{{constructor.constructor("HIT")()}}',
    "${HIT}",
    "#{HIT}",
    "<%= HIT %>",
    "{{{HIT}}}",
    "[[HIT]]",
    "{% HIT %}",
    "`${HIT}`",
    "';HIT;//",
    '";HIT;//',
    "\\';HIT;//",
    "</script><script>HIT</script>",
    "<script>HIT</script>",
    "<scr<script>ipt>HIT</scr</script>ipt>",
    "<SCRIPT/x>HIT</SCRIPT>",
    "<script\n>HIT</script\n>",
    "<noscript><p title='</noscript><script>HIT</script>'>",
    "<svg><script>HIT</script></svg>",
    "<svg></p><style><a id='</style><img src=1 onerror=HIT>'>",
    "<math><mtext><table><mglyph><style><img src=x onerror=HIT>",
    "<!--<img src='--><img src=x onerror=HIT>'>",
    "<![CDATA[><img src=x onerror=HIT>]]>",
    "<?xml version='1.0'?><script>HIT</script>",
    "+ADw-script+AD4-HIT+ADw-/script+AD4-",
    "\uff1cscript\uff1eHIT\uff1c/script\uff1e",
    "\u202e<script>HIT</script>",
    "<form><input name=action><input name=id></form>",
    "<img name=getElementById>",
    "<a id=hit href=x:HIT>",
    "%3Cscript%3EHIT%3C/script%3E",
]


def made() -> list[str]:
    """In an order that is always the same."""
    carried = itertools.product(BY_THEMSELVES.items(), range(len(WAYS_OUT)))
    by_themselves = []
    for number, ((element, events), way) in enumerate(carried):
        before, after = WAYS_OUT[way]
        event = events.split()[number % len(events.split())]
        by_themselves.append(f"{before}{element} {event}={HIT}{after}")
    linked = [
        carrier.format(scheme.format(HIT))
        for scheme, carrier in zip(SCHEMES * 4, itertools.cycle(CARRIERS), strict=False)
    ]
    return [*by_themselves, *linked, *(each.replace("HIT", HIT) for each in TEMPLATES)]


def all_of_them() -> list[str]:
    # Their own words for it tell the same, where a browser runs them.
    return list(dict.fromkeys([*NAUGHTY, *made()]))
