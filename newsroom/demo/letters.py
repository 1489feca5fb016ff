"""What readers of the demo newspaper wrote below its stories. Data only."""

from typing import Literal, NamedTuple

type CommentState = Literal["approved", "held", "rejected", "spam"]


class Comment(NamedTuple):
    """`story` is a file of `stories/` without its ending; `age` is written as in the stories: 20m, 3h, 2d."""

    story: str
    name: str
    email: str
    body: str
    state: CommentState
    age: str
    website: str = ""


COMMENTS = (
    Comment(
        "en/lesser-zab-water",
        "Shwan A.",
        "shwan.a@example.org",
        "My grandfather's field is the last one on that line. He says the list is fair and the water is "
        "not, which is more or less what Mam Hidayet says, only louder.",
        "approved",
        "2h",
    ),
    Comment(
        "en/lesser-zab-water",
        "Hydrologist, retired",
        "p.lindqvist@example.com",
        "A small point on units. 1.1 dS/m is the conductivity of the water, not its salinity, although one "
        "is commonly used for the other. The sentence about onions is right either way.\n\n"
        "I would be grateful if you repeated the measurement in August, at the same three places and the "
        "same hour of the day. Two points make a rumour; a series makes a case.",
        "approved",
        "110m",
        website="https://example.org/rivers",
    ),
    Comment(
        "en/lesser-zab-water",
        "nobody",
        "nobody@example.com",
        "ask who has the big pump above the bridge. ask him at night. you will not print this",
        "held",
        "40m",
    ),
    Comment(
        "en/lesser-zab-water",
        "AquaBest Pumps",
        "sales@example.com",
        "BEST PRICE water pump solar 5HP 10HP free delivery all Iraq!!! Contact now, limited stock >>> "
        "https://example.com/pumps",
        "spam",
        "35m",
        website="https://example.com/pumps",
    ),
    Comment(
        "en/last-generator",
        "Dana K.",
        "dana.k@example.org",
        'We had "Kawa" too, only ours was called Abu Dler. When my father died he did not send a bill '
        "for two months. I have not thought about that until today.",
        "approved",
        "20h",
    ),
    Comment(
        "en/last-generator",
        "Truth Teller",
        "truth@example.com",
        "Five out of six households pay less. Wonderful. Now come to our street, where the meter was "
        "fitted in a box that nobody can open and the bill is double. Or is it only good news you collect?",
        "approved",
        "18h",
    ),
    Comment(
        "en/last-generator",
        "H.",
        "h.faris@example.com",
        "You are all paid by the electricity people and your mothers know it. Idiots writing for idiots.",
        "rejected",
        "17h",
    ),
    Comment(
        "en/last-generator",
        "Pakhshan's neighbour",
        "neighbour@example.org",
        "The nightingale is real. It is a nuisance.",
        "approved",
        "9h",
    ),
    Comment(
        "en/crane-school",
        "M. Okafor",
        "m.okafor@example.com",
        'Thirty years on gantries in Felixstowe and Tema. "You push when it is coming towards you, never '
        'when it is leaving" is the best sentence on anti-sway I have read, and I have written manuals.',
        "approved",
        "40h",
    ),
    Comment(
        "en/sitak-promotion",
        "Arbat Ultra",
        "arbat@example.org",
        "Congratulations, honestly. But PLEASE print the table in full, we scored 38 goals and you make it "
        "sound as if we lost on a technicality. Which we did.",
        "approved",
        "11h",
    ),
    Comment(
        "en/sitak-promotion",
        "Linesman",
        "linesman@example.org",
        "The deflection was offside by a boot. Rebin knows it, he was standing next to me.",
        "approved",
        "8h",
    ),
    Comment(
        "en/sitak-promotion",
        "betwin",
        "promo@example.com",
        "Want to earn 500$ daily on football predictions? My teacher Mr. Felix changed my life. Write him on the site.",
        "spam",
        "7h",
        website="https://example.com/bet",
    ),
    Comment(
        "en/night-train",
        "Ghada R.",
        "ghada.r@example.org",
        "I was in the seats, two carriages behind you, on what must have been the same Thursday. There was "
        "a baby called Dijla who was passed along the whole carriage and back, and nobody complained "
        "except the man who had her last.\n\n"
        "Thank you for the part after Samawah. My husband never believed me.",
        "approved",
        "5d",
    ),
    Comment(
        "en/night-train",
        "Train nerd",
        "gauge1435@example.com",
        "Lovely piece. The works plate you mention is almost certainly Ganz-Mávag, which closed in the "
        "eighties, so either the conductor is younger than he looks or you are being kind. The line speed "
        "on the southern section was 140 on paper. On paper.",
        "approved",
        "5d",
        website="https://example.org/ir-carriages",
    ),
    Comment(
        "en/night-train",
        "Umm Ziad's daughter",
        "ashar@example.org",
        "The bird arrived in good health and has been named Conductor.",
        "approved",
        "4d",
    ),
    Comment(
        "en/night-train",
        "Karim",
        "karim77@example.com",
        "Nice poetry but my cousin waited nine hours on that embankment in February with two children and "
        "no heating, and the office told him to fill in a form. Why is that not in the article? I can give "
        "you his number.",
        "held",
        "3d",
    ),
    Comment(
        "en/qaysari-roof",
        "Southern side",
        "cloth@example.org",
        "For the record: we did not ask for a reduction. We asked for mirrors.",
        "approved",
        "3d",
    ),
    Comment(
        "en/teahouse-reader",
        "Nawzad in Leeds",
        "nawzad.leeds@example.com",
        "My uncle is one of the four you asked. He rang to say he is in the paper and that you gave his "
        "answer to Aziz. Aziz is now unbearable.",
        "approved",
        "10d",
    ),
    Comment(
        "en/teahouse-reader",
        "A teacher of rhetoric",
        "j.marsh@example.com",
        '"I give them the house. They can put in the furniture." I have set this for Monday\'s class.\n\n'
        "The question I shall ask them is the one your reporter does not: who decides which page is folded "
        "into the jacket? I do not say it as an accusation. Every editor has such a jacket.",
        "approved",
        "9d",
    ),
    Comment(
        "en/wheat-queue",
        "Salar's brother",
        "khidir@example.org",
        "He has moved 40 metres since this was published. The barber sends greetings.",
        "approved",
        "6h",
    ),
    Comment(
        "en/wheat-queue",
        "economist_81",
        "econ81@example.com",
        "The gap between 850 and 690 is not a market price, it is the price of three days without a "
        "toilet. Somebody should calculate it per hour.",
        "approved",
        "5h",
    ),
    Comment(
        "en/why-we-left-names-out",
        "Hero M.",
        "hero.m@example.org",
        "I am one of the cross mothers. I am still a little cross. But I showed my daughter the sentence "
        "about thirty and she went very quiet and then asked what thirty is like.",
        "approved",
        "2d",
    ),
    Comment(
        "en/why-we-left-names-out",
        "Freedom of Press",
        "fop@example.com",
        "More woke censorship. If you can't print a name then close the paper. Sara Qadir should be "
        "ashamed, I know where your office is.",
        "rejected",
        "2d",
    ),
    Comment(
        "en/gothenburg-bakery",
        "Annika",
        "annika@example.com",
        "The sign is true. I have never once got home with it warm, and I live four minutes away.",
        "approved",
        "15d",
    ),
    Comment(
        "en/kulera-price",
        "Majid Aref",
        "majid.bakery@example.org",
        "I am the baker with the pinch. You promised me you would write that I employ six people. You "
        "wrote the pinch and not the six.",
        "approved",
        "44d",
    ),
    Comment(
        "en/kulera-price",
        "balance maker",
        "scales@example.com",
        "Please state the uncertainty of your kitchen balance. Mine is one gram; if yours is five, three "
        "of your eight bakeries are innocent.",
        "approved",
        "43d",
    ),
    Comment(
        "en/hand-count",
        "Olga T.",
        "olga.t@example.com",
        "I have observed elections in nineteen countries and never seen the spectacles procedure. It "
        "should be in the handbook.",
        "approved",
        "70d",
    ),
    Comment(
        "en/halgurd-dawn",
        "Nasrin's granddaughter",
        "diana.girl@example.org",
        "She says the roof needs painting and that you could see it from there.",
        "approved",
        "400d",
    ),
    Comment(
        "ar/lesser-zab-water",
        "أبو ريبين",
        "abu.rebin@example.org",
        "كنت في تلك الحلقة. نسيتم أن تذكروا أن أصغر الحاضرين، وعمره تسع عشرة سنة، هو من اقترح أن يبدأ كل "
        "رجل بما يستطيع أن يخسره. الكبار استحوا منه فوافقوا.",
        "approved",
        "90m",
    ),
    Comment(
        "ar/last-generator",
        "موظفة متقاعدة",
        "huda.s@example.com",
        "في شارعنا حدث العكس: أطفئت المولدة قبل أن تصل الكهرباء بأسبوعين، وقضيناهما على ضوء الهواتف. لو "
        "سألتم كم دفعنا للشموع لما وجدتم له قائمة.",
        "approved",
        "19h",
    ),
    Comment(
        "ar/crane-school",
        "عامل رصيف سابق",
        "dock12@example.org",
        "المطعم الذي صار جهاز محاكاة أكلت فيه عشرين سنة. لا أعترض على العلم، ولا على الأخت رسل وهي أمهر "
        "منا، لكن أعيدوا لنا مكاناً نشرب فيه الشاي. الرافعة لا تعمل بسائق عطشان.\n\n"
        "وشكراً لأنكم كتبتم أن بعضنا لم يغفر. أنا منهم.",
        "approved",
        "36h",
    ),
    Comment(
        "ar/crane-school",
        "شركة النجاح",
        "jobs@example.com",
        "وظائف شاغرة في الموانئ براتب 3000 دولار بدون خبرة!! سجل الآن وادفع رسوم الملف فقط عبر الرابط "
        "https://example.com/jobs",
        "spam",
        "30h",
        website="https://example.com/jobs",
    ),
    Comment(
        "ar/river-taxi",
        "سعد من الشواكة",
        "saad.sh@example.org",
        "أخيراً. لكن سلّم الشواكة مكسور من الدرجة السابعة، وأمي عمرها سبعون. ضعوا هذا في الجريدة حتى يراه أحد.",
        "approved",
        "4h",
    ),
    Comment(
        "ar/river-taxi",
        "مراقب",
        "observer@example.com",
        "من صاحب القوارب الستة؟ وكيف رست المناقصة في يومين؟ اكتبوا هذا إن كنتم صحافة، وإلا فأنتم إعلان.",
        "held",
        "2h",
    ),
    Comment(
        "ar/buffalo-census",
        "د. سناء",
        "sanaa.vet@example.org",
        "بصفتي بيطرية عملت في الأهوار أؤكد أن النسب المحفوظ في الأهازيج أدق من سجلاتنا حتى الجيل الرابع. "
        "بعد الرابع تبدأ المبالغات، وكل جاموسة تنحدر من جاموسة واحدة حلبت برميلاً.",
        "approved",
        "8d",
    ),
    Comment(
        "ar/oud-maker",
        "طالب موسيقى",
        "n.taha@example.com",
        "اسمي في الدفتر، الرقم 216. قرأت المقال مرتين لأعرف كم بقي، ثم خجلت من نفسي.",
        "approved",
        "110d",
    ),
    Comment(
        "ckb/lesser-zab-water",
        "کاروان لە ڕانیە",
        "karwan.r@example.org",
        "دەستخۆش. ئێمە لە خوارووی ئەو یازدە گوندەین و ناومان لە لیستەکەدا نییە. ئاوی سوێر دەگاتە ئێمە و "
        "خشتەکە ناگات. تکایە جارێکیش بێنە ئەم دیو.",
        "approved",
        "1h",
    ),
    Comment(
        "ckb/last-generator",
        "کچی ڕزگار",
        "rzgar.k@example.org",
        "باوکم ئەو ڕزگارەیە کە پاس لێ دەخوڕێت. دەڵێت ئێستا دەنگی منداڵەکانی دەبیستێت کە قسە دەکەن، و "
        "هەندێک جار مۆلیدەکەی پێ خۆشترە.",
        "approved",
        "15h",
    ),
    Comment(
        "ckb/bookbinder",
        "خوێنەرێکی کتێبخانە",
        "library.reader@example.com",
        "ئەو ساڵە هەفتەنامەیەی باسی دەکەن لە ماڵی ئێمەشدا هەیە و هێشتا بەرگ نەگیراوە. ئەگەر نەخشەکەی "
        "ژێرزەمینەکە بنووسن دەیبەم.\n\n"
        "تێبینییەک: «سەحاف»یش وشەیەکی جوانە، خەڵکی سلێمانی بەوەیان دەگوت. بۆچی بەکارتان نەهێنا؟",
        "approved",
        "4d",
    ),
    Comment(
        "ckb/sitak-promotion",
        "هاندەری بازیان",
        "bazian@example.org",
        "ناوبژیوان فرۆشراو بوو، ڕۆژنامەکەش فرۆشراوە، هەمووتان دزن. ئەگەر ڕێبین بێتە بازیان دەزانێت چی بەسەر دێت.",
        "rejected",
        "9h",
    ),
    Comment(
        "ckb/halabja-pomegranate",
        "شۆفێری پاس",
        "driver.line3@example.org",
        "ئەو هەنارەی خلۆر بووەوە من خواردم. شیرین بوو. لەمەودوا بۆ سندووق نیو کرێ وەردەگرین، لە کۆمەڵەی "
        "شۆفێران بڕیارمان داوە.",
        "approved",
        "12h",
    ),
    Comment(
        "ckb/keyboard-letters",
        "پ. عوسمان",
        "p.osman@example.com",
        "سی ساڵە زمان دەڵێمەوە و قوتابییەکانم لێم دەپرسن بۆچی ڕ و ڵ گرنگن. لەمەودوا ئەم ستوونەیان پێ "
        "دەدەم.\n\n"
        "تەنها شتێک: لە ئەرشیفی کۆندا شێوەی هەڵەکە خۆی مێژووە. هیوادارم دەقی پێش ڕاستکردنەوەتان لە شوێنێک "
        "پاراستبێت.",
        "approved",
        "240d",
        website="https://example.org/zman",
    ),
    Comment(
        "ckb/ranya-chess",
        "مامۆستای بیرکاری",
        "math.ranya@example.org",
        "ئەرکەکەشی هەمووی ڕاست بوو.",
        "approved",
        "139d",
    ),
)
