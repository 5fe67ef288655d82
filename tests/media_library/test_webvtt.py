"""The timed transcript of a recording, exchanged as WebVTT."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media_library import webvtt
from media_library.webvtt import (
    Cue,
    WebvttRefused,
    plain_text,
    read_webvtt,
    sentences,
    spread,
    words,
    words_a_minute,
    write_webvtt,
)

CODES = {"not_webvtt", "too_big", "encoding", "timing", "order", "too_long", "empty"}
FIRST = "00:01.000 --> 00:02.000\n"


def read(text: str, duration_s: float | None = None) -> tuple[Cue, ...]:
    """The cues of a file whose text is this."""
    return read_webvtt(text.encode(), duration_s)


def said(marked: str) -> list[tuple[str, str]]:
    """Who says what in a cue with this text."""
    return [(cue.speaker, cue.text) for cue in read(f"WEBVTT\n\n{FIRST}{marked}\n")]


def refusal(content: bytes, duration_s: float | None = None) -> WebvttRefused:
    """Why a file is refused."""
    with pytest.raises(WebvttRefused) as caught:
        read_webvtt(content, duration_s)
    return caught.value


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("start", ["WEBVTT", "\ufeffWEBVTT", "WEBVTT Une ourse --> là"])
def test_cues_are_read_whatever_ends_the_lines(start: str, line_end: str) -> None:
    file = f"{start}\n\n{FIRST}Bonjour.\n\n01:00:03.250 --> 01:00:04.000\nDeux\nlignes"
    assert read(file.replace("\n", line_end)) == (
        Cue(1, 2, "Bonjour."),
        Cue(3603.25, 3604, "Deux\nlignes"),
    )


def test_what_is_no_cue_is_skipped() -> None:
    file = f"""WEBVTT
Kind: captions
Language: fr

STYLE
::cue {{ color: gold }}

REGION
id:left
width:40%

NOTE In one line

NOTE
00:00.500 --> 00:00.800
Cut from the recording.

first cue
{FIRST}Only this.

NOTE
the end
"""
    assert read(file) == (Cue(1, 2, "Only this."),)


def test_a_cue_may_be_called_as_a_block_is() -> None:
    assert read(f"WEBVTT\n\nSTYLE\n{FIRST}Said.") == (Cue(1, 2, "Said."),)


def test_a_cue_needs_no_blank_line_before_it_as_in_browsers() -> None:
    file = f"WEBVTT\n{FIRST}One.\n00:02.000 --> 00:03.000\nTwo."
    assert read(file) == (Cue(1, 2, "One."), Cue(2, 3, "Two."))


@pytest.mark.parametrize(
    "timing",
    [
        "00:01.000 --> 00:02.000 align:start position:10%,line-left line:0",
        "00:01.000-->00:02.000",
        "\t00:01.000\t-->\t0:00:02.000\t",
        "0000:00:01.000 --> 00:00:02.000",
    ],
)
def test_settings_spaces_and_hours_are_as_one_likes(timing: str) -> None:
    assert read(f"WEBVTT\n\n{timing}\nSaid.") == (Cue(1, 2, "Said."),)


def test_cues_without_words_are_left_out() -> None:
    file = f"WEBVTT\n\n{FIRST}\n00:01.000 --> 00:02.000\n<b> </b>&#32;\n\n{FIRST}Said."
    assert read(file) == (Cue(1, 2, "Said."),)


@pytest.mark.parametrize(
    ("marked", "text"),
    [
        ("<b>Une</b> <i.loud>ourse</i>", "Une ourse"),
        ("<c.x.y>Vers</c> <00:01.500><u>elle</u>", "Vers elle"),
        ("<lang fr>Ici</lang> <ruby>漢<rt>kan</rt></ruby>", "Ici 漢kan"),
        ("2 < 3 et 5 > 4", "2 < 3 et 5 > 4"),
        ("i <3 you <b", "i <3 you <b"),
        ("&lt;b&gt; &amp;lt; R&amp;D", "<b> &lt; R&D"),
        ("dix&nbsp;ans&lrm;&rlm;", "dix\u00a0ans\u200e\u200f"),
        ("&#233;t&#xE9; &eacute;t&Eacute;", "été étÉ"),
        ("AT&T &inconnu; & &#; &amp", "AT&T &inconnu; & &#; &amp"),
        ("&#0;&#xD800;a&#13;&#10;&#10;b", "\ufffd\ufffda\nb"),
        ("a\0b", "a\ufffdb"),
        ("  un \n<b>\n</b>\n deux\t", "un\ndeux"),
        ("un\u2028deux\x0btrois", "un\u2028deux\x0btrois"),
    ],
)
def test_a_text_loses_its_tags_and_escapes(marked: str, text: str) -> None:
    assert said(marked) == [("", text)]


def test_a_number_too_long_to_be_a_letter_stays_as_typed() -> None:
    assert said(f"&#{'9' * 5000};") == [("", f"&#{'9' * 5000};")]


@pytest.mark.parametrize(
    ("marked", "voices"),
    [
        ("<v Anna>Bonjour.", [("Anna", "Bonjour.")]),
        ("<v.first.loud Anna\tde  la\nRue>Oui</v>", [("Anna de la Rue", "Oui")]),
        ("<v R&amp;D &lt;3>Oui", [("R&D <3", "Oui")]),
        ("<v Anna>Oui</v>\n<v Anna>et <b>non</b></v>", [("Anna", "Oui\net non")]),
        ("<v Anna>Qui ?</v>\n<v Léo>Moi.", [("Anna", "Qui ?"), ("Léo", "Moi.")]),
        (
            "Elle dit <v Anna>oui</v> puis",
            [("", "Elle dit"), ("Anna", "oui"), ("", "puis")],
        ),
        ("<v>Oui", [("", "Oui")]),
        ("<video x>Oui", [("", "Oui")]),
    ],
)
def test_a_voice_tells_who_speaks(marked: str, voices: list[tuple[str, str]]) -> None:
    assert said(marked) == voices


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("blank", ["", "  "])
def test_a_subrip_file_is_read_too(blank: str, line_end: str) -> None:
    file = f"""\ufeff
