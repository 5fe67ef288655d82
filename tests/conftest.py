"""What every test may ask for: a site in two languages, people, a phone."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.contrib.auth.models import Group, User
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from hypothesis import settings as hypothesis_settings
from modelsearch import signal_handlers as searching
from wagtail import signal_handlers as referring
from wagtail.models import Locale, Page, Site

from home.models import HomePage, SiteSettings
from home.page_cache import content_version
from home.roles import EDITORS, STAFF, let_publish
from media_library import picture_files, sizing
from media_library.picture_encoder import Work, encode
from media_library.picture_reader import ReadPicture, TooManyPixels, read_picture
from media_library.picture_sandbox import PictureFailed
from tests.factories import HomePageFactory, PlaceFactory, locale
from tours import tasks


@dataclass(frozen=True)
class BilingualSite:
    """The site with its home pages, English being the translation of French."""

    site: Site
    home: HomePage
    english_home: HomePage

    @property
    def homes(self) -> dict[str, HomePage]:
        """The home page of each language."""
        return {"fr": self.home, "en": self.english_home}


# A busy machine is slow, not wrong: examples are counted, never timed.
hypothesis_settings.register_profile("traboule", deadline=None)
hypothesis_settings.load_profile("traboule")


# Another engine, which is not on every machine: `script/test --webkit` asks for it.
collect_ignore = [] if os.environ.get("TRABOULE_WEBKIT") else ["webkit"]


def pytest_addoption(parser: pytest.Parser) -> None:
    """A second database has nothing to say of tests that know none, or of screens."""
    parser.addoption(
        "--database-only",
        action="store_true",
        help="leave out the tests that no other database changes",
    )


def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> None:
    """Leave out what ``--database-only`` leaves out."""
    if not config.getoption("--database-only"):
        return
    using = {"db", "transactional_db", "django_db_setup"}
    kept, left = [], []
    for item in items:
        fixtures = using & set(getattr(item, "fixturenames", ()))
        uses = fixtures or item.get_closest_marker("django_db")
        is_elsewhere = "tests/e2e" in item.nodeid or item.get_closest_marker("screens")
        (kept if uses and not is_elsewhere else left).append(item)
    config.hook.pytest_deselected(items=left)
    items[:] = kept


@pytest.fixture(autouse=True)
def _nothing_kept() -> Iterator[None]:
    """No test reads what another one kept: pages, root paths, content version."""
    cache.clear()
    content_version.value = None
    yield
    cache.clear()
    content_version.value = None


@pytest.fixture(autouse=True)
def _places_from_the_start() -> None:
    """The places of a test lie in one row, whatever was made in tests before it."""
    PlaceFactory.reset_sequence(0)


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    """Sentences are those of the sources until a request speaks another language."""
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def media_root(settings: object, tmp_path: Path) -> Path:
    """Files of a test go away with it."""
    folder = tmp_path / "media"
    settings.MEDIA_ROOT = str(folder)
    return folder


@pytest.fixture(autouse=True)
def _no_sizes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Trails are published by the hundred here: their pictures stay as they came."""
    monkeypatch.setattr(tasks, "make_sizes", lambda frames: False)


def encode_here(work: Work) -> list[bytes]:
    """What the sandbox does, without its process."""
    try:
        encode(work)
    except Exception as error:
        raise PictureFailed(str(error)) from error
    return [Path(work.folder, str(n)).read_bytes() for n in range(len(work.sizes))]


def read_here(content: bytes) -> ReadPicture:
    """The same for a picture that is read."""
    try:
        return read_picture(content)
    except TooManyPixels:
        raise
    except Exception as error:
        raise PictureFailed(str(error)) from error


@pytest.fixture(autouse=True)
def _pictures_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """A thousand pictures are read in a run: the process apart has its own tests."""
    monkeypatch.setattr(picture_files, "encode_apart", encode_here)
    monkeypatch.setattr(picture_files, "read_apart", read_here)


class _NeverQueued:
    """In the place of a task that no test but its own has a use for."""

    def enqueue(self, *arguments: object) -> None:
        """Leave it."""


@pytest.fixture(autouse=True)
def _not_indexed(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Saving enters nothing into the indexes of words and of uses, unless ``indexed``.

    They take a third of the time in which a trail is made.
    """
    if request.node.get_closest_marker("indexed"):
        return
    never = _NeverQueued()
    monkeypatch.setattr(searching, "insert_or_update_object_task", never)
    monkeypatch.setattr(referring, "update_reference_index_task", never)


@pytest.fixture
def sized(monkeypatch: pytest.MonkeyPatch, _no_sizes: None) -> None:
    """Publication makes the sizes of pictures, in this very process."""
    monkeypatch.setattr(sizing, "encode_apart", encode_here)
    monkeypatch.setattr(tasks, "make_sizes", sizing.make_sizes)


@pytest.fixture
def site(db: None) -> BilingualSite:
    """Home pages in French and English, and nothing of what migrations leave."""
    return bilingual_site()


def bilingual_site() -> BilingualSite:
    """Make the site in the database as it is open now."""
    root = Page.get_first_root_node() or Page.add_root(title="Root", slug="root")
    for welcome in root.get_children():
        welcome.delete()
    root.refresh_from_db()
    french = HomePageFactory(parent=root, language="fr")
    english = HomePageFactory(
        parent=root,
        language="en",
        title="A city tells itself",
        introduction="Audio walks to follow on your phone.",
        translation_key=french.translation_key,
    )
    Site.objects.all().delete()
    made = Site.objects.create(
        hostname="testserver", root_page=french, is_default_site=True
    )
    SiteSettings.objects.create(
        site=made, name="Balades", publisher="Ville de Test", contact_email="a@b.fr"
    )
    return BilingualSite(made, french, english)


@pytest.fixture
def french(db: None) -> Locale:
    """The French locale."""
    return locale("fr")


@pytest.fixture
def english(db: None) -> Locale:
    """The English locale."""
    return locale("en")


def account(name: str, group: str) -> User:
    """Somebody with a role, who signs in with “passe-partout”."""
    user = User.objects.create_user(name, f"{name}@example.org", "passe-partout")
    user.groups.add(Group.objects.get(name=group))
    return user


@pytest.fixture
def editor(db: None) -> User:
    """Writes and publishes trails, on a site where editors publish."""
    let_publish(EDITORS)
    return account("editor", EDITORS)


@pytest.fixture
def staff(db: None) -> User:
    """City staff: may delete too, and change the site's settings."""
    return account("staff", STAFF)


@pytest.fixture
def phone() -> Client:
    """A French phone, which has never been here."""
    return Client(headers={"accept-language": "fr-FR,fr;q=0.9,en;q=0.5"})


@pytest.fixture
def editor_client(editor: User) -> Client:
    """The editor's browser, signed in, in English."""
    client = Client(headers={"accept-language": "en"})
    client.force_login(editor)
    return client


@pytest.fixture
def staff_client(staff: User) -> Client:
    """The city staff's browser, signed in, in English."""
    client = Client(headers={"accept-language": "en"})
    client.force_login(staff)
    return client


@pytest.fixture
def committed(django_capture_on_commit_callbacks: object) -> object:
    """Runs what waits for the end of the transaction: ``with committed(): …``."""

    @contextmanager
    def run() -> Iterator[None]:
        with django_capture_on_commit_callbacks(execute=True):
            yield

    return run


def query_count(client: Client, address: str) -> int:
    """How many queries a page takes once what can be kept is kept."""
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return len(queries)
