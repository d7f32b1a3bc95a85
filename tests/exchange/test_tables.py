"""Tables from elsewhere: CSV in its dialects, workbooks, the JSON of two conference systems."""

from __future__ import annotations

import io
import random
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jekyll_tools.exchange.problem import ExchangeError
from jekyll_tools.exchange.table import Table, read_table

FILES = Path(__file__).parent / "files"


def names(table: Table, column: str) -> list[str]:
    return [row.cells.get(column, "") for row in table.rows]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_csv_file_in_every_dialect(delimiter: str, newline: str, encoding: str) -> None:
    rows = [["Name", "Title, long"], ["Łukasz", 'a; "b"\nc'], ["", ""], ["Emmy", ""]]
    text = newline.join(
        delimiter.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows
    )
    table = read_table("a.csv", text.encode(encoding))
    assert table.columns == ("Name", "Title, long")
    assert [row.cells for row in table.rows] == [
        {"Name": "Łukasz", "Title, long": 'a; "b"\nc'},
        {"Name": "Emmy"},
    ]


def test_excel_says_its_delimiter() -> None:
    table = read_table("a.csv", b"sep=;\r\nName;A,B,C\r\nx;1,2,3\r\n")
    assert table.columns == ("Name", "A,B,C")
    assert [row.number for row in table.rows] == [3]


def test_columns_without_a_name_or_with_the_same() -> None:
    table = read_table("a.csv", b"\n,Name,Name,\nx,y,z,\n")
    assert table.columns == ("column 1", "Name", "Name (2)")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ("Name\nMüller\n".encode("cp1252"), "is not UTF-8: byte 0xfc in line 2"),
        (b'Name,Title\n"Ada,b\n', "is no CSV"),
        (b"Name,Title\nAda,b,c\n", "row 2 has 3 cells"),
        (b"Name\0\nAda\n", "NUL"),
        (b"", "is empty"),
        (b"\n\n", "is empty"),
        (b"Name,T\nAda," + b"x" * 30_000, "30,000 characters"),
        (b"N\n" + b"x\n" * 20_001, "more than 20,000 rows"),
        (b"x" * 20_000_001, "20,000,001 bytes"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "old or an encrypted"),
        (b"PK\x03\x04junk", "no workbook"),
        (b"[" * 100_000, "is no JSON"),
        (b"{}", "no list of speakers"),
        (b'[{"rooms": []}]', "no list of speakers"),
        (b"[1, 2]", "no list of speakers"),
    ],
)
def test_what_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(ExchangeError, match=reason) as caught:
        read_table("a.x", data)
    assert caught.value.undecodable == ("UTF-8" in reason)


def test_another_encoding_has_to_be_said() -> None:
    data = "Name\nMüller\n".encode("cp1252")
    assert names(read_table("a.csv", data, encoding="windows-1252"), "Name") == ["Müller"]
    with pytest.raises(ExchangeError, match="no encoding 'klingon'"):
        read_table("a.csv", data, encoding="klingon")


@given(st.binary(max_size=400))
def test_any_bytes_are_a_table_or_refused(data: bytes) -> None:
    for name in ("a.csv", "a.json", "a.xlsx"):
        with suppress(ExchangeError):
            read_table(name, data)


def test_a_workbook_of_libreoffice_says_what_its_csv_says() -> None:
    book = read_table("a.xlsx", (FILES / "libreoffice.xlsx").read_bytes())
    text = read_table("a.csv", (FILES / "libreoffice.csv").read_bytes())
    assert book.columns == text.columns
    assert names(book, "Affiliation") == names(text, "Affiliation")
    lukasz = book.rows[0].cells
    assert (lukasz["Talk minutes"], lukasz["Arrives"], lukasz["Confirmed"]) == (
        "45",
        "2024-03-14",
        "yes",
    )
    assert book.rows[1].cells["Arrives"] == "2024-03-15 09:30"
    assert book.rows[1].cells["Position"] == "Lecturer\nsecond line"
    # The spreadsheet has worked the formula out; what it shows is what is read.
    assert names(book, "Full name")[2] == "http://evil.example"


