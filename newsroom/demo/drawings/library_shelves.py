"""A reading room: tall shelves, one arched window, a ladder, a lamp, a reader who has not looked up."""

from math import cos, pi, sin

from .brush import Canvas, Direction, Stencil, curve, mix, path
from .motifs import poplar

BINDINGS = (
    "#7a2f2c",
    "#1f4f5a",
    "#c08a3e",
    "#3f4f3a",
    "#5a2f45",
    "#b4553c",
    "#2a3350",
    "#8a6a48",
    "#d9b878",
    "#4a3028",
)


def paint(canvas: Canvas) -> None:
    random = canvas.random
    canvas.sky((0, "#3a241f"), (1, "#5c3a2a"))
    outside = Stencil().box(640, 210, 960, 720).ellipse(800, 214, 160, 150)
    canvas.ink(outside, "#fbe6b0", shade="#f6c98a", light="#bfdcd0", toward="down")
    canvas.glow(800, 330, 340, "#fff8dc", 0.9)
    hills = Stencil().polygon([*curve(path("630,560 720,500 800,540 880,480 970,540")), *path("970,730 630,730")])
    canvas.ink(hills, "#a9bba0", shade="#7f9a86", inside=outside)
    trees = Stencil()
    for x, tall in ((690, 130), (722, 160), (902, 150), (932, 110)):
        poplar(trees, canvas, x, 720, tall)
    canvas.ink(trees, "#5f7f62", light="#9fb27a", toward="right", inside=outside)
    frame = Stencil()
    for x in (720, 800, 880):
        frame.line([(x, 60), (x, 720)], 7)
    for y in (214, 340, 466, 592):
        frame.line([(640, y), (960, y)], 7)
    canvas.ink(frame, "#4a2c20", inside=outside)
    rim = [(800 - 168 * cos(pi * s / 24), 214 - 158 * sin(pi * s / 24)) for s in range(25)]
    canvas.ink(
        Stencil().line([(632, 730), *rim, (968, 730)], 22),
        "#7a4a30",
        shade="#4a2a20",
        light="#d9a066",
        toward="down-right",
    )
    for x0, x1 in ((0, 300), (318, 600), (1000, 1282), (1300, 1600)):
        _bookcase(canvas, x0, x1)
    floor = Stencil().box(-10, 800, 1610, 1010)
    canvas.ink(floor, "#7a4a30", shade="#2b1a1a", light="#a8683f", toward="down")
    boards = Stencil()
    for step in range(-9, 10):
        boards.line([(800 + step * 120, 802), (800 + step * 250, 1010)], 2)
    canvas.ink(boards, "#3a211c", strength=0.6)
    canvas.ink(
        Stencil().polygon(path("660,802 940,802 1130,1010 470,1010")),
        "#f7c581",
        strength=0.5,
        soft=14,
        inside=floor,
    )
    for x0, x1, a, b in (
        (652, 716, 300, 520),
        (726, 796, 470, 690),
        (806, 874, 660, 850),
        (884, 948, 840, 1010),
    ):
        shaft = Stencil().polygon([(x0, 130), (x1, 130), (b + 190, 1010), (a + 150, 1010)])
        canvas.ink(shaft, "#ffdf9f", strength=0.11, soft=12, blend="screen")
    ladder = Stencil()
    ladder.line(path("1086,60 1150,806"), 13).line(path("1156,60 1232,806"), 13)
    for step in range(13):
        y = 110 + step * 54
        ladder.line([(1086 + (y - 60) * 0.0858, y), (1156 + (y - 60) * 0.102, y)], 9)
    canvas.ink(ladder, "#2f1b18", light="#e0a566", toward="right", depth=0.5)
    _desk(canvas)
    motes = Stencil()
    for _ in range(90):
        motes.ellipse(random.gauss(840, 190), random.uniform(80, 900), random.uniform(1, 2.6))
    canvas.ink(motes, "#fff1c8", strength=0.6)


