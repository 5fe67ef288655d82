"""GPX files of any make."""

import pytest

from exchange.found import FoundWork, Reading, Where
from exchange.reading import read_file
from places.geo import Point
from tests.exchange.documents import (
    GPX_10,
    GPX_11,
    codes,
    gpx,
    refusal,
    remark,
    track,
)

A, B, C, D = (45.0, 4.0), (45.001, 4.0), (45.002, 4.0), (45.003, 4.0)
TRACK = f"<trk><name>Hill</name><trkseg>{track(A, B, C)}</trkseg></trk>"
STOP = '<wpt lat="45.001" lon="4.0"><name>Mill</name><desc>Old.</desc></wpt>'


def read(inside: str, space: str = GPX_11) -> Reading:
    return read_file(gpx(inside, space), "my walk.gpx")


@pytest.mark.parametrize("space", [GPX_11, GPX_10, ""])
def test_a_track_and_its_waypoints_are_a_trail(space: str) -> None:
    (trail,) = read(STOP + TRACK, space).trails
    assert trail.title == "Hill"
    assert trail.line == (Point(*A), Point(*B), Point(*C))
    (stop,) = trail.stops
    assert (stop.title, stop.point, stop.story) == ("Mill", Point(*B), "<p>Old.</p>")


def test_a_prefix_changes_nothing() -> None:
    content = (
        '<g:gpx xmlns:g="http://www.topografix.com/GPX/1/1"><g:trk><g:trkseg>'
        '<g:trkpt lat="45" lon="4"/><g:trkpt lat="45.1" lon="4"/>'
        "</g:trkseg></g:trk></g:gpx>"
    )
    assert len(read_file(content.encode(), "x").trails[0].line) == 2


def test_what_the_file_says_of_itself_is_kept() -> None:
    (trail,) = read(
        "<metadata><name>Ribbons &amp; mills</name><desc>A walk.</desc>"
        "<author><name>Town</name></author>"
        '<copyright author="Town"><license>https://x.org/by</license></copyright>'
        '<link href="https://x.org/walk"/><keywords>water, mills</keywords></metadata>'
        + TRACK
    ).trails
    assert (trail.title, trail.summary) == ("Ribbons & mills", "A walk.")
    assert (trail.source, trail.licence) == ("Town", "https://x.org/by")
    assert (trail.url, trail.themes) == ("https://x.org/walk", ("water", "mills"))
    assert trail.identifier == ""  # many tools link to their own page


def test_gpx_1_0_names_itself_without_metadata() -> None:
    about = "<name>Walk</name><desc>Far.</desc><author>Ann</author>"
    (trail,) = read(f"{about}<url>https://x.org</url>{TRACK}", GPX_10).trails
    assert (trail.title, trail.summary) == ("Walk", "Far.")
    assert (trail.source, trail.url) == ("Ann", "https://x.org")


def test_without_any_name_a_trail_is_called_after_its_file() -> None:
    (trail,) = read(f"<trk><trkseg>{track(A, B)}</trkseg></trk>").trails
    assert trail.title == "my walk"


def test_segments_and_tracks_that_join_are_one_trail() -> None:
    first = f"<trkseg>{track(A, B)}</trkseg><trkseg>{track(B, C)}</trkseg>"
    reading = read(f"<trk>{first}</trk><trk><trkseg>{track(C, D)}</trkseg></trk>")
    (trail,) = reading.trails
    assert trail.line == (Point(*A), Point(*B), Point(*C), Point(*D))
    assert reading.remarks == ()


def test_tracks_that_do_not_join_are_trails_of_their_own() -> None:
    far = track((46, 5), (46.001, 5))
    stops = STOP + '<wpt lat="46" lon="5"><name>Far</name></wpt>'
    reading = read(f"{stops}{TRACK}<trk><trkseg>{far}</trkseg></trk>")
    hill, other = reading.trails
    assert (hill.title, other.title) == ("Hill", "my walk 2")
    assert [stop.title for stop in hill.stops] == ["Mill"]
    assert [stop.title for stop in other.stops] == ["Far"]


def test_a_stop_far_from_all_tracks_goes_to_the_nearest() -> None:
    far = f"<trk><trkseg>{track((46, 5), (46.001, 5))}</trkseg></trk>"
    lost = '<wpt lat="46.02" lon="5"><name>Lost</name></wpt>'
    reading = read(TRACK + far + lost)
    assert [len(trail.stops) for trail in reading.trails] == [0, 1]
    assert remark(reading, "stop_far").facts["title"] == "Lost"


