"""Signing in: tries that are slowed down, and a second factor beside the password."""

import io
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import Client
from django_otp.oath import totp
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from home.sign_in.second_factor import confirm, is_required, is_set_up, unconfirmed
from home.sign_in.throttle import ACCOUNT, ADDRESS, HERE, wait_s
from tests.conftest import account

HOME, LOGIN, CODE = "/admin/", "/admin/login/", "/admin/second-factor/"
SETUP, PASSWORD = "/admin/second-factor/setup/", "passe-partout"
NOON = "2026-11-28T12:00:00Z"


def browser(language: str = "en") -> Client:
    return Client(headers={"accept-language": language})


def sign_in(client: Client, name: str, password: str = PASSWORD, **sent: Any) -> Any:
    return client.post(LOGIN, {"username": name, "password": password}, **sent)


def code_now(user: User) -> str:
    """What the phone shows at this moment."""
    return f"{totp(TOTPDevice.objects.get(user=user).bin_key):06d}"


class TestThrottle:
    def test_pauses_double_after_some_free_failures_up_to_a_limit(self) -> None:
        assert [HERE.pause_s(n) for n in (0, 4, 5, 6, 7)] == [0, 0, 2, 4, 8]
        assert HERE.pause_s(10_000) == 900
        assert ADDRESS.pause_s(20) == 0
        assert ACCOUNT.pause_s(10_000) == 60  # nobody is kept out by strangers

    def test_a_pause_refuses_the_right_password_too_then_ends(
        self, editor: User
    ) -> None:
        client = browser()
        with time_machine.travel(NOON, tick=False) as clock:
            for _try in range(HERE.free + 1):
                answer = sign_in(client, "editor", "faux")
            assert "didn" in answer.content.decode()
            answer = sign_in(client, "editor")
            assert "Too many tries. Try again in 2 seconds." in answer.content.decode()
            # Trying during the pause makes it no longer.
            clock.shift(2)
            assert sign_in(client, "editor").status_code == 302
            assert wait_s("editor", "127.0.0.1") == 0

    def test_other_addresses_and_accounts_are_not_slowed_by_it(
        self, editor: User, staff: User
    ) -> None:
        with time_machine.travel(NOON, tick=False):
            for _try in range(HERE.free + 3):
                sign_in(browser(), "editor", "faux")
            elsewhere = browser("fr")
            assert (
                sign_in(elsewhere, "editor", REMOTE_ADDR="10.0.0.9").status_code == 302
            )
            assert sign_in(browser(), "staff").status_code == 302

    def test_one_address_that_tries_many_names_is_slowed_and_told_in_french(
        self, editor: User
    ) -> None:
        with time_machine.travel(NOON, tick=False):
            for number in range(ADDRESS.free + 10):
                sign_in(browser(), f"nom{number}", "faux")
                if wait_s("", "127.0.0.1"):
                    break
            assert wait_s("editor", "127.0.0.1") == 2
            assert wait_s("editor", "10.0.0.9") == 0

    def test_failures_are_forgotten_after_an_hour(self, editor: User) -> None:
        with time_machine.travel(NOON, tick=False) as clock:
            for _try in range(HERE.free + 1):
                sign_in(browser(), "editor", "faux")
            clock.shift(3601)
            sign_in(browser(), "editor", "faux")
            assert wait_s("editor", "127.0.0.1") == 0


class TestSetUp:
    def test_nobody_needs_it_unless_the_site_asks(self, staff_client: Client) -> None:
        assert staff_client.get(HOME).status_code == 200

    def test_who_may_publish_sets_it_up_before_anything_else(
        self, staff: User, staff_client: Client, settings: Any
    ) -> None:
        settings.TRABOULE_TWO_FACTOR = True
        answer = staff_client.get("/admin/pages/")
        assert answer["Location"] == SETUP
        page = staff_client.get(SETUP).content.decode()
        assert "Whoever may publish here" in page
        assert "data:image/svg+xml;base64," in page
        wrong = staff_client.post(SETUP, {"code": "000000"})
        assert wrong.status_code == 400
        assert "This code is not right" in wrong.content.decode()
        assert not is_set_up(staff)

    def test_the_first_code_turns_it_on_and_shows_ten_recovery_codes_once(
        self, staff: User, staff_client: Client
    ) -> None:
        staff_client.get(SETUP)
        page = staff_client.post(SETUP, {"code": code_now(staff)}).content.decode()
        assert page.count("<li><code>") == 10
        assert is_set_up(staff)
        held = StaticToken.objects.filter(device__user=staff)
        assert held.count() == 10
        assert not any(each.token in page for each in held)
        assert staff_client.get(HOME).status_code == 200
        assert "<li><code>" not in staff_client.get(SETUP).content.decode()

    def test_a_secret_that_is_being_set_up_stays_when_the_page_is_read_again(
        self, staff: User, staff_client: Client
    ) -> None:
        first = staff_client.get(SETUP).context["secret"]
        assert staff_client.get(SETUP).context["secret"] == first

    def test_authors_are_not_asked_for_it(self, db: None, settings: Any) -> None:
        settings.TRABOULE_TWO_FACTOR = True
        assert not is_required(account("author", "Contributors"))
        assert is_required(User.objects.create_superuser("administrator"))


