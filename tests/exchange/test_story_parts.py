"""A package's story comes apart into what editors wrote."""

from exchange.story_parts import Part, clean, plain, story_parts


def test_parts_come_in_their_order() -> None:
    html = (
        '<p>a</p><figure data-picture="0"></figure><h4>b</h4>'
        '<figure data-recording="12"></figure><blockquote><p>c</p></blockquote>'
    )
    assert list(story_parts(html)) == [
        Part("text", html="<p>a</p>"),
        Part("picture", number=0),
        Part("text", html="<h4>b</h4>"),
        Part("recording", number=12),
        Part("quote", words="c"),
    ]


def test_a_quote_has_lines_and_an_author() -> None:
    html = "<blockquote><p>1 &lt; 2</p><p>3</p><footer>A &amp; B</footer></blockquote>"
    assert list(story_parts(html)) == [
        Part("quote", words="1 < 2\n3", attribution="A & B")
    ]


def test_nothing_tells_nothing() -> None:
    assert list(story_parts(" \n")) == []


def test_other_figures_are_no_works() -> None:
    assert list(story_parts('<figure data-picture="x"></figure><p>a</p>')) == [
        Part("text", html="<p>a</p>")
    ]


def test_markup_of_others_goes_and_its_text_stays() -> None:
    assert clean('<div onclick="x()">a<iframe src="y"></iframe></div>') == "a"
    assert plain("<p>a &amp; <b>b</b></p>") == "a & b"
