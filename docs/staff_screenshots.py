"""Pictures of what city staff works with, for screenshots.py."""

from collections.abc import Callable

from screenshot_camera import Camera, Picture, look, place_at_top


def calendar(camera: Camera) -> Picture:
    """When which trail is on, and what to look at."""
    return look(camera.edit("/admin/trails/calendar/"))


def freshness(camera: Camera) -> Picture:
    """When each trail was last walked, and what is wrong with it."""
    return look(camera.edit("/admin/trails/freshness/"))


def notice(camera: Camera) -> Picture:
    """The form of a closure."""
    page = camera.edit("/admin/snippets/tours/notice/add/")
    place_at_top(page, "main form")
    return look(page)


def first_screen(camera: Camera) -> Picture:
    """What one reads after signing in."""
    return look(camera.edit("/admin/"))


def second_factor(camera: Camera) -> Picture:
    """The code that a phone reads; nothing is kept until it is confirmed."""
    return look(camera.edit("/admin/second-factor/setup/"))


STAFF_PICTURES: dict[str, Callable[[Camera], Picture]] = {
    "first-screen": first_screen,
    "calendar": calendar,
    "notice": notice,
    "freshness": freshness,
    "second-factor": second_factor,
}
