"""What the made comments are made of: openings, middles and ends, which a seed puts together. Data only.

{place}, {thing}, {who} are filled from the banks of the language. All of it was written for this test.
"""

from typing import NamedTuple

type Bank = tuple[str, ...]


class Honest(NamedTuple):
    places: Bank
    things: Bank
    people: Bank
    openings: Bank
    middles: Bank
    ends: Bank
    angry: Bank
    short: Bank
    with_link: Bank
    mixed: Bank
    touchy: Bank
    names: Bank


class Spam(NamedTuple):
    casino: Bank
    loans: Bank
    trading: Bank
    flattery: Bank
    shop: Bank
    jobs: Bank
    followers: Bank
    healer: Bank
    bare: Bank
    names: Bank


HONEST = {
    "en": Honest(
        places=(
            "Erbil",
            "Basra",
            "our street",
            "the old bazaar",
            "Sinjar",
            "the lower town",
            "Halabja",
            "the ring road",
        ),
        things=(
            "the water tariff",
            "the new bridge",
            "this budget",
            "the school repairs",
            "the bus line",
            "the harvest",
            "the power cuts",
            "the election list",
            "the hospital wing",
            "the fuel queue",
        ),
        people=("my uncle", "our neighbour", "a nurse I know", "my old teacher", "the mayor", "my sister", "the baker"),
        openings=(
            "I read this twice.",
            "With respect,",
            "Nobody mentions that",
            "In {place} it is different:",
            "As someone who lives in {place},",
            "Thank you for writing about {thing}.",
            "A small correction:",
            "I do not agree.",
            "Good reporting, but",
            "Is it true that",
            "My question about {thing} is simple:",
            "For the record,",
            "What the article leaves out:",
            "I was there.",
        ),
        middles=(
            "{who} waited four hours and was sent home again.",
            "the figures for {place} are from last year.",
            "{thing} was promised in spring, and again in autumn.",
            "they count the days that suit them.",
            "{who} has said so for ten years and nobody listened.",
            "the road was closed long before the rain.",
            "prices went up by a third while wages stood still.",
            "the contract was never shown to the council.",
            "we pay twice, once at the counter and once at the door.",
            "two of the three pumps have never run.",
            "the children walk there in the dark.",
            "the map in the second paragraph is upside down.",
        ),
        ends=(
            "Who answers for that?",
            "Please ask them again.",
            "I hope you follow this up.",
            "That is all I wanted to say.",
            "It could be so easy.",
            "My mother laughed when she read it.",
            "We will see in {place}.",
            "",
            "Otherwise a fair piece.",
            "Next time send a reporter to {place}.",
            "Has anybody asked {who}?",
        ),
        angry=(
            "SHAME ON ALL OF YOU who voted for {thing}!!!",
            "Liars. Thieves. And you print their words as if they were news.",
            "this is a DISGRACE, {who} was never asked about {thing}!",
            "what rubbish. you have never been to {place}",
            "Again?! AGAIN?! How many times must we read about {thing}?",
            "Fire them all. Every one. Start in {place}.",
        ),
        short=(
            "Finally.",
            "So true",
            "Not in {place}.",
            "Source?",
            "Well said, thank you.",
            "No.",
            "Ha!",
            "About {thing}: amen",
            "Same in {place}",
            "Why only now?",
        ),
        with_link=(
            "The full report is at https://reports.example.org/{n}/water.pdf, page {n}.",
            "You wrote the opposite in March: https://news.example.net/2026/{n}/story",
            "{place} published its own numbers on data.example.gov/{n} last week, they differ from yours.",
            "Compare https://archive.example.com/{n} with what {who} says now.",
            "Two links for who wants to check: https://a.example.org/{n} and https://b.example.org/{n}.",
        ),
        mixed=(
            "{who} always says ئاو ژیانە, and {thing} shows that it is true.",
            "In Arabic we say الصبر مفتاح الفرج; tell that to {place}.",
            "The sign in {place} said «ممنوع» and below it, in English, welcome.",
            "Ева from the museum told {who} the same story.",
        ),
        touchy=(
            "Why is nobody investigating the casino in {place}? {who} lost a house there.",
            "Bitcoin mining is what eats our electricity, ask anybody in {place}.",
            "They offered {who} a loan at such interest that it is robbery.",
            "My number has been with the directorate since May, and nobody calls. {place}, street {n}.",
            "I would make money too if I owned {thing}!",
            "The discount at the state shop in {place} ended before I got there.",
        ),
        names=(
            "Shilan",
            "M. Okafor",
            "Truth Seeker",
            "Old Farmer",
            "Dana K.",
            "reader from Leeds",
            "Umm Sara",
            "J. Marsh",
            "karwan",
            "A tired nurse",
            "Peshraw",
            "Lina H.",
        ),
    ),
    "ar": Honest(
        places=("البصرة", "الموصل", "حينا", "السوق القديم", "كركوك", "الناصرية", "شارعنا", "أربيل"),
        things=(
            "تعرفة الماء",
            "الجسر الجديد",
            "الموازنة",
            "ترميم المدارس",
            "خط الحافلات",
            "موسم الحصاد",
            "انقطاع الكهرباء",
            "المستشفى",
            "طابور الوقود",
        ),
        people=("خالي", "جارنا", "ممرضة أعرفها", "أستاذي القديم", "المحافظ", "أختي", "الخباز"),
        openings=(
            "قرأت المقال مرتين.",
            "مع الاحترام،",
            "لا أحد يذكر أن",
            "في {place} الوضع مختلف:",
            "بصفتي من سكان {place}،",
            "شكرا على الكتابة عن {thing}.",
            "تصحيح صغير:",
            "لا أتفق مع الكاتب.",
            "تقرير جيد، لكن",
            "هل صحيح أن",
            "سؤالي عن {thing} بسيط:",
            "للتوضيح،",
            "كنت هناك بنفسي.",
        ),
        middles=(
            "{who} انتظر أربع ساعات ثم عاد إلى البيت.",
            "الأرقام الخاصة بـ{place} من العام الماضي.",
            "وعدونا بـ{thing} في الربيع ثم في الخريف.",
            "{who} يقول ذلك منذ عشر سنوات ولا أحد يسمع.",
            "الطريق أغلق قبل المطر بوقت طويل.",
            "الأسعار ارتفعت بالثلث والرواتب على حالها.",
            "العقد لم يعرض على المجلس أبدا.",
            "ندفع مرتين، مرة عند الشباك ومرة عند الباب.",
            "الأطفال يمشون إلى هناك في الظلام.",
            "مضختان من ثلاث لم تعملا يوما.",
        ),
        ends=(
            "من يتحمل المسؤولية؟",
            "اسألوهم مرة أخرى رجاء.",
            "أتمنى أن تتابعوا الموضوع.",
            "هذا كل ما أردت قوله.",
            "",
            "ضحكت أمي حين قرأته.",
            "سنرى في {place}.",
            "في المرة القادمة أرسلوا مراسلا إلى {place}.",
            "هل سأل أحد {who}؟",
        ),
        angry=(
            "عيب عليكم جميعا!!! {thing} كذبة كبيرة",
            "كذابون ولصوص، وأنتم تنشرون كلامهم كأنه خبر",
            "والله حرام، لم يسأل أحد {who} عن {thing}!",
            "كلام فارغ، لم تزوروا {place} في حياتكم",
            "مرة أخرى؟! كم مرة نقرأ عن {thing}؟",
        ),
        short=("أخيرا", "صحيح", "ليس في {place}", "المصدر؟", "أحسنتم", "لا", "نفس الشيء في {place}", "لماذا الآن فقط؟"),
        with_link=(
            "التقرير الكامل هنا https://reports.example.org/{n}/ar صفحة {n}",
            "كتبتم العكس في آذار: https://news.example.net/2026/{n}",
            "{place} نشرت أرقامها على data.example.gov/{n} وهي تختلف عن أرقامكم",
        ),
        mixed=(
            "{who} يقول دائما no comment كلما سئل عن {thing}.",
            "مشروع GIS في {place} توقف منذ سنة.",
            "الـPDF المرفق عن {thing} لا يفتح.",
            "خاڵم دەڵێت ئاو ژیانە، وهذا حال {place}.",
        ),
        touchy=(
            "لماذا لا يحقق أحد في صالة القمار في {place}؟",
            "تعدين البيتكوين يأكل كهرباء {place} كلها.",
            "عرضوا على {who} قروضا بفائدة هي السرقة بعينها.",
            "رقمي عند الدائرة منذ أيار ولم يتصل أحد. {place} زقاق {n}.",
            "الخصومات في السوق الحكومي انتهت قبل أن أصل.",
        ),
        names=("أبو علي", "سارة", "مواطن من البصرة", "حيدر", "أم زينب", "متابع", "د. كريم", "زهراء", "قارئ قديم"),
    ),
    "ckb": Honest(
        places=("هەولێر", "سلێمانی", "کۆلانەکەمان", "بازاڕی کۆن", "هەڵەبجە", "کۆیە", "ڕانیە", "دهۆک"),
        things=(
            "نرخی ئاو",
            "پردە نوێیەکە",
            "بودجەکە",
            "چاککردنی قوتابخانەکان",
            "هێڵی پاسەکە",
            "دروێنەی ئەمساڵ",
            "بڕینی کارەبا",
            "نەخۆشخانەکە",
            "سەرەی بەنزین",
        ),
        people=("خاڵم", "دراوسێکەمان", "پەرستارێک کە دەیناسم", "مامۆستا کۆنەکەم", "قائیمقام", "خوشکم", "نانەواکە"),
        openings=(
            "دوو جار خوێندمەوە.",
            "لەگەڵ ڕێزمدا،",
            "کەس باسی ئەوە ناکات کە",
            "لە {place} جیاوازە:",
            "وەک کەسێک کە لە {place} دەژیم،",
            "سوپاس بۆ نووسین لەسەر {thing}.",
            "ڕاستکردنەوەیەکی بچووک:",
            "من هاوڕا نیم.",
            "ڕاپۆرتێکی باشە، بەڵام",
            "ڕاستە کە",
            "پرسیارەکەم لەسەر {thing} سادەیە:",
            "خۆم لەوێ بووم.",
        ),
        middles=(
            "{who} چوار کاتژمێر چاوەڕێی کرد و گەڕایەوە ماڵەوە.",
            "ژمارەکانی {place} هی ساڵی پارن.",
            "{thing} لە بەهاردا بەڵێنی پێ درا و دیسان لە پاییزدا.",
            "{who} دە ساڵە ئەوە دەڵێت و کەس گوێ ناگرێت.",
            "ڕێگاکە زۆر پێش بارانەکە داخرابوو.",
            "نرخەکان سێیەک زیادیان کرد و مووچەش وەک خۆیەتی.",
            "گرێبەستەکە هەرگیز پیشانی ئەنجومەن نەدرا.",
            "دوو جار پارە دەدەین، جارێک لە پەنجەرە و جارێک لە دەرگا.",
            "منداڵەکان لە تاریکیدا بە پێ دەچن.",
        ),
        ends=(
            "کێ بەرپرسە؟",
            "تکایە دووبارە لێیان بپرسنەوە.",
            "هیوادارم بەدواداچوون بکەن.",
            "هەر ئەوەم دەویست بڵێم.",
            "",
            "دایکم پێکەنی کاتێک خوێندییەوە.",
            "لە {place} دەبینین.",
            "جاری داهاتوو پەیامنێرێک بنێرن بۆ {place}.",
            "کەس پرسیاری لە {who} کردووە؟",
        ),
        angry=(
            "شەرمە بۆ هەمووتان!!! {thing} درۆیەکی گەورەیە",
            "درۆزن و دزن، ئێوەش قسەکانیان وەک هەواڵ بڵاو دەکەنەوە",
            "بەخوا حەیفە، کەس پرسی بە {who} نەکرد لەسەر {thing}!",
            "قسەی بێ مانا، هەرگیز نەهاتوونەتە {place}",
        ),
        short=(
            "لە کۆتاییدا",
            "ڕاستە",
            "لە {place} وا نییە",
            "سەرچاوە؟",
            "دەستتان خۆش",
            "نەخێر",
            "هەمان شت لە {place}",
            "بۆچی تەنها ئێستا؟",
        ),
        with_link=(
            "ڕاپۆرتە تەواوەکە لێرەیە https://reports.example.org/{n}/ckb لاپەڕە {n}",
            "لە ئازاردا پێچەوانەکەیتان نووسی: https://news.example.net/2026/{n}",
            "{place} ژمارەکانی خۆی لە data.example.gov/{n} بڵاو کردووەتەوە",
        ),
        mixed=(
            "{who} هەمیشە دەڵێت no comment کاتێک پرسی {thing} لێ دەکرێت.",
            "پڕۆژەی GIS لە {place} ساڵێکە وەستاوە.",
            "خاڵم بە عەرەبی دەڵێت الصبر مفتاح الفرج، بەڵام {place} وا نییە.",
        ),
        touchy=(
            "بۆچی کەس لێکۆڵینەوە لە قومارخانەکەی {place} ناکات؟",
            "بیتکۆین کارەبای {place}ی هەموو خوارد.",
            "داشکاندنەکە لە بازاڕی حکومەت تەواو بوو پێش ئەوەی بگەم.",
            "ژمارەکەم لە مانگی ئایارەوە لای بەڕێوەبەرایەتییە و کەس پەیوەندی نەکرد.",
        ),
        names=("شیلان", "ئازاد", "هاووڵاتییەک", "کاروان", "دایکی سارا", "پێشڕەو", "خوێنەرێکی کۆن", "ڕێبین", "لانە"),
    ),
}