def workbook(sheet: str, **parts: bytes) -> bytes:
    """The workbook of LibreOffice with another sheet."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(FILES / "libreoffice.xlsx") as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            content = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                head, _, rest = content.partition(b"<sheetData>")
                content = (
                    head + b"<sheetData>" + sheet.encode() + rest[rest.index(b"</sheetData>") :]
                )
            new.writestr(name, content)
        for name, content in parts.items():
            new.writestr(name, content)
    return out.getvalue()


def cell(reference: str, text: str) -> str:
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'


def test_a_sheet_with_inline_texts() -> None:
    rows = f'<row r="1">{cell("A1", "Name")}</row><row r="2">{cell("A2", "Ada")}</row>'
    assert names(read_table("a.xlsx", workbook(rows)), "Name") == ["Ada"]


@pytest.mark.parametrize(
    "far",
    [
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        "<row r='1048576'><c x='>' r = 'XFD1048576'><v>1</v></c></row>",
        '<row r="2"><c\nx="&lt;"\nr="xfd2"><v>1</v></c></row><row r="900000"/>',
    ],
)
def test_two_cells_in_opposite_corners_are_refused(far: str) -> None:
    with pytest.raises(ExchangeError, match=r"rows and 16,38\d columns"):
        read_table("a.xlsx", workbook(f'<row r="1">{cell("A1", "Name")}</row>{far}'))


@pytest.mark.parametrize(
    ("rows", "extent"),
    [
        ("<row>" + "<c/>" * 3000 + '</row><row r="1000"/>', "1,001 rows and 3,000 columns"),
        ("<row/>" * 2000 + '<row><c r="ZZZ1"/></row>', "2,002 rows and 18,278 columns"),
        ("<x:row>" + "<x:c />" * 3000 + "</x:row>" + "<x:row/>" * 999, "1,000 rows and 3,000"),
        ("<row><c r='ALM1'/>" + "<c/>" * 3000 + "</row><row r='1000'/>", "rows and 4,001 columns"),
        ("<row>" + "<c/><!--<row >-->" * 3000 + "</row><row r='1000'/>", "rows and 3,000 columns"),
        ("<row>" + "<c s='<row '/>" * 3000 + "</row><row r='1000'/>", "rows and 3,000 columns"),
        ('<row r="1000"/>' + "<row x='><c r=\"A1\" '><c/></row>" * 1500, "2,500 rows and 1,501"),
    ],
)
def test_cells_that_do_not_say_where_they_are_count(rows: str, extent: str) -> None:
    with pytest.raises(ExchangeError, match=f"has a sheet of .*{extent}"):
        read_table("a.xlsx", workbook(rows))


def test_cells_that_do_not_say_where_they_are_are_read() -> None:
    def unplaced(*texts: str) -> str:
        cells = "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in texts)
        return f"<row>{cells}</row>"

    rows = unplaced("Name", "Title") + unplaced("Ada", "Countess") * 10_000
    assert names(read_table("a.xlsx", workbook(rows)), "Title") == ["Countess"] * 10_000


def with_texts(sheet: str, *texts: str) -> bytes:
    """A workbook whose cells name these texts by their numbers."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook(sheet))) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            if name != "xl/sharedStrings.xml":
                new.writestr(name, old.read(name))
        items = "".join(f"<si><t>{text}</t></si>" for text in texts)
        new.writestr("xl/sharedStrings.xml", f'<?xml version="1.0"?><sst>{items}</sst>')
    return out.getvalue()


def row_of(*values: str) -> str:
    return "<row>" + "".join(f'<c t="s"><v>{value}</v></c>' for value in values) + "</row>"


LONG = "x" * 19_000