def test_too_many_separate_tracks_are_refused() -> None:
    tracks = "".join(
        f"<trk><trkseg>{track((n, 5), (n + 0.001, 5))}</trkseg></trk>"
        for n in range(21)
    )
    refused = refusal(gpx(tracks))
    assert refused.code == "too_many_trails"
    assert refused.facts == {"trails": 21, "limit": 20}


def test_a_route_is_a_line_and_its_told_points_are_stops() -> None:
    told = '<rtept lat="45.001" lon="4"><name>Mill</name><desc>Old.</desc></rtept>'
    route = track(A, tag="rtept") + told + track(C, tag="rtept")
    (trail,) = read(f"<rte><name>Plan</name>{route}</rte>").trails
    assert (trail.title, len(trail.line)) == ("Plan", 3)
    assert [stop.title for stop in trail.stops] == ["Mill"]


def test_routes_beside_a_track_are_left_out() -> None:
    reading = read(f"{TRACK}<rte>{track(D, A, tag='rtept')}</rte>")
    assert len(reading.trails[0].line) == 3
    assert remark(reading, "routes_left").where == Where("line", 5)


def test_waypoints_alone_are_a_trail_without_a_line() -> None:
    reading = read(STOP)
    assert reading.trails[0].line == ()
    assert codes(reading.remarks) == {"no_line"}


def test_extensions_are_ignored_and_counted_once() -> None:
    ours = '<o:x xmlns:o="https://x.org"><name>No</name></o:x>'
    reading = read(
        f"<trk><extensions>{ours}<trkpt/></extensions><trkseg>{track(A, B)}"
        '<trkpt lat="45.002" lon="4"><extensions><gpxtpx:hr>9</gpxtpx:hr></extensions>'
        f"</trkpt></trkseg></trk>{ours}"
    )
    assert len(reading.trails[0].line) == 3
    assert remark(reading, "extensions").facts["count"] == 3
    assert remark(reading, "extensions").where == Where("line", 2)


def test_altitudes_are_remarked_and_times_dropped() -> None:
    reading = read(
        "<trk><trkseg>\n"
        '<trkpt lat="45" lon="4"/>\n'
        '<trkpt lat="45.1" lon="4"><ele>5</ele><time>2020-01-01T00:00:00Z</time>'
        "</trkpt></trkseg></trk>"
    )
    assert len(reading.trails[0].line) == 2
    assert remark(reading, "altitude").where == Where("line", 4)
    assert "2020" not in repr(reading)


@pytest.mark.parametrize(
    ("lat", "lon"),
    [("undefined", "4"), ("NaN", "4"), ("45", "inf"), ("91", "181"), ("4_5", "4")]
    + [("45,1", "4"), ("", ""), ("1e999", "4"), ("9" * 400, "4"), ("95", "4")],
)
def test_a_point_that_is_nowhere_is_left_out_and_its_line_named(
    lat: str, lon: str
) -> None:
    bad = f'<trkpt lat="{lat}" lon="{lon}"/>'
    reading = read(f"<trk><trkseg>\n{track(A, B)}{bad}\n{bad}</trkseg></trk>")
    assert len(reading.trails[0].line) == 2
    found = remark(reading, "bad_point")
    assert found.where == Where("line", 5)
    assert found.facts["count"] == 2


def test_a_file_of_bad_points_alone_is_refused_and_the_first_named() -> None:
    refused = refusal(gpx('<wpt lat="undefined" lon="4"/>'))
    assert (refused.code, refused.where) == ("bad_points", Where("line", 2))
    assert refused.facts["value"] == "undefined, 4"


def test_axes_are_exchanged_where_only_that_makes_sense_and_remarked() -> None:
    reading = read(f"<trk><trkseg>{track((121, 31), (121.1, 31))}</trkseg></trk>")
    assert reading.trails[0].line[0] == Point(31, 121)
    assert remark(reading, "swapped").where == Where("line", 2)


def test_axes_stay_where_both_ways_round_are_on_earth() -> None:
    reading = read(f"<trk><trkseg>{track((4, 45), (4.1, 45))}</trkseg></trk>")
    assert reading.trails[0].line[0] == Point(4, 45)
    assert "swapped" not in codes(reading.remarks)


def test_empty_and_single_point_segments_are_left_out() -> None:
    reading = read(
        f"<trk><trkseg/>\n<trkseg>{track(D)}</trkseg>"
        f"<trkseg>{track(A, B)}</trkseg></trk>"
    )
    assert len(reading.trails[0].line) == 2
    assert remark(reading, "empty_part").where == Where("line", 2)
    assert remark(reading, "single_point").where == Where("line", 3)