1
00:00:01,000 --> 00:00:02,500 X1:40 X2:600
<font color="gold">Une, deux</font>
{blank}
2
00:00:02,500 --> 00:00:04.000
trois
"""
    assert read(file.replace("\n", line_end)) == (
        Cue(1, 2.5, "Une, deux"),
        Cue(2.5, 4, "trois"),
    )


@pytest.mark.parametrize(
    ("content", "code", "facts"),
    [
        (b"", "not_webvtt", {}),
        (b"WEBVTTX\n\n" + FIRST.encode() + b"Said.", "not_webvtt", {}),
        (b"\nWEBVTT\n\n" + FIRST.encode() + b"Said.", "not_webvtt", {}),
        (b"Bonjour.\n" + FIRST.encode(), "not_webvtt", {}),
        (b"1\n\n" + FIRST.encode() + b"Said.", "not_webvtt", {}),
        (b"1", "not_webvtt", {}),
        ("WEBVTT\n\né".encode("cp1252"), "encoding", {}),
        ("WEBVTT".encode("utf-16"), "encoding", {}),
        (b"WEBVTT", "empty", {}),
        (b"WEBVTT\n\n" + FIRST.encode(), "empty", {}),
        (b"WEBVTT\n\n1 --> 2\nSaid.", "timing", {"line": 3}),
        (b"WEBVTT\r\rone\r00:01.00 --> 00:02.000\rSaid.", "timing", {"line": 4}),
        (b"WEBVTT\n\n00:01,000 --> 00:02,000\nSaid.", "timing", {"line": 3}),
        (b"WEBVTT\n\n00:60.000 --> 01:01.000\nSaid.", "timing", {"line": 3}),
        (b"WEBVTT\n\n00:01.000 --> 00:02.000x\nSaid.", "timing", {"line": 3}),
        ("WEBVTT\n\n٠٠:٠١.٠٠٠ --> 00:02.000\nSaid.".encode(), "timing", {"line": 3}),
        (b"1\n00:00:01 --> 00:00:02\nSaid.", "timing", {"line": 2}),
        (b"WEBVTT\n\n00:02.000 --> 00:01.000\nSaid.", "order", {"line": 3}),
        (
            b"WEBVTT\n\n00:02.000 --> 00:03.000\nB\n\n00:01.999 --> 00:03.000\nA",
            "order",
            {"line": 6},
        ),
    ],
)
def test_a_file_that_is_no_transcript_is_refused_with_the_reason(
    content: bytes, code: str, facts: dict[str, int]
) -> None:
    refused = refusal(content)
    assert (refused.code, refused.facts) == (code, facts)


def test_cues_may_overlap_begin_together_and_last_no_time() -> None:
    file = f"WEBVTT\n\n{FIRST}A\n\n00:01.000 --> 00:01.000\nB\n\n{FIRST}C"
    assert [cue.text for cue in read(file)] == ["A", "B", "C"]


@pytest.mark.parametrize("duration_s", [None, 0, 1, 1.5, 60])
def test_a_cue_may_end_a_second_after_the_sound(duration_s: float | None) -> None:
    assert read(f"WEBVTT\n\n{FIRST}Said.", duration_s) == (Cue(1, 2, "Said."),)


def test_a_cue_that_is_said_after_the_sound_is_refused() -> None:
    file = f"WEBVTT\n\n{FIRST}A\n\n00:02.000 --> 00:02.501\nB"
    refused = refusal(file.encode(), 1.5)
    assert (refused.code, refused.facts) == ("too_long", {"line": 6})


def test_a_megabyte_is_read_and_not_a_byte_more() -> None:
    file = f"WEBVTT\n\n{FIRST}".encode()
    full = file + b"a" * (webvtt.MAX_BYTES - len(file))
    assert len(read_webvtt(full)[0].text) == len(full) - len(file)
    assert refusal(full + b"a").code == "too_big"


def test_five_thousand_cues_are_read_and_not_one_more() -> None:
    file = "WEBVTT\n\n" + f"{FIRST}A\n\n" * 5000
    assert len(read(file)) == 5000
    assert refusal(f"{file}{FIRST}A".encode()).code == "too_many"


def test_a_file_is_written_as_other_tools_do() -> None:
    cues = (
        Cue(0, 1.5, "Qui est là ?", "Anna"),
        Cue(3661.001, 3662, "Un\n\n  \r\ndeux & <b> --> trois"),
        Cue(3662, 3663, " \n "),
    )
    assert write_webvtt(cues, "fr") == (
        "WEBVTT\nLanguage: fr\n\n"
        "00:00:00.000 --> 00:00:01.500\n<v Anna>Qui est là ?\n\n"
        "01:01:01.001 --> 01:01:02.000\nUn\ndeux &amp; &lt;b&gt; --&gt; trois\n"
    )


@pytest.mark.parametrize("language", ["", "fr\n\n00:00.000 --> 00:01.000\nFaux", "-->"])
def test_what_is_no_language_is_not_written(language: str) -> None:
    assert write_webvtt([Cue(0, 1, "Oui")], language).startswith("WEBVTT\n\n00:00:00")


@pytest.mark.parametrize("speaker", ["A> 00:00.000 --> 1 & co", "--", "A ---", "<v B>"])
def test_a_speaker_cannot_break_the_file(speaker: str) -> None:
    written = write_webvtt([Cue(0, 1, "Oui", speaker)])
    assert written.count("-->") == 1
    assert read(written) == (Cue(0, 1, "Oui", speaker),)


def test_a_speaker_is_written_on_one_line() -> None:
    assert "<v Anna de la Rue>" in write_webvtt(
        [Cue(0, 1, "Oui", "Anna\n\nde la\tRue ")]
    )


def well_formed(text: str) -> str:
    """A text as cues have it: no blank line, no margin."""
    lines = text.replace("\0", "").replace("\r", "\n").split("\n")
    return "\n".join(line.strip() for line in lines if line.strip())


MILLISECONDS = st.integers(0, 100 * 3_600_000)
TEXTS = st.one_of(
    st.text(max_size=40),
    st.lists(
        st.sampled_from(
            ["\n", "NOTE", "--", ">", "<v A>", "</v>", "&lt;", "&", "é", "1"]
        ),
        max_size=8,
    ).map("".join),
).map(well_formed)
CUES = st.lists(
    st.tuples(MILLISECONDS, MILLISECONDS, TEXTS.filter(bool), TEXTS), min_size=1
).map(
    lambda drawn: tuple(
        Cue(start / 1000, (start + length) / 1000, text, " ".join(speaker.split()))
        for start, length, text, speaker in sorted(drawn)
    )
)


@given(CUES, st.sampled_from(["", "fr", "en-GB"]))
def test_what_is_written_is_read_as_it_was(
    cues: tuple[Cue, ...], language: str
) -> None:
    assert read_webvtt(write_webvtt(cues, language).encode()) == cues


PIECES = st.sampled_from(
    [
        b"WEBVTT",
        b"\n",
        b"\n\n",
        b"\r",
        b"1\n",
        b"NOTE",
        b" --> ",
        b"-->",
        b"\xff",
        b"\0",
    ]
    + [b"00:01.000", b"00:00:02,000", b"9" * 5000, b"<v A>", b"<", b">", b"</v>", b"&#"]
    + [FIRST.encode(), b";", b"&amp;", b"x", b" ", "…é\u2028".encode(), b"\xef\xbb\xbf"]
)


@given(
    st.sampled_from([b"", b"WEBVTT\n\n", b"WEBVTT\n\n" + FIRST.encode(), b"1\n-->"]),
    st.one_of(st.binary(max_size=300), st.lists(PIECES, max_size=30).map(b"".join)),
    st.one_of(st.none(), st.floats()),
)
def test_any_bytes_are_a_transcript_or_are_refused(
    start: bytes, rest: bytes, duration_s: float | None
) -> None:
    try:
        cues = read_webvtt(start + rest, duration_s)
    except WebvttRefused as refused:
        assert refused.code in CODES
    else:
        assert cues
        assert all(cue.text == well_formed(cue.text) != "" for cue in cues)
        assert read_webvtt(write_webvtt(cues).encode()) == cues


SIZE = 900_000
ODD = ["<", "<v ", "<v.", "&", "&#", "&#9", "\n", " ", "<b>x", "<v A>x</v>", ".", "?!"]
ODD += [" »", "\u00a0", "… ", "1\u00a0", "a. ", "\n \n", " \n", "NOTE", "--&gt;"]


@pytest.mark.parametrize("odd", ODD)
def test_an_odd_file_of_its_largest_size_is_read_in_one_go(odd: str) -> None:
    content = f"WEBVTT\n\n{FIRST}Said {odd * (SIZE // len(odd.encode()))}"
    cues = read(content)
    assert cues[0].text.startswith("Said")
    assert len(cues) == 1 or odd == "<v A>x</v>"


@pytest.mark.parametrize(
    "line",
    ["00:01.000" + " " * SIZE, " " * SIZE, "0" * SIZE, FIRST.strip() + "x" * SIZE],
)
def test_a_timing_line_of_the_largest_size_is_refused_in_one_go(line: str) -> None:
    refused = refusal(f"WEBVTT\n\n{line} --> \nSaid.".encode())
    assert (refused.code, refused.facts) == ("timing", {"line": 3})


@pytest.mark.parametrize("odd", ODD)
def test_an_odd_text_of_the_largest_size_is_spread_in_one_go(odd: str) -> None:
    cues = spread(f"Dit{odd * (SIZE // len(odd.encode()))}", 60)
    assert (cues[0].start_s, cues[-1].end_s) == (0, 60)


def test_a_paragraph_ends_where_another_speaks_or_after_a_pause() -> None:
    cues = [
        Cue(9, 10, "Il fait\nbon.", "Anna"),
        Cue(10, 11.1, "Très bon.", "Anna"),
        Cue(11.1, 12, "Oui.", "Léo"),
        Cue(14, 15, "Deux secondes.", "Léo"),
        Cue(17.001, 18, "Et un peu.", "Léo"),
        Cue(18, 19, " "),
        Cue(19, 20, "Personne."),
    ]
    assert plain_text(cues) == (
        "Il fait bon. Très bon.\n\nOui. Deux secondes.\n\nEt un peu.\n\nPersonne."
    )


def test_a_pause_is_counted_in_milliseconds_and_from_the_last_voice() -> None:
    assert plain_text([Cue(0, 1.1, "A"), Cue(3.1, 4, "B")]) == "A B"
    assert plain_text([Cue(0, 9, "A"), Cue(1, 2, "B"), Cue(8, 9, "C")]) == "A B C"
    assert plain_text([]) == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Une. Deux ! Trois ? Quatre… Cinq",
            ["Une.", "Deux !", "Trois ?", "Quatre…", "Cinq"],
        ),
        (
            "Quoi\u00a0? Rien\u202f!\nEt  puis",
            ["Quoi\u00a0?", "Rien\u202f!", "Et puis"],
        ),
        ("« Venez ! » Il part.", ["« Venez ! »", "Il part."]),
        ("«\u00a0Oui\u00a0!\u00a0» Il part.", ["«\u00a0Oui\u00a0!\u00a0»", "Il part."]),
        ("« Qui ? » dit-elle. Lui.", ["« Qui ? » dit-elle.", "Lui."]),
        ("“Who is it?” asked Anna.", ["“Who is it?” asked Anna."]),
        (
            "He left. “Why?” (She knew.) Yes.",
            ["He left.", "“Why?”", "(She knew.)", "Yes."],
        ),
        ("M. Dupont et Mme. Roy, Dr. No.", ["M. Dupont et Mme. Roy, Dr. No."]),
        ("À St. Paul (vol. 2, p. 12).", ["À St. Paul (vol. 2, p. 12)."]),
        ("De J.-B. Clément à É. Zola.", ["De J.-B. Clément à É. Zola."]),
        ("En 1900. Puis 3.14 m.", ["En 1900.", "Puis 3.14 m."]),
        ("Quoi ?! Non... Si.", ["Quoi ?!", "Non...", "Si."]),
        ("… Et puis. Fin", ["… Et puis.", "Fin"]),
        ("Un titre\n\nSon texte\r\n \r\nLa fin", ["Un titre", "Son texte", "La fin"]),
        ("Tout ; rien : voilà", ["Tout ; rien : voilà"]),
        (" \n\n ", []),
    ],
)
def test_sentences_end_as_in_french_and_english(text: str, expected: list[str]) -> None:
    assert list(sentences(text)) == expected


@given(st.text(alphabet="aM.!?…» «\u00a0\n'p1", max_size=60))
def test_no_letter_is_lost_between_sentences(text: str) -> None:
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())


def test_sentences_have_time_by_their_letters() -> None:
    assert spread("Un deux. Et trois, quatre.", 2.5) == (
        Cue(0, 0.8, "Un deux."),
        Cue(0.8, 2.5, "Et trois, quatre."),
    )


@pytest.mark.parametrize(("text", "duration_s"), [("Oui.", 0), ("Oui.", -1), (" ", 9)])
def test_nothing_is_spread_without_words_or_time(text: str, duration_s: float) -> None:
    assert spread(text, duration_s) == ()


@given(
    st.text(alphabet="abc. \n!", max_size=200).filter(lambda text: text.strip()),
    st.integers(1, 1_800_000).map(lambda milliseconds: milliseconds / 1000),
)
def test_what_is_spread_fills_the_recording_in_order(
    text: str, duration_s: float
) -> None:
    cues = spread(text, duration_s)
    assert tuple(cue.text for cue in cues) == sentences(text)
    assert (cues[0].start_s, cues[-1].end_s) == (0, duration_s)
    assert all(cue.start_s <= cue.end_s for cue in cues)
    assert all(a.end_s == b.start_s for a, b in zip(cues, cues[1:], strict=False))
    assert read_webvtt(write_webvtt(cues).encode(), duration_s) == cues


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("« … » — ? !", 0),
        ("l'ours", 1),
        ("l’ours d'Anna", 2),
        ("Saint-Étienne, aujourd'hui", 2),
        ("En 1914, 10\u202f000 ou 1\u00a0000\u00a0000 ?", 5),
        ("dix\u00a0ans\nici", 3),
        ("the hill—and the", 4),
        ("漢 3,5 km", 3),
    ],
)
def test_words_are_counted_as_typographers_do(text: str, count: int) -> None:
    assert words(text) == count


@pytest.mark.parametrize(
    ("duration_s", "pace"), [(60, 3.0), (30, 6.0), (0, 0.0), (-1, 0.0)]
)
def test_a_pace_needs_a_duration(duration_s: float, pace: float) -> None:
    assert words_a_minute("Une ourse passe.", duration_s) == pace