@pytest.mark.parametrize(
    ("rows", "texts", "reason"),
    [
        (row_of("0"), ["Name", "x" * 20_001], "a cell of 20,001 characters"),
        (
            row_of("0"),
            ["Name", "<![CDATA[" + "x<si >" * 4000 + "]]>"],
            "characters; at most 20,000",
        ),
        (row_of("0"), ["Name", LONG + "<t a='<si '>" + LONG], "characters; at most 20,000"),
        (row_of("0") + row_of("1") * 3000, ["Name", LONG], "57,000,004 characters"),
        (row_of("0") + row_of("1<x/>") * 3000, ["Name", LONG], "57,000,004 characters"),
        (row_of("1") + row_of("no") * 3000, [LONG, "Name"], "57,000,004 characters"),
    ],
)
def test_long_texts_that_many_cells_share_are_refused(
    rows: str, texts: list[str], reason: str
) -> None:
    with pytest.raises(ExchangeError, match=reason):
        read_table("a.xlsx", with_texts(rows, *texts))


def test_long_texts_are_read() -> None:
    texts = ["Name", "About", "Ada", "&amp;" * 19_000, "<r>x</r>" * 3]
    data = with_texts(row_of("0", "1") + row_of("2", "3") + row_of("2", "4") * 5000, *texts)
    assert names(read_table("a.xlsx", data), "About")[0] == "&" * 19_000


def test_a_workbook_that_unpacks_to_much_is_refused() -> None:
    with pytest.raises(ExchangeError, match="unpacks to more"):
        read_table("a.xlsx", workbook("", bomb=b"0" * 60_000_000))


def test_an_entity_is_not_followed() -> None:
    secret = "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/hostname'>]>"
    rows = f'<row r="1">{cell("A1", "Name")}</row><row r="2">{cell("A2", "&e;")}</row>'
    data = workbook(rows)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                content = content.replace(b"<worksheet", secret.encode() + b"<worksheet", 1)
            new.writestr(name, content)
    try:
        table = read_table("a.xlsx", out.getvalue())
    except ExchangeError:
        return
    assert Path("/etc/hostname").read_text().strip() not in str(table)


def test_a_damaged_workbook_is_read_or_refused() -> None:
    whole = (FILES / "libreoffice.xlsx").read_bytes()
    dice = random.Random(6)
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for _ in range(120):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as new:
            victim = dice.choice(list(parts))
            for name, content in parts.items():
                damaged = bytearray(content)
                for _ in range(3 if name == victim else 0):
                    damaged[dice.randrange(len(damaged))] = dice.randrange(256)
                new.writestr(name, bytes(damaged))
        with suppress(ExchangeError):
            read_table("a.xlsx", out.getvalue())


@pytest.mark.parametrize(
    ("file", "kind", "columns"),
    [
        ("pretalx-api.json", "pretalx", {"name", "Affiliation", "Website", "avatar_url"}),
        ("pretalx-orga.json", "pretalx", {"Name", "Affiliation", "Picture", "Biography"}),
        ("pretalx-schedule.json", "pretalx", {"name", "avatar", "biography"}),
        ("sessionize-all.json", "sessionize", {"fullName", "City", "Kind", "link: Blog"}),
        ("sessionize-speakers.json", "sessionize", {"fullName", "City", "Kind", "tagLine"}),
    ],
)
def test_the_exports_of_conference_systems(file: str, kind: str, columns: set[str]) -> None:
    table = read_table(file, (FILES / file).read_bytes())
    assert table.kind == kind
    assert columns <= set(table.columns)
    key = next(name for name in ("name", "Name", "fullName") if name in table.columns)
    assert names(table, key) == ["Łukasz Ørsted", "Emmy Noether"]


def test_what_numbers_stand_for() -> None:
    rows = read_table("a", (FILES / "sessionize-all.json").read_bytes()).rows
    assert (rows[0].cells["City"], rows[0].cells["Kind"]) == ("Zürich", "Keynote")
    api = read_table("a", (FILES / "pretalx-api.json").read_bytes())
    assert api.rows[0].cells["Affiliation"] == "ETH Zürich"
    assert api.notes == ("this is one page; there are 3 in all",)


def test_any_list_of_objects_is_a_table() -> None:
    table = read_table("a.json", b'[{"Name": "Ada", "Tags": ["a", "b"], "n": 1, "no": null}]')
    assert (table.kind, table.rows[0].cells) == ("table", {"Name": "Ada", "Tags": "a, b", "n": "1"})
