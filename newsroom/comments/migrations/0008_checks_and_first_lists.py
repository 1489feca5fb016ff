from django.db import migrations

# As they were when this was written; what a desk has set since is its own. (name, limit, points)
CHECKS = [
    ("ban", None, 0),
    ("honeypot", None, 6),
    ("challenge", None, 1),
    ("form_time", 3, 2),
    ("story", None, 0),
    ("late", 30, 0.5),
    ("short", 2, 1),
    ("long", 6000, 1),
    ("capitals", 0.7, 0.5),
    ("signs", 5, 0.5),
    ("links", 1, 1),
    ("only_links", 3, 3),
    ("disguised_links", None, 3),
    ("link_in_name", None, 4),
    ("link_code", None, 4),
    ("contact", None, 1.5),
    ("disguised_words", None, 2),
    ("banned_words", None, 4),
    ("suspect_words", None, 1),
    ("repeats", 0, 1.5),
    ("repeats_of_spam", None, 4),
    ("rate_by_address", 5, 1),
    ("rate_by_email", 3, 1),
    ("spam_from_address", 0, 1.5),
    ("new_commenter", None, 0.5),
    ("refused_before", 0, 1.5),
    ("good_history", 5, -1.5),
    ("classifier", 0.8, 4.5),
    ("akismet", None, 4),
]
# Of advertising: to begin with. What is banned, each desk says for itself.
SUSPECT = {
    "en": """casino*
jackpot*
viagra
cialis
payday loan*
loan offer*
free spins
sports betting
betting tips
forex
binary option*
crypto*
bitcoin*
earn money
make money
extra income
work from home
passive income
double your
spell caster
love spell*
escort*
porn*
replica*
buy followers
more followers
seo service*
backlink*
click here
visit my
check out my
visit our
best price*
cheap price*
limited offer
promo code
discount code
weight loss
essay writing
100% guaranteed
dm me""",
    "ar": """كازينو*
مراهنات*
قمار*
اربح المال
ربح المال
اربح يوميا
دخل إضافي
العمل من المنزل
قرض سريع
قروض*
تداول العملات
فوركس
بيتكوين
فياجرا
جلب الحبيب
شيخ روحاني
زيادة المتابعين
متابعين انستغرام
اضغط هنا
انقر هنا
زوروا موقعنا
زوروا صفحتنا
عرض خاص
عرض محدود
خصم حصري
خصومات*
أفضل الأسعار
أرخص الأسعار
توصيل مجاني""",
    "ckb": """کازینۆ*
قومار*
گرەو*
پارە پەیدا
داهاتی زیادە
لە ماڵەوە کار
قەرزی خێرا
بیتکۆین*
فۆرێکس
فۆڵۆوەر*
کلیک لێرە
کلیک بکە
سەردانی ماڵپەڕەکەمان
سەردانی پەیجەکەمان
سەردانی پەیجەکەم
داشکاندن*
ئۆفەر*
باشترین نرخ
هەرزانترین*
گەیاندن بەخۆڕایی
جادوو*""",
}


def seed(apps, schema_editor):
    models = {name: apps.get_model("comments", name) for name in ("Check", "Rules", "WordList")}
    models["Rules"].objects.get_or_create(pk=1)
    for number, (name, limit, points) in enumerate(CHECKS, start=1):
        values = {"place": number * 10, "limit": limit, "points": points}
        models["Check"].objects.get_or_create(name=name, defaults=values)
    for language, words in SUSPECT.items():
        models["WordList"].objects.get_or_create(kind="suspect", language=language, defaults={"words": words})


class Migration(migrations.Migration):
    dependencies = [("comments", "0007_sketches_of_comments")]

    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
