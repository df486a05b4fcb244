"""Workbooks for tests, made of their parts: sound ones, and such as no program writes."""

import io
import zipfile

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
STYLES = (
    '<numFmts><numFmt numFmtId="164" formatCode="dd\\.mm\\.yyyy"/></numFmts>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="22"/></cellXfs>'
)


def cell(name, value, kind=None, style=None, formula=None):
    attributes = "".join(
        f' {key}="{text}"' for key, text in (("t", kind), ("s", style)) if text is not None
    )
    said = f"<f>{formula}</f>" if formula else ""
    if kind == "inlineStr":
        return f'<c r="{name}"{attributes}><is><t>{value}</t></is></c>'
    return (
        f'<c r="{name}"{attributes}>{said}' + ("" if value is None else f"<v>{value}</v>") + "</c>"
    )


def text_row(number, *texts):
    cells = [cell(f"{chr(65 + at)}{number}", t, "inlineStr") for at, t in enumerate(texts)]
    return f'<row r="{number}">{"".join(cells)}</row>'


def sheet(*rows, behind=""):
    return f'<worksheet xmlns="{MAIN}"><sheetData>{"".join(rows)}</sheetData>{behind}</worksheet>'


def links(**targets):
    found = "".join(
        f'<Relationship Id="{name}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for name, (kind, target) in targets.items()
    )
    return f'<Relationships xmlns="{PACKAGE}">{found}</Relationships>'


def parts(*sheets, strings=(), book=""):
    names = "".join(
        f'<sheet name="S{at}" sheetId="{at}" r:id="s{at}"/>' for at in range(1, len(sheets) + 1)
    )
    found = {
        "_rels/.rels": links(a=("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": (
            f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{book}<sheets>{names}</sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": links(
            texts=("sharedStrings", "sharedStrings.xml"),
            styles=("styles", "styles.xml"),
            **{f"s{at}": ("worksheet", f"worksheets/{at}.xml") for at in range(1, len(sheets) + 1)},
        ),
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}">{STYLES}</styleSheet>',
        "xl/sharedStrings.xml": (
            f'<sst xmlns="{MAIN}">' + "".join(f"<si><t>{t}</t></si>" for t in strings) + "</sst>"
        ),
    }
    return found | {f"xl/worksheets/{at}.xml": text for at, text in enumerate(sheets, start=1)}


def packed(files, compression=zipfile.ZIP_DEFLATED):
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", compression) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return whole.getvalue()


def workbook(*rows, strings=(), behind="", book=""):
    return packed(parts(sheet(*rows, behind=behind), strings=strings, book=book))
