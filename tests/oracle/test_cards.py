"""cards.py: what it reads of a card."""

from tests.oracle.cards import Card, card_groups


def test_a_card_is_what_a_visitor_sees() -> None:
    html = """<div class="card-columns"><!-- <div class="card"> -->
      <div class="card" style="x"><img src="a.jpg" alt="A"><div><a href="/a">Ann
        <b>B</b></a></div><em> MIT &amp; co </em><br></div>
    </div><div class="card-columns"></div>"""
    assert card_groups(html) == [[Card("Ann B", "/a", "a.jpg", "Ann B MIT & co")], []]
