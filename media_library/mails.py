"""Mails to people of the desk, in the language of their own admin."""

import logging
from collections.abc import Callable
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.translation import override
from wagtail.users.models import UserProfile

logger = logging.getLogger(__name__)


def write_to(person: Any, compose: Callable[[], tuple[str, str]]) -> bool:
    """Whether the mail went. ``compose`` gives its subject and its text."""
    profile = UserProfile.objects.filter(user=person).first()
    language = profile and profile.preferred_language
    with override(language or settings.LANGUAGE_CODE):
        subject, body = compose()
    try:
        EmailMessage(subject, body, to=[person.email]).send()
    except (OSError, SMTPException) as error:
        logger.error("no mail went to %s: %s", person.pk, error)
        return False
    return True
