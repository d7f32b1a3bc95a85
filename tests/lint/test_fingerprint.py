"""A finding keeps its fingerprint while lines around it move, and no two have the same."""

from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from jekyll_tools.lint.finding import Finding
from jekyll_tools.lint.fingerprint import Identity, difference, fingerprints, identities
from jekyll_tools.text import Lines

DEFECTS = ("[a](#x1)", "[b](#x2)", "[a](#x1) and more", "text ![](p.png)")
LINE = st.sampled_from(("plain", "", "other words", *DEFECTS))


def found(texts: dict[str, str]) -> list[Finding]:
    """A finding for each defect; what is wrong is in the brackets."""
    findings = []
    for path, text in texts.items():
        lines = Lines(text)
        for start in (i for i, letter in enumerate(text) if letter == "("):
            end = text.index(")", start)
            at, until = lines.position(start), lines.position(end)
            message = f'"{text[start + 1 : end]}" is missing'
            value = text[start + 1 : end]
            findings.append(
                Finding(path, start, end, message, value=value, rule="r", at=at, until=until)
            )
    return findings


def prints(text: str) -> tuple[str, ...]:
    return fingerprints(found({"a": text}), lambda _: Lines(text))


def known(texts: dict[str, str]) -> tuple[Identity, ...]:
    return identities(found(texts), lambda path: Lines(texts[path]))


def compared(before: dict[str, str], now: dict[str, str]) -> tuple[list[str], list[str]]:
    """The subjects of the new findings, and of those that are gone."""
    after = known(now)
    result = difference(known(before), after, now.__contains__)
    return [after[i].subject for i in result.new], [gone.subject for gone in result.gone]


@given(st.lists(LINE), st.lists(st.sampled_from(("more", "", "é"))), st.integers(0, 20))
def test_lines_put_between_change_no_fingerprint(
    lines: list[str], more: list[str], place: int
) -> None:
    moved = [*lines[:place], *more, *lines[place:]]
    assert prints("\n".join(lines)) == prints("\n".join(moved))


@given(st.lists(LINE))
def test_no_two_findings_have_one_fingerprint(lines: list[str]) -> None:
    made = prints("\n".join(lines))
    assert len(set(made)) == len(made)


@given(st.lists(LINE), st.randoms())
def test_lines_in_another_order_are_neither_new_nor_gone(lines: list[str], random: object) -> None:
    other = list(lines)
    random.shuffle(other)  # type: ignore[attr-defined]
    assert compared({"a": "\n".join(lines)}, {"a": "\n".join(other)}) == ([], [])


@given(st.lists(LINE), st.lists(LINE))
def test_what_is_new_and_gone_is_the_difference_of_the_counts(a: list[str], b: list[str]) -> None:
    new, gone = compared({"a": "\n".join(a)}, {"a": "\n".join(b)})
    assert sorted(new) == surplus(b, a)
    assert sorted(gone) == surplus(a, b)


def surplus(these: Iterable[str], those: Iterable[str]) -> list[str]:
    subjects = ("x1", "x2", "p.png")
    left = []
    for subject in subjects:
        count = "".join(these).count(f"{subject})") - "".join(those).count(f"{subject})")
        left += [subject if subject.endswith("png") else f"#{subject}"] * count
    return sorted(left)


def test_the_new_one_of_two_alike_is_the_one_on_the_new_line() -> None:
    before = {"a": "one [a](#x)"}
    now = {"a": "two [a](#x)\none [a](#x)"}
    after = known(now)
    (new,) = difference(known(before), after, now.__contains__).new
    assert after[new].line == "two [a](#x)"


def test_a_file_that_moves_takes_its_findings_along_but_a_copy_does_not() -> None:
    assert compared({"a": "[a](#x)"}, {"b": "[a](#x)"}) == ([], [])
    assert compared({"a": "[a](#x)"}, {"a": "[a](#x)", "b": "[a](#x)"}) == (["#x"], [])


def test_a_number_in_a_message_may_fall_but_not_rise() -> None:
    one = Identity("a", "r", "5 cards of 12 are written by hand", "", "x")
    fewer = one._replace(message="4 cards of 12 are written by hand")
    more = one._replace(message="10 cards of 12 are written by hand")
    assert difference([one], [fewer], lambda _: True).new == ()
    assert difference([one], [more], lambda _: True).new == (0,)