def _bookcase(canvas: Canvas, x0: float, x1: float) -> None:
    random = canvas.random
    near = 1 - min(abs((x0 + x1) / 2 - 800) / 800, 1)
    toward: Direction = "left" if x1 < 800 else "right"
    canvas.ink(Stencil().box(x0 - 8, 20, x1 + 8, 806), "#2a1815")
    books: dict[str, Stencil] = {tone: Stencil() for tone in BINDINGS}
    bands, tops, backs = Stencil(), Stencil(), Stencil()
    for row in range(6):
        floor = 148 + row * 128
        x = x0 + 10.0
        while x < x1 - 16:
            wide, tall = random.uniform(11, 27), random.uniform(70, 108)
            if random.random() < 0.05:
                x += random.uniform(12, 34)
                continue
            wide = min(wide, x1 - 10 - x)
            lean = random.random() < 0.05
            tilt = tall * 0.16 if lean else 0
            book = [(x + tilt, floor - tall), (x + wide + tilt, floor - tall), (x + wide, floor), (x, floor)]
            books[random.choice(BINDINGS)].polygon(book)
            if not lean:
                for part in random.choice(((0.16, 0.8), (0.14, 0.2, 0.78, 0.84), (0.3,), (0.5, 0.56))):
                    bands.box(x + 2, floor - tall + tall * part, x + wide - 2, floor - tall + tall * part + 3)
                backs.box(x + wide - 3, floor - tall, x + wide, floor)
                tops.box(x, floor - tall, x + wide, floor - tall + 2)
            x += wide + 1.2 + tilt
    for tone, row_of_books in books.items():
        if row_of_books.pieces:
            canvas.ink(
                row_of_books,
                mix(tone, "#1f1214", 0.34 * (1 - near)),
                shade="#2a1715",
                light=mix(tone, "#ffd799", 0.45),
                toward=toward,
                depth=0.9,
            )
    canvas.ink(bands, "#e9c27a", strength=0.75)
    canvas.ink(backs, "#1d1012", strength=0.5)
    canvas.ink(tops, "#ffe3a8", strength=0.35)
    wood = Stencil()
    for row in range(7):
        wood.box(x0 - 8, 20 + row * 128, x1 + 8, 34 + row * 128)
    wood.box(x0 - 10, 10, x0 + 7, 806).box(x1 - 7, 10, x1 + 10, 806)
    canvas.ink(wood, "#8a5634", shade="#3f241c", light="#d99c5c", toward=toward, depth=0.9)
    shadows = Stencil()
    for row in range(6):
        shadows.box(x0 + 7, 34 + row * 128, x1 - 7, 52 + row * 128)
    canvas.ink(shadows, "#1a0d0f", strength=0.45, soft=3)


def _desk(canvas: Canvas) -> None:
    canvas.ink(Stencil().ellipse(720, 985, 420, 30), "#1d1012", strength=0.6, soft=14)
    reader = Stencil()
    reader.polygon(curve(path("470,900 480,790 520,732 572,716 632,738 664,800 676,900"), 8))
    reader.limb((650, 780), (716, 858), 46, 30).limb((510, 780), (620, 862), 46, 30)
    skin = Stencil().limb((584, 736), (596, 690), 40, 34).ellipse(608, 656, 38, 47)
    canvas.ink(skin, "#b97c54", shade="#7a4a38", light="#e3ac7c", toward="left")
    canvas.ink(reader, "#27405a", shade="#121d30", light="#7f9aa0", toward="left", depth=0.85)
    hair = curve(
        path("590,704 562,684 560,640 584,606 622,602 648,626 646,642 626,636 614,652 606,676 604,694 590,704"),
        6,
    )
    canvas.ink(Stencil().polygon(hair), "#21171a", light="#6b4c3c", toward="left", depth=0.4)
    top = Stencil().polygon(path("360,868 1120,868 1180,912 300,912")).box(300, 912, 1180, 934)
    legs = (
        Stencil()
        .polygon(path("340,934 384,934 376,1010 348,1010"))
        .polygon(path("1096,934 1140,934 1132,1010 1104,1010"))
    )
    canvas.ink(legs, "#3a211c", shade="#1d1012")
    canvas.ink(top, "#8a5230", shade="#3f241c", light="#e0a060", toward="down")
    left = Stencil().polygon(
        curve(path("608,880 650,858 712,866 744,882"), 6) + path("740,900 706,886 650,882 604,900")
    )
    right = Stencil().polygon(
        curve(path("744,882 776,864 840,858 880,880"), 6) + path("886,900 840,882 780,886 740,900")
    )
    canvas.ink(left, "#fdf3da", shade="#c9ab84", toward="right")
    canvas.ink(right, "#fff8e6", shade="#d9bf98", toward="left")
    pile = ((930, 848, 130, "#7a2f2c"), (938, 828, 112, "#1f4f5a"), (926, 808, 124, "#c08a3e"))
    for x, y, wide, tone in pile:
        canvas.ink(
            Stencil().box(x, y, x + wide, y + 20),
            tone,
            shade=mix(tone, "#1d1012", 0.6),
            light=mix(tone, "#ffe0a6", 0.4),
            toward="down-right",
        )
        canvas.ink(Stencil().box(x + wide - 8, y + 3, x + wide, y + 17), "#f1dfb6")
    canvas.glow(452, 786, 330, "#ffcf7d", 0.75)
    lamp = Stencil().line(path("430,868 430,780"), 8).ellipse(430, 870, 46, 9)
    canvas.ink(lamp, "#c99a4c", shade="#6b4420", light="#fff0be", toward="right")
    shade = Stencil().polygon(curve(path("352,800 372,750 430,732 488,750 508,800"), 6))
    canvas.ink(shade, "#2f7358", shade="#173f36", light="#8fc09a", toward="down-right")
    canvas.ink(Stencil().ellipse(430, 800, 78, 9), "#fff3c4")
