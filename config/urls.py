"""Addresses: stable ones first, then each language's pages."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.contrib.sitemaps.views import sitemap
from wagtail.documents import urls as wagtaildocs_urls

from exchange.open_data_views import open_data_page, open_data_paths
from exchange.paper.booklet_views import booklet_paths
from exchange.trail_file_views import trail_file_paths
from frontend.views import favicon, robots, service_worker
from home.site_map import SiteMap
from home.views import preferred_language, web_manifest
from media_library.views import recording_address, serve_media
from places.city_tiles import city_tile
from tours.notice_views import notices_json
from tours.package_views import package_json, package_version_json
from tours.problem_views import report_problem
from tours.views import kept_walks, place_page, short_address, walk_words

urlpatterns = [
    path("", preferred_language),
    # Before the admin's own, which forbids browsers to keep anything.
    path(
        "admin/map/tiles/<slug:name>/<int:zoom>/<int:column>/<int:row>.mvt",
        city_tile,
        name="city_tile",
    ),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("media/<path:path>", serve_media, name="media"),
    path("recording/<uuid:identifier>", recording_address, name="recording_address"),
    path("s/<str:code>", short_address, name="short_address"),
    path("s/<str:code>/", short_address),
    path("s/<str:code>/<slug:language>", short_address, name="short_address_in"),
    path("sitemap.xml", sitemap, {"sitemaps": {"pages": SiteMap}}),
    path("robots.txt", robots),
    path("favicon.ico", favicon),
    path("service-worker.js", service_worker, name="service_worker"),
    *open_data_paths,
    *i18n_patterns(
        path("manifest.webmanifest", web_manifest, name="web_manifest"),
        path("opendata/", open_data_page, name="open_data"),
        path("place/<str:code>/", place_page, name="place"),
        path("kept/", kept_walks, name="kept_walks"),
        path("report/<str:code>/", report_problem, name="report_problem"),
        path("walk-words/<slug:of>/", walk_words, name="walk_words"),
        # Wagtail's own addresses end in a slash: files beside a page are ours.
        path("<path:path>/package.json", package_json, name="package"),
        path("<path:path>/notices.json", notices_json, name="notices"),
        path(
            "<path:path>/package/<slug:version>.json",
            package_version_json,
            name="package_version",
        ),
        *trail_file_paths,
        *booklet_paths,
        path("", include(wagtail_urls)),
    ),
]
