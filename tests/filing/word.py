"""DOCX files, written part by part."""

import io
import zipfile
from collections.abc import Mapping

from tests import cast

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    f'xmlns:r="{OFFICE}" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
STYLES = {
    "Titel": "Title",
    "Sub": "Subtitle",
    "H1": "heading 1",
    "H2": "heading 2",
    "H3": "heading 3",
    "Cap": "caption",
    "Zitat": "Quote",
}


def p(*content: str, style: str = "", numbering: int | None = None, level: int = 0) -> str:
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if numbering is not None:
        properties += f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{numbering}"/></w:numPr>'
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(content)}</w:p>"


def t(words: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def link(words: str, target: str) -> str:
    return f'<w:hyperlink r:id="{target}">{t(words)}</w:hyperlink>'


def image(relationship: str, alt: str = "", attribute: str = "r:embed") -> str:
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="Picture 1" descr="{alt}"/><a:graphic><a:graphicData>'
        f'<pic:pic><pic:blipFill><a:blip {attribute}="{relationship}"/></pic:blipFill></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def table(*rows: list[str]) -> str:
    cells = ("".join(f"<w:tc>{cell if cell.startswith('<w:') else p(t(cell))}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def part(root: str, inside: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:{root} {NAMES}>{inside}</w:{root}>'


def relationships(targets: Mapping[str, str | tuple[str, str]]) -> str:
    """Of each id its target: a picture's name, an address, or a (type, target)."""
    made = ""
    for key, target in targets.items():
        kind, where = target if isinstance(target, tuple) else ("hyperlink" if ":" in target else "image", target)
        mode = ' TargetMode="External"' if ":" in where else ""
        made += f'<Relationship Id="{key}" Type="{OFFICE}/{kind}" Target="{where}"{mode}/>'
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{made}</Relationships>'


def docx(
    *blocks: str,
    targets: Mapping[str, str | tuple[str, str]] | None = None,
    files: Mapping[str, bytes | str] | None = None,
) -> bytes:
    """A document of these blocks, as Word packs it; `files` are put in beside, or in the place of, the usual parts."""
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/></w:style>'
        for key, name in STYLES.items()
    )
    levels = "".join(
        f'<w:abstractNum w:abstractNumId="{number}">'
        + "".join(f'<w:lvl w:ilvl="{level}"><w:numFmt w:val="{kind}"/></w:lvl>' for level in range(3))
        + "</w:abstractNum>"
        for number, kind in ((1, "bullet"), (2, "decimal"))
    )
    numbers = "".join(f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>' for number in (1, 2))
    parts: dict[str, bytes | str] = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="jpg" ContentType="image/jpeg"/><Default Extension="png" ContentType="image/png"/>'
        '<Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": relationships({"rId1": ("officeDocument", "word/document.xml")}),
        "word/document.xml": part("document", f"<w:body>{''.join(blocks)}</w:body>"),
        "word/styles.xml": part("styles", styles),
        "word/numbering.xml": part("numbering", levels + numbers),
        "word/_rels/document.xml.rels": relationships(targets or {}),
        **(files or {}),
    }
    return packed(parts)


def packed(parts: Mapping[str, bytes | str]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return data.getvalue()


def photograph(width: int = 1200, height: int = 800, colour: str = "teal") -> bytes:
    return cast.photograph(width, height, colour).read()
