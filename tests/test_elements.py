"""elements.py: positions are exact, hostile input is quick, both parsers agree."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jekyll_tools import elements as module
from jekyll_tools.elements import elements, tags

PAGE = (
    "<p id=a>x\r\n<a HREF=\"x&amp;y\" Title = 'q' disabled>t</a>\r"
    '<!-- <a href="no"> --><script>"<b>"</script><img src="a.png"/>\n<br>'
)


def test_every_attribute_is_where_it_says() -> None:
    found = elements(PAGE)
    assert [e.tag for e in found] == ["p", "a", "script", "img", "br"]
    link = found[1]
    assert link.value("href") == "x&y"
    assert [PAGE[a.value_start : a.value_end] for a in link.attributes] == ["x&amp;y", "q", ""]
    assert [PAGE[a.start : a.end] for a in link.attributes] == [
        'HREF="x&amp;y"',
        "Title = 'q'",
        "disabled",
    ]
    assert PAGE[found[3].start : found[3].end] == '<img src="a.png"/>'


@pytest.mark.parametrize("tag", ['<a title=">" href="x">', f'<a title="{"x" * 2_000}" href=x>'])
def test_a_tag_that_is_not_kept_is_where_it_says(tag: str) -> None:
    (link,) = elements(f"<p>{tag}</p>")[1:]
    assert (link.start, link.end) == (3, 3 + len(tag))
    assert [tag[a.start - 3 : a.end - 3] for a in link.attributes] == tag[3:-1].split(" ")


def test_the_first_of_two_attributes_counts() -> None:
    assert elements('<a href="x" HREF="y">')[0].value("href") == "x"


def test_a_value_without_quotes_may_hold_a_slash() -> None:
    (link,) = elements("<a href=/a/b/ class=c>")
    assert (link.value("href"), link.value("class")) == ("/a/b/", "c")


@pytest.mark.parametrize("text", [PAGE, "<div><p>x<p>y</div><table><tr><td>z</table>", "<a", ""])
def test_the_fallback_finds_the_same_tags(text: str) -> None:
    import turbohtml

    for end_tags in (False, True):
        quick = module._tag_starts_quickly(text, end_tags, turbohtml)
        assert module._tag_starts_slowly(text, end_tags) == quick


PIECES = ["<a href=", '"x"', "'y'", ">", "</a>", "<img ", "src", "=", " ", "\r\n"]
PIECES += ["<!--", "-->", "<script>", "é", "/", "&amp;", "<br/>", "\u00a0", "\x0b"]


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_any_text_gives_tags_in_order_inside_it(text: str) -> None:
    import turbohtml

    found = tags(text)
    theirs = [t for t in turbohtml.tokenize(text) if t.type in (1, 2)]
    assert [t.tag for t in found] == [t.tag for t in theirs]
    assert [t.start for t in found] == sorted(t.start for t in found)
    for ours, token in zip(found, theirs, strict=True):
        assert text[ours.start] == "<"
        assert ours.end <= len(text)
        if not ours.closing:
            names = {a.name: a.value for a in reversed(ours.attributes)}
            assert names == {k: v.replace("\n", "\r\n") for k, v in token.attrs}


@pytest.mark.parametrize(
    ("piece", "count"),
    [("<a ", 0), ("<a b='", 0), ("<", 0), ("<!--", 0), ("<p><b>", 100_000), ("<a/>", 50_000)],
)
def test_hostile_html_comes_to_an_end(piece: str, count: int) -> None:
    assert len(tags(piece * 50_000)) == count


@given(st.lists(st.sampled_from([*PIECES, '"', "'"]), max_size=12).map("".join))
def test_the_tag_at_a_place_is_the_first_of_what_begins_there(text: str) -> None:
    for start in range(len(text)):
        first = next(iter(elements(text[start:])), None)
        found = module.element_at(text, start)
        if first is None or first.start > 0:
            assert found is None
        else:
            assert found is not None
            assert found.end == start + first.end
            assert [a.value for a in found.attributes] == [a.value for a in first.attributes]
            assert text[start : found.end] == text[start:][: first.end]