class TestSigningIn:
    @pytest.fixture
    def recovery(self, staff: User) -> list[str]:
        """City staff with a phone; their recovery codes."""
        return confirm(unconfirmed(staff))

    @pytest.fixture
    def client(self, recovery: list[str]) -> Client:
        """Signed in with the password alone."""
        client = browser()
        sign_in(client, "staff")
        return client

    def test_every_screen_leads_to_the_code_and_from_there_back(
        self, client: Client, staff: User
    ) -> None:
        answer = client.get("/admin/pages/?p=2")
        assert answer["Location"] == f"{CODE}?next=%2Fadmin%2Fpages%2F%3Fp%3D2"
        assert client.post("/admin/snippets/places/place/add/")["Location"][:21] == CODE
        assert client.get(SETUP)["Location"] == CODE
        answer = client.post(answer["Location"], {"code": code_now(staff)})
        assert answer["Location"] == "/admin/pages/?p=2"
        assert client.get(HOME).status_code == 200

    def test_one_is_never_led_to_another_site(
        self, client: Client, staff: User
    ) -> None:
        there = f"{CODE}?next=https://example.org/"
        answer = client.post(there, {"code": code_now(staff)})
        assert answer["Location"] == HOME

    def test_a_code_works_once(self, client: Client, staff: User) -> None:
        code = code_now(staff)
        client.post(CODE, {"code": code})
        other = browser()
        sign_in(other, "staff")
        assert other.post(CODE, {"code": code}).status_code == 400
        assert other.get(HOME).status_code == 302

    def test_a_recovery_code_works_once_however_it_is_typed(
        self, client: Client, recovery: list[str]
    ) -> None:
        typed = f" {recovery[0][:4]} {recovery[0][4:].upper()}"
        assert client.post(CODE, {"code": typed}).status_code == 302
        other = browser()
        sign_in(other, "staff")
        assert other.post(CODE, {"code": recovery[0]}).status_code == 400

    def test_guesses_are_slowed_down(self, client: Client) -> None:
        with time_machine.travel(NOON, tick=False):
            for _try in range(3):
                page = client.post(CODE, {"code": "000000"}).content.decode()
        assert "Too many tries. Try again in" in page

    def test_it_is_turned_off_by_who_need_not_have_it(
        self, client: Client, staff: User, settings: Any
    ) -> None:
        client.post(CODE, {"code": code_now(staff)})
        settings.TRABOULE_TWO_FACTOR = True
        client.post(SETUP, {"forget": ""})
        assert is_set_up(staff)
        settings.TRABOULE_TWO_FACTOR = False
        client.post(SETUP, {"forget": ""})
        assert not is_set_up(staff)

    def test_new_recovery_codes_replace_the_old(
        self, client: Client, staff: User, recovery: list[str]
    ) -> None:
        client.post(CODE, {"code": code_now(staff)})
        page = client.post(SETUP, {"renew": ""}).content.decode()
        assert page.count("<li><code>") == 10
        assert not any(code in page for code in recovery)

    def test_who_runs_the_site_takes_it_away_from_who_lost_their_phone(
        self, staff: User, recovery: list[str]
    ) -> None:
        call_command("forget_second_factor", "staff", stdout=io.StringIO())
        assert not is_set_up(staff)
        with pytest.raises(CommandError, match="no account “nobody”"):
            call_command("forget_second_factor", "nobody")
