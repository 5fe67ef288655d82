#!/usr/bin/python3
"""A browser of WebKitGTK that keeps its profile from one start to the next.

WebKitWebDriver starts it. WebKit's own MiniBrowser forgets everything when a test
drives it, and a kept walk is about what is still there. The system's Python runs this
file: it has the bindings of GObject.
"""

import os
from typing import Any

import gi  # type: ignore[import-not-found]

gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import Gtk, WebKit2  # type: ignore[import-not-found] # noqa: E402

PROFILE = os.environ["TRABOULE_WEBKIT_PROFILE"]


def kept_context() -> Any:
    """Where the profile's data lie."""
    manager = WebKit2.WebsiteDataManager(
        base_data_directory=f"{PROFILE}/data", base_cache_directory=f"{PROFILE}/cache"
    )
    return WebKit2.WebContext(website_data_manager=manager)


CONTEXT = kept_context()


def open_view(_session: Any) -> Any:
    """The view that a test asks for, as wide as a phone."""
    # Tests listen without anybody's finger.
    policies = WebKit2.WebsitePolicies(autoplay=WebKit2.AutoplayPolicy.ALLOW)
    view = WebKit2.WebView(
        web_context=CONTEXT,
        is_controlled_by_automation=True,
        website_policies=policies,
    )
    window = Gtk.Window(default_width=390, default_height=844)
    window.add(view)
    window.show_all()
    return view


def begin(_context: Any, session: Any) -> None:
    """A test takes over; WebKit wants to know who answers it."""
    us = WebKit2.ApplicationInfo()
    us.set_name("traboule-tests")
    us.set_version(1, 0, 0)
    session.set_application_info(us)
    session.connect("create-web-view", open_view)


CONTEXT.set_automation_allowed(True)
CONTEXT.connect("automation-started", begin)
Gtk.main()
