"""The Zagros Courier, the newspaper of the demo: its name, sections, people and sources.

Data only. The stories are in `stories/`, the pictures in `drawings`.
"""

from typing import Literal, NamedTuple

type Role = Literal["reporter", "editor", "chief editor", "lawyer", "picture editor", "moderator", "administrator"]


class Words(NamedTuple):
    """One text in the three languages of the paper."""

    en: str
    ar: str
    ckb: str


class Section(NamedTuple):
    key: str
    slug: str
    name: Words
    description: Words


class Series(NamedTuple):
    """Stories that belong together."""

    key: str
    slug: str
    name: Words
    description: Words


class Person(NamedTuple):
    """Somebody who signs. Without an account, `username` and `role` are None."""

    key: str
    slug: str
    name: Words
    bio: Words
    has_account: bool
    username: str | None = None
    role: Role | None = None


class Account(NamedTuple):
    """Somebody who works at the paper and signs nothing."""

    username: str
    name: str
    role: Role


class Recipient(NamedTuple):
    """A paper that takes stories from this one."""

    key: str
    name: str
    email: str


class Source(NamedTuple):
    key: str
    name: str
    credit_line: str
    usage_terms: str


SITE_NAME = Words("The Zagros Courier", "بريد زاغروس", "نامەبەری زاگرۆس")

SECTIONS = (
    Section(
        "kurdistan",
        "kurdistan",
        Words("Kurdistan", "كردستان", "کوردستان"),
        Words(
            "The cities, valleys and mountain roads of the Kurdistan Region, and the people who keep them running.",
            "مدن إقليم كردستان ووديانه وطرقه الجبلية، ومن يُبقون الحياة فيها جارية.",
            "شار و دۆڵ و ڕێگا شاخاوییەکانی هەرێمی کوردستان، لەگەڵ ئەو کەسانەی ژیانیان تێدا بەڕێوە دەبەن.",
        ),
    ),
    Section(
        "iraq",
        "iraq",
        Words("Iraq", "العراق", "عێراق"),
        Words(
            "From Mosul to the Gulf: public life, public works and daily life in the rest of the country.",
            "من الموصل إلى الخليج: الشأن العام والخدمات وتفاصيل العيش في سائر أنحاء البلاد.",
            "لە مووسڵەوە تا کەنداو: کاروباری گشتی و خزمەتگوزاری و ژیانی ڕۆژانە لە شوێنەکانی تری وڵات.",
        ),
    ),
    Section(
        "world",
        "world",
        Words("World", "العالم", "جیهان"),
        Words(
            "What happens elsewhere, and what it changes here; with letters from those who left.",
            "ما يحدث في أماكن أخرى وما يغيّره عندنا، ومعه رسائل ممّن هاجروا.",
            "ئەوەی لە شوێنانی تر ڕوو دەدات و ئەوەی لێرە دەیگۆڕێت، لەگەڵ نامەی ئەوانەی کۆچیان کردووە.",
        ),
    ),
    Section(
        "business",
        "business",
        Words("Business", "اقتصاد", "ئابووری"),
        Words(
            "Wages, harvests, ports and prices, told by the people who earn them, bring them in and pay them.",
            "الأجور والمحاصيل والموانئ والأسعار، كما يرويها العاملون والزارعون والمشترون.",
            "کرێ و بەروبووم و بەندەر و نرخ، لە زاری ئەوانەوە کە کار دەکەن و دەچێنن و دەکڕن.",
        ),
    ),
    Section(
        "culture",
        "culture",
        Words("Culture", "ثقافة", "کولتوور"),
        Words(
            "Books, music, crafts, food and arguments about all four.",
            "كتب وموسيقى وحِرَف وطعام، والجدل الدائر حولها جميعاً.",
            "کتێب و مۆسیقا و پیشەی دەستی و خواردن، لەگەڵ ئەو مشتومڕانەی لەسەریان دەکرێت.",
        ),
    ),
    Section(
        "sport",
        "sport",
        Words("Sport", "رياضة", "وەرزش"),
        Words(
            "Matches, mountains and school gymnasiums: results, and what they cost those who play.",
            "مباريات وجبال وقاعات مدرسية: النتائج، وما تكلّفه لمن يلعبون.",
            "یاری و شاخ و هۆڵی قوتابخانە: ئەنجامەکان، لەگەڵ ئەو ماندووبوونەی یاریزانان بۆی دەکێشن.",
        ),
    ),
)

