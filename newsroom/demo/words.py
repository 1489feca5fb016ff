"""The words of generated stories, in three languages: for measuring, not for reading."""

from typing import NamedTuple


class Words(NamedTuple):
    places: tuple[str, ...]
    subjects: tuple[str, ...]
    events: tuple[str, ...]
    sentences: tuple[str, ...]
    subheadings: tuple[str, ...]
    people: tuple[str, ...]
    tags: tuple[str, ...]


WORDS = {
    "en": Words(
        places=("Erbil", "Sulaymaniyah", "Duhok", "Kirkuk", "Baghdad", "Basra", "Halabja", "Mosul", "Najaf", "Amara"),
        subjects=("water board", "bus line", "school council", "market", "hospital", "harbour", "library", "football club"),
        events=(
            "opens a second site in",
            "counts the cost of spring floods in",
            "publishes its accounts in",
            "hires forty people in",
            "moves its winter quarters to",
            "asks residents what to build in",
            "repairs the old bridge of",
            "delays its timetable in",
        ),
        sentences=(
            "The figures were read out to a full room and are to be pinned up outside it.",
            "Work stops at noon in July, so the day begins before four.",
            "Nobody at the table disputed the sum; they disputed who is to pay it.",
            "The first lorries came over the pass with their lights on.",
            "A notice on the gate names the date and asks drivers to bring their papers.",
            "She has kept the ledgers since her father's time and knows which years are missing.",
            "The engineers measured the crack twice and drew a chalk line beside it.",
            "By evening the queue reached the bakery and turned the corner.",
            "The plan allows for two wet winters and says nothing about a dry one.",
            "What was a car park is now a nursery for four thousand young trees.",
            "The council votes again on Tuesday, and the gallery is open to all.",
            "Prices fell a little after the holiday, then rose past where they had been.",
            "He learned the trade in Mosul and the songs on the way home.",
            "The radio gave the level of the river every hour, as it used to.",
            "It is cheaper to mend the pump than to buy the water, the report says.",
            "Most of those who signed have never met.",
        ),
        subheadings=("What happens next", "Who pays", "How it began", "The view from the street"),
        people=("Narin Salih", "Haval Omer", "Zainab Kadhim", "Peter Aram", "Shilan Tofiq", "Mustafa Jabbar"),
        tags=("water", "roads", "schools", "harvest", "music", "elections", "prices", "rivers", "health", "football"),
    ),
    "ar": Words(
        places=("أربيل", "السليمانية", "دهوك", "كركوك", "بغداد", "البصرة", "حلبجة", "الموصل", "النجف", "العمارة"),
        subjects=("دائرة الماء", "خط الحافلات", "مجلس المدرسة", "السوق", "المستشفى", "الميناء", "المكتبة", "نادي الكرة"),
        events=(
            "تفتتح موقعاً ثانياً في",
            "تحصي خسائر سيول الربيع في",
            "تنشر حساباتها في",
            "توظف أربعين شخصاً في",
            "تنقل مقرها الشتوي إلى",
            "تسأل الأهالي عما يُبنى في",
            "ترمم الجسر القديم في",
            "تؤجل جدولها في",
        ),
        sentences=(
            "قُرئت الأرقام أمام قاعة ممتلئة وستُعلَّق على بابها.",
            "يتوقف العمل ظهراً في تموز، لذلك يبدأ النهار قبل الرابعة.",
            "لم يختلف الحاضرون على المبلغ، بل على من يدفعه.",
            "عبرت الشاحنات الأولى الممر وأضواؤها مشتعلة.",
            "لافتة على البوابة تذكر الموعد وتطلب من السائقين إحضار أوراقهم.",
            "تحتفظ بالدفاتر منذ أيام والدها وتعرف أي السنوات ناقصة.",
            "قاس المهندسون الشق مرتين ورسموا بجانبه خطاً بالطباشير.",
            "وصل الطابور مساءً إلى المخبز وانعطف عند الزاوية.",
            "تحسب الخطة حساب شتاءين ماطرين ولا تقول شيئاً عن شتاء جاف.",
            "ما كان موقفاً للسيارات صار مشتلاً لأربعة آلاف شجرة.",
            "يصوّت المجلس ثانية يوم الثلاثاء والحضور متاح للجميع.",
            "انخفضت الأسعار قليلاً بعد العيد ثم ارتفعت فوق ما كانت عليه.",
            "تعلّم الصنعة في الموصل والأغاني في طريق العودة.",
            "كانت الإذاعة تعلن منسوب النهر كل ساعة كما في الماضي.",
        ),
        subheadings=("ماذا بعد", "من يدفع", "كيف بدأت القصة", "رأي الشارع"),
        people=("زينب كاظم", "مصطفى جبار", "نور الدين صالح", "هدى عبد الله"),
        tags=("المياه", "الطرق", "المدارس", "الحصاد", "الموسيقى", "الانتخابات", "الأسعار", "الأنهار", "الصحة", "كرة القدم"),
    ),
    "ckb": Words(
        places=("هەولێر", "سلێمانی", "دهۆک", "کەرکووک", "بەغدا", "بەسرە", "هەڵەبجە", "مووسڵ", "ڕانیە", "کۆیە"),
        subjects=("فەرمانگەی ئاو", "هێڵی پاس", "ئەنجومەنی قوتابخانە", "بازاڕ", "نەخۆشخانە", "بەندەر", "کتێبخانە", "یانەی تۆپی پێ"),
        events=(
            "شوێنێکی دووەم دەکاتەوە لە",
            "زیانی لافاوی بەهار دەژمێرێت لە",
            "حیساباتی خۆی بڵاو دەکاتەوە لە",
            "چل کەس دادەمەزرێنێت لە",
            "بنکەی زستانەی دەگوازێتەوە بۆ",
            "لە خەڵک دەپرسێت چی دروست بکرێت لە",
            "پردە کۆنەکە چاک دەکاتەوە لە",
            "خشتەکەی دوا دەخات لە",
        ),
        sentences=(
            "ژمارەکان لە هۆڵێکی پڕدا خوێندرانەوە و لە دەرگاکەی هەڵدەواسرێن.",
            "لە تەممووزدا کار لە نیوەڕۆ دەوەستێت، بۆیە ڕۆژ پێش چوار دەست پێ دەکات.",
            "کەس لەسەر بڕەکە ناکۆک نەبوو؛ لەسەر ئەوە ناکۆک بوون کێ بیدات.",
            "یەکەم بارهەڵگرەکان بە چرای داگیرساوەوە لە ملەکە پەڕینەوە.",
            "تابلۆیەک لەسەر دەرگاکە ڕۆژەکە دەڵێت و داوا لە شۆفێران دەکات کاغەزەکانیان بهێنن.",
            "لە سەردەمی باوکیەوە دەفتەرەکان دەپارێزێت و دەزانێت کام ساڵ کەمە.",
            "ئەندازیارەکان دوو جار درزەکەیان پێوا و بە تەباشیر هێڵێکیان لە تەنیشتی کێشا.",
            "ئێوارە ڕیزەکە گەیشتە نانەواخانە و لە سووچەکە پێچی کردەوە.",
            "پلانەکە حیسابی دوو زستانی بەباران دەکات و باسی زستانی وشک ناکات.",
            "ئەوەی گەراجی ئۆتۆمبێل بوو ئێستا نەمامگەی چوار هەزار دارە.",
            "ئەنجومەن سێشەممە دیسان دەنگ دەدات و دەرگا بۆ هەمووان کراوەیە.",
            "دوای جەژن نرخەکان کەمێک دابەزین و پاشان لە جاران بەرزتر بوونەوە.",
            "لە مووسڵ فێری پیشەکە بوو و لە ڕێگای گەڕانەوە فێری گۆرانییەکان.",
        ),
        subheadings=("دواتر چی دەبێت", "کێ پارەکە دەدات", "چۆن دەستی پێ کرد", "قسەی شەقام"),
        people=("نەرین ساڵح", "هاوڕێ عومەر", "شیلان تۆفیق", "دڵشاد کەریم"),
        tags=("ئاو", "ڕێگا", "قوتابخانە", "دروێنە", "مۆسیقا", "هەڵبژاردن", "نرخ", "ڕووبار", "تەندروستی", "تۆپی پێ"),
    ),
}
