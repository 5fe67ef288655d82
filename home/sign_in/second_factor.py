"""A code of the moment beside the password: who needs it, what keeps it.

The codes are TOTP (RFC 6238), kept by django-otp, which also slows down guesses.
Recovery codes work once each; the database holds what is made of them, not the codes.
"""

from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.crypto import salted_hmac
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice
from wagtail.models import GroupPagePermission

RECOVERY_CODES, DIGITS = 10, 6
RECOVERY = "recovery"


def is_required(user: Any) -> bool:
    """Whether somebody must have it: who may publish, where the site asks for it."""
    if not settings.TRABOULE_TWO_FACTOR:
        return False
    if user.is_superuser:
        return True
    return bool(
        GroupPagePermission.objects.filter(
            group__user=user, permission__codename="publish_page"
        ).exists()
    )


def is_set_up(user: Any) -> bool:
    """Whether somebody has it."""
    return bool(TOTPDevice.objects.filter(user=user, confirmed=True).exists())


def devices(user: Any) -> list[Any]:
    """What may accept a code: the phone, then the recovery codes."""
    found: list[Any] = list(TOTPDevice.objects.filter(user=user, confirmed=True))
    return [*found, *StaticDevice.objects.filter(user=user, name=RECOVERY)]


def unconfirmed(user: Any) -> TOTPDevice:
    """The secret that is being set up: the same one until it is confirmed."""
    found = TOTPDevice.objects.filter(user=user, confirmed=False).first()
    return found or TOTPDevice.objects.create(user=user, name="phone", confirmed=False)


def verify(some: list[Any], code: str) -> Any:
    """The device that accepts a code; None where none does, which is counted there.

    Six digits are a code of the moment, anything else a recovery code.
    """
    kind = TOTPDevice if code.isdigit() and len(code) == DIGITS else StaticDevice
    for device in (each for each in some if isinstance(each, kind)):
        with transaction.atomic():
            locked = type(device).objects.select_for_update().get(pk=device.pk)
            is_recovery = isinstance(locked, StaticDevice)
            told = kept_form(device.user_id, code) if is_recovery else code
            if locked.verify_token(told):
                return locked
    return None


def confirm(device: TOTPDevice) -> list[str]:
    """Take a device into use; the recovery codes, which nobody is shown again."""
    device.confirmed = True
    device.save(update_fields=["confirmed"])
    return new_recovery_codes(device.user)


def new_recovery_codes(user: Any) -> list[str]:
    """Ten new ones, in the place of all earlier ones."""
    codes = [StaticToken.random_token() for _number in range(RECOVERY_CODES)]
    with transaction.atomic():
        kept, _made = StaticDevice.objects.get_or_create(user=user, name=RECOVERY)
        kept.token_set.all().delete()
        StaticToken.objects.bulk_create(
            StaticToken(device=kept, token=kept_form(user.pk, code)) for code in codes
        )
    return codes


def kept_form(user_id: int, code: str) -> str:
    """What the database holds of a recovery code."""
    return salted_hmac("traboule.recovery", f"{user_id}:{code}").hexdigest()[:16]


def forget(user: Any) -> None:
    """Take it away from somebody, with its recovery codes."""
    TOTPDevice.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user, name=RECOVERY).delete()