SERIES = (
    Series(
        "water",
        "the-dry-year",
        Words("The dry year", "السنة الجافة", "ساڵی وشک"),
        Words(
            "One river, one reservoir and one herd, visited again each season until the rain makes up its mind.",
            "نهر واحد وخزّان واحد وقطيع واحد، نزورها كل فصل إلى أن يحسم المطر أمره.",
            "یەک ڕووبار و یەک بەنداو و یەک گاران، هەموو وەرزێک سەریان لێ دەدەینەوە تا باران بڕیاری خۆی دەدات.",
        ),
    ),
    Series(
        "hands",
        "hands-at-work",
        Words("Hands at work", "أيدٍ تعمل", "دەستە ڕەنگینەکان"),
        Words(
            "People who make, mend and keep things, each in a room of their own.",
            "أناس يصنعون الأشياء ويصلحونها ويحفظونها، كلٌّ في غرفته.",
            "ئەوانەی شت دروست دەکەن و چاک دەکەنەوە و دەیپارێزن، هەر یەکە لە ژوورەکەی خۆیدا.",
        ),
    ),
)

PEOPLE = (
    Person(
        "leyla-hassan",
        "leyla-hassan",
        Words("Leyla Hassan", "ليلى حسن", "لەیلا حەسەن"),
        Words(
            "Leyla Hassan reports on water, farming and the weather from Erbil, in English and Sorani. "
            "She trained as a soil chemist at Koya and still carries a conductivity meter in her bag.",
            "تكتب ليلى حسن من أربيل عن المياه والزراعة والطقس بالإنكليزية والكردية. درست كيمياء التربة "
            "في كويسنجق، ولا تزال تحمل في حقيبتها جهازاً لقياس ملوحة الماء.",
            "لەیلا حەسەن لە هەولێرەوە بە ئینگلیزی و کوردی لەسەر ئاو و کشتوکاڵ و کەشوهەوا دەنووسێت. لە "
            "کۆیە کیمیای خاکی خوێندووە و هێشتا ئامێری پێوانی سوێری ئاوی لە جانتاکەیدایە.",
        ),
        True,
        "leyla",
        "reporter",
    ),
    Person(
        "yousif-al-tamimi",
        "yousif-al-tamimi",
        Words("Yousif al-Tamimi", "يوسف التميمي", "یوسف تەمیمی"),
        Words(
            "Yousif al-Tamimi covers Baghdad and the south: ports, railways, marshes and the price of "
            "everything. He was born in Basra within earshot of the docks.",
            "يغطي يوسف التميمي بغداد والجنوب: الموانئ والسكك والأهوار وأسعار كل شيء. وُلد في البصرة حيث "
            "تُسمع صافرات السفن من البيت.",
            "یوسف تەمیمی هەواڵی بەغدا و باشوور دەگوازێتەوە: بەندەر و هێڵی ئاسن و زۆنگاو و نرخی هەموو "
            "شتێک. لە بەسرە لەدایک بووە، لە ماڵێک کە دەنگی کەشتییەکانی لێوە دەبیسترا.",
        ),
        True,
        "yousif",
        "reporter",
    ),
    Person(
        "rebin-salih",
        "rebin-salih",
        Words("Rebin Salih", "ريبين صالح", "ڕێبین ساڵح"),
        Words(
            "Rebin Salih edits the Kurdish pages and the sport section from Sulaymaniyah. He has "
            "refereed amateur football for eleven seasons and is forgiven in most villages.",
            "يحرّر ريبين صالح من السليمانية الصفحات الكردية وقسم الرياضة. أمضى أحد عشر موسماً حكماً في "
            "ملاعب الهواة، وقد سامحته معظم القرى.",
            "ڕێبین ساڵح لە سلێمانییەوە لاپەڕە کوردییەکان و بەشی وەرزش ئامادە دەکات. یازدە وەرز "
            "ناوبژیوانی تۆپی پێی ئاماتۆران بووە و زۆربەی گوندەکان لێی خۆش بوون.",
        ),
        True,
        "rebin",
        "editor",
    ),
    Person(
        "nadia-jabbar",
        "nadia-jabbar",
        Words("Nadia Jabbar", "نادية جبار", "نادیە جەبار"),
        Words(
            "Nadia Jabbar is the paper's managing editor and runs the Arabic pages from Baghdad. Before "
            "that she spent nine years checking other people's figures on the business desk.",
            "نادية جبار مديرة تحرير الجريدة والمشرفة على صفحاتها العربية من بغداد. قبل ذلك أمضت تسع "
            "سنوات في القسم الاقتصادي تدقّق أرقام الآخرين.",
            "نادیە جەبار بەڕێوەبەری نووسینی ڕۆژنامەکەیە و لە بەغداوە لاپەڕە عەرەبییەکان بەڕێوە دەبات. "
            "پێشتر نۆ ساڵ لە بەشی ئابووری ژمارەی خەڵکی دیکەی پشکنیوە.",
        ),
        True,
        "nadia",
        "chief editor",
    ),
    Person(
        "sara-qadir",
        "sara-qadir",
        Words("Sara Qadir", "سارة قادر", "سارا قادر"),
        Words(
            "Sara Qadir is the readers' editor. She moderates the comments, answers complaints, and "
            "writes a column when the paper has got something wrong or has been asked why.",
            "سارة قادر محررة القرّاء: تراجع التعليقات وتردّ على الشكاوى، وتكتب عموداً حين تخطئ الجريدة "
            "أو تُسأل عن سبب ما فعلته.",
            "سارا قادر سەرنووسەری خوێنەرانە: سەرنجەکان دەپشکنێت و وەڵامی گلەییەکان دەداتەوە، کاتێکیش "
            "ڕۆژنامەکە هەڵە بکات یان پرسیاری لێ بکرێت، ستوونێک دەنووسێت.",
        ),
        True,
        "sara",
        "moderator",
    ),
    Person(
        "hawre-mahmoud",
        "hawre-mahmoud",
        Words("Hawre Mahmoud", "هاوري محمود", "هاوڕێ مەحموود"),
        Words(
            "Hawre Mahmoud keeps the paper's machines and its archive, and writes about maps, figures "
            "and things that are older than they look. He lives in Halabja and works on the bus.",
            "يُعنى هاوري محمود بأجهزة الجريدة وأرشيفها، ويكتب عن الخرائط والأرقام وعن أشياء أقدم مما "
            "تبدو. يسكن حلبجة ويعمل في الحافلة.",
            "هاوڕێ مەحموود ئاگاداری ئامێر و ئەرشیفی ڕۆژنامەکەیە و لەسەر نەخشە و ژمارە و ئەو شتانە "
            "دەنووسێت کە لەوەی دیارە کۆنترن. لە هەڵەبجە دەژی و لە پاسدا کار دەکات.",
        ),
        True,
        "hawre",
        "administrator",
    ),
    Person(
        "omar-aziz",
        "omar-aziz",
        Words("Omar Aziz", "عمر عزيز", "عومەر عەزیز"),
        Words(
            "Omar Aziz is a photographer in Kirkuk. He works with two old cameras and one long walk a "
            "day, and has sold pictures to the Courier since its second issue.",
            "عمر عزيز مصوّر من كركوك، عدّته كاميرتان قديمتان ونزهة طويلة كل يوم، ويبيع صوره للجريدة منذ عددها الثاني.",
            "عومەر عەزیز وێنەگرێکی کەرکووکییە. بە دوو کامێرای کۆن و ڕۆژانە پیاسەیەکی درێژ کار دەکات و لە "
            "ژمارەی دووەمەوە وێنە بە ڕۆژنامەکە دەفرۆشێت.",
        ),
        False,
    ),
    Person(
        "dilan-rashid",
        "dilan-rashid",
        Words("Dilan Rashid", "ديلان رشيد", "دیلان ڕەشید"),
        Words(
            "Dilan Rashid translates between Kurdish, Arabic and English from Duhok. Two novels and a "
            "manual on beekeeping have appeared in her Sorani.",
            "تترجم ديلان رشيد من دهوك بين الكردية والعربية والإنكليزية، وصدرت لها بالسورانية روايتان ودليل في تربية النحل.",
            "دیلان ڕەشید لە دهۆکەوە لە نێوان کوردی و عەرەبی و ئینگلیزیدا وەردەگێڕێت. دوو ڕۆمان و "
            "ڕێنماییەکی هەنگداری بە وەرگێڕانی ئەو بە سۆرانی بڵاو بوونەتەوە.",
        ),
        False,
    ),
)

ACCOUNTS = (
    Account("ronak", "Ronak Sabir", "lawyer"),
    Account("hiwa", "Hiwa Karim", "picture editor"),
)

# Who edits a section; the others are every editor's.
DESKS = {"sport": ("rebin",), "culture": ("rebin",)}

RECIPIENTS = (
    Recipient("halabja-reader", "The Halabja Reader", "desk@halabja-reader.example"),
    Recipient("radio-garmian", "Radio Garmian", "news@radio-garmian.example"),
)

SOURCES = (
    Source(
        "tigris-wire",
        "Tigris Wire",
        "Tigris Wire",
        "Subscribers may publish text on their own pages for 30 days after release, with the credit line "
        "at the top of the story. No resale, no machine translation, no removal of a correction. A kill "
        "notice is obeyed at once.",
    ),
    Source(
        "halabja-reader",
        "The Halabja Reader",
        "First published in The Halabja Reader",
        "Exchange agreement between two regional papers: one story a week in either direction, in full, "
        "with the name of the writer and the credit line. Pictures are not included.",
    ),
)