def test_repeated_points_are_left_out_and_counted() -> None:
    reading = read(f"<trk><trkseg>{track(A, A, B, B)}</trkseg></trk>")
    assert len(reading.trails[0].line) == 2
    assert remark(reading, "repeated_points").facts["count"] == 2


def test_a_track_that_stands_still_is_no_trail() -> None:
    content = gpx(f"<trk><trkseg>{track(A, A)}</trkseg></trk>")
    assert refusal(content).code == "point_line"


def test_a_file_with_nothing_in_it_says_so() -> None:
    assert refusal(gpx("")).code == "nothing_found"
    assert refusal(gpx("<trk><trkseg/></trk>")).code == "nothing_found"
    one = f"<trk><trkseg>{track(A)}</trkseg></trk>"
    assert refusal(gpx(one)).code == "only_point"


def test_pictures_and_sounds_of_a_waypoint_are_named_not_fetched() -> None:
    links = (
        '<link href="https://x.org/a.jpg"><text>Mill</text><type>image/jpeg</type>'
        '</link><link href="https://x.org/b.PNG"/><link href="https://x.org/"/>'
        '<link href="https://x.org/a"><type>audio/mpeg</type></link>'
        '<link href="C:\\a.jpg"/><link href="javascript:a.jpg"/>'
    )
    (trail,) = read(f'<wpt lat="45" lon="4">{links}</wpt>').trails
    (stop,) = trail.stops
    assert stop.pictures == (
        FoundWork("https://x.org/a.jpg", "Mill"),
        FoundWork("https://x.org/b.PNG"),
    )
    assert stop.sounds == (FoundWork("https://x.org/a"),)


def test_html_in_a_description_is_cleaned() -> None:
    desc = "<![CDATA[<b>Old</b><script>x()</script>]]>"
    (trail,) = read(f'<wpt lat="45" lon="4"><desc>{desc}</desc></wpt>').trails
    assert trail.stops[0].story == "<p><b>Old</b></p>"


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [("UTF-8", "utf-8-sig"), ("UTF-8", "iso-8859-1"), ("ISO-8859-1", "utf-8")]
    + [("ISO-8859-1", "iso-8859-1"), ("UTF-16", "utf-16"), ("made-up", "utf-8")],
)
def test_a_file_is_read_whatever_encoding_it_declares(
    declared: str, encoding: str
) -> None:
    head = f'<?xml version="1.0" encoding="{declared}"?>\n'
    body = gpx('<wpt lat="45" lon="4"><name>Café</name></wpt>').decode()
    reading = read_file((head + body).encode(encoding), "x.gpx")
    assert reading.trails[0].stops[0].title == "Café"


def test_a_bare_ampersand_and_names_of_html_are_understood() -> None:
    (trail,) = read(
        '<wpt lat="45" lon="4"><name>A & B &eacute;&nope;</name></wpt>'
    ).trails
    assert trail.stops[0].title == "A & B é&nope;"


def test_a_blank_line_before_the_declaration_does_not_matter() -> None:
    content = b'\n<?xml version="1.0"?>\n' + gpx(STOP + '<wpt lat="x" lon="4"/>')
    reading = read_file(content, "x.gpx")
    assert remark(reading, "bad_point").where == Where("line", 4)


@pytest.mark.parametrize("cut", [10, 60, -3])
def test_a_file_that_breaks_off_is_refused_and_its_line_named(cut: int) -> None:
    refused = refusal(gpx(TRACK)[:cut])
    assert refused.code in ("broken_xml", "not_understood")
    assert cut != -3 or refused.where == Where("line", 5)


def test_too_many_points_are_refused() -> None:
    points = track(*((45, 4 + n / 1e6) for n in range(50_001)))
    refused = refusal(gpx(f"<trk><trkseg>\n{points}</trkseg></trk>"))
    assert (refused.code, refused.where) == (
        "too_many_points",
        Where("line", 50_003),
    )


def test_lines_beyond_sixty_five_thousand_are_named_rightly() -> None:
    # XML parsers keep an element's line in 16 bits; ours finds it in the text around.
    point = '<trkpt lat="45" lon="4">\n<ele>1</ele>\n</trkpt>\n'
    bad = '<trkpt lat="x" lon="4"/>\n'
    content = gpx(f"<trk><trkseg>\n{point * 30_000}{bad}</trkseg></trk>{STOP}")
    found = remark(read_file(content, "x.gpx"), "bad_point")
    assert found.where == Where("line", 90_003)