SPAM = {
    "en": Spam(
        casino=(
            "Best online casino {n} free spins no deposit, join {link}",
            "I won {n}000 dollars yesterday on this slot site {link}",
            "Sure odds every day, never lose a bet again. {link}",
            "Jackpot waiting, register with code WIN{n} at {link}",
            "Live roulette and poker rooms, bonus {n}% for the first hundred players {link}",
        ),
        loans=(
            "Do you need an urgent loan at {n}% interest? Apply today {mail}",
            "We give loans to business men and women without collateral, contact {mail}",
            "Bad credit? No problem! Cash in one hour, write to {mail}",
            "I was in debt until Mrs. Gloria lent me {n}0,000 euro. Email her: {mail}",
        ),
        trading=(
            "I invested 500 with expert trader Mr. Felix and got {n}500 in a week. Telegram: @felix{n}",
            "Turn your savings into daily profit, guaranteed returns, no risk, message me on WhatsApp {phone}",
            "My life changed after I met a crypto mentor, write to her {mail}",
            "Recover your stolen wallet: the only honest hacker is {mail}",
            "Automated trading robot, {n}% monthly, see proof {link}",
        ),
        flattery=(
            "Wonderful post! I have bookmarked your web site and will come back. {link}",
            "Nice blog, I was searching for this for a long time {link}",
            "Your writing style is amazing, keep it up! My page: {link}",
            "This is really informative content. You can also read {link}",
            "Howdy! Do you use a plugin against hackers? I am paranoid about losing everything. {link}",
        ),
        shop=(
            "Original shoes and watches, {n}% off, worldwide shipping {link}",
            "Solar pumps 5HP and 10HP, free delivery in all Iraq, call {phone}",
            "We clean carpets and sofas in your home, lowest price, {phone}",
            "Cheap tabs without prescription, discreet package {link}",
            "Buy diploma, passport and driving licence, registered and real. {mail}",
        ),
        jobs=(
            "Earn ${n}0 an hour from home, no experience, just a phone. {link}",
            "I make {n}00 dollars weekly online and so can you, details {link}",
            "Hiring {n} people for simple data entry, paid daily, WhatsApp {phone}",
        ),
        followers=(
            "Get {n}000 real followers in a day {link}",
            "Instagram likes and YouTube views, instant, safe {link}",
            "Rank first on Google, {n} backlinks for 20 dollars {link}",
        ),
        healer=(
            "Dr. Odion brought my husband back in {n} hours with his powerful spell. {mail}",
            "Herbal cure for diabetes and hepatitis, I am the living proof, contact {mail}",
            "Psychic reading that never fails, first call free {phone}",
        ),
        bare=(
            "{link}",
            "{link} {link}",
            "[url={link}]click[/url]",
            '<a href="{link}">best</a>',
            "see {link} see {link} see {link}",
        ),
        names=(
            "Best Pills Online",
            "betwin{n}",
            "Jennifer",
            "SEO Expert",
            "Mr. Felix",
            "promo{n}",
            "Cheap Tabs",
            "Anna {n}",
            "Kelvin Brooks",
        ),
    ),
    "ar": Spam(
        casino=(
            "أفضل كازينو أونلاين مع {n} لفة مجانية سجل الآن {link}",
            "ربحت {n}000 دولار أمس من هذا الموقع {link}",
            "توقعات مباريات مضمونة كل يوم لن تخسر أبدا {link}",
            "ألعاب روليت وبوكر ومكافأة {n}% لأول المشتركين {link}",
        ),
        loans=(
            "هل تحتاج إلى قرض عاجل بفائدة {n}%؟ راسلنا {mail}",
            "تمويل شخصي بدون كفيل وبدون تحويل راتب اتصل {phone}",
            "كنت غارقا في الديون حتى أقرضتني السيدة غلوريا. بريدها {mail}",
        ),
        trading=(
            "استثمرت 500 دولار مع خبير التداول وحصلت على {n}500 خلال أسبوع، تلغرام @felix{n}",
            "حول مدخراتك إلى ربح يومي مضمون بدون مخاطرة واتساب {phone}",
            "روبوت تداول آلي أرباح {n}% شهريا شاهد الإثبات {link}",
        ),
        flattery=(
            "موضوع رائع جدا بارك الله فيك، زوروا مدونتي {link}",
            "شكرا على المعلومات القيمة، كنت أبحث عنها منذ زمن {link}",
            "مقال مفيد، يمكنكم أيضا قراءة {link}",
        ),
        shop=(
            "أحذية وساعات أصلية خصم {n}% توصيل لكل المحافظات {link}",
            "منظومات طاقة شمسية بأسعار منافسة والتوصيل مجاني اتصل {phone}",
            "شركة تنظيف سجاد وكنب ومكافحة حشرات بأرخص سعر {phone}",
            "شهادات وجوازات ورخص قيادة مسجلة وحقيقية {mail}",
        ),
        jobs=(
            "اكسب {n}0 دولار في الساعة من بيتك بدون خبرة {link}",
            "مطلوب {n} شخص لإدخال بيانات بأجر يومي واتساب {phone}",
        ),
        followers=("احصل على {n}000 متابع حقيقي في يوم واحد {link}", "رشق لايكات ومشاهدات فوري وآمن {link}"),
        healer=(
            "شيخ روحاني مغربي لجلب الحبيب خلال {n} ساعة اتصل {phone}",
            "علاج السكري والكبد بالأعشاب نتيجة مضمونة {phone}",
        ),
        bare=("{link}", "{link} {link}", "[url={link}]اضغط[/url]", "شاهد {link} شاهد {link}"),
        names=("خبير التسويق", "عروض اليوم", "الشيخ أبو نور", "توصيل سريع", "ليلى {n}", "شركة الأمل"),
    ),
    "ckb": Spam(
        casino=(
            "باشترین کازینۆی ئۆنلاین لەگەڵ {n} سووڕی بەخۆڕایی، خۆت تۆمار بکە {link}",
            "دوێنێ {n}000 دۆلارم بردەوە لەم ماڵپەڕە {link}",
            "پێشبینی یارییەکان مسۆگەرە هەموو ڕۆژێک {link}",
        ),
        loans=(
            "پێویستت بە قەرزی بەپەلەیە بە قازانجی {n}%؟ بنووسە بۆ {mail}",
            "قەرز بەبێ کەفیل و بەبێ مووچە، پەیوەندی بکە {phone}",
        ),
        trading=(
            "500 دۆلارم لای شارەزایەک دانا و لە هەفتەیەکدا {n}500م وەرگرت، تێلیگرام @felix{n}",
            "پاشەکەوتەکەت بکە بە قازانجی ڕۆژانە، بێ مەترسی، واتساپ {phone}",
        ),
        flattery=(
            "بابەتێکی زۆر جوانە دەستت خۆش، سەردانی پەیجەکەم بکەن {link}",
            "زانیارییەکی بەسوودە، دەتوانن ئەمەش بخوێننەوە {link}",
        ),
        shop=(
            "پێڵاو و کاتژمێری ئەسڵی، {n}% داشکاندن، گەیاندن بۆ هەموو شارێک {link}",
            "سیستەمی وزەی خۆر بە نرخی گونجاو، پەیوەندی {phone}",
            "پاککردنەوەی فەرش و قەنەفە لە ماڵەوە بە هەرزانترین نرخ {phone}",
        ),
        jobs=(
            "ڕۆژانە {n}0 دۆلار لە ماڵەوە بەدەست بهێنە بەبێ ئەزموون {link}",
            "{n} کەسمان پێویستە بۆ تۆمارکردنی زانیاری، واتساپ {phone}",
        ),
        followers=("{n}000 فۆڵۆوەری ڕاستەقینە لە ڕۆژێکدا {link}", "لایک و بینەر دەستبەجێ و پارێزراو {link}"),
        healer=(
            "مەلایەکی بەتوانا بۆ گەڕاندنەوەی خۆشەویست لە {n} کاتژمێردا {phone}",
            "چارەسەری شەکرە بە گژوگیا، پەیوەندی {phone}",
        ),
        bare=("{link}", "{link} {link}", "[url={link}]کلیک[/url]"),
        names=("ڕیکلامی ئەمڕۆ", "کۆمپانیای هیوا", "شارەزای بازاڕ", "نازە {n}", "گەیاندنی خێرا"),
    ),
}
