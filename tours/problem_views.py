"""Where walkers report a problem, and where the desk sees its picture."""

from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.permissions import policy_registry

from media_library.picture_files import clean_file
from tours.models import Stop, TourPage
from tours.notice_rules import Kind, Subject
from tours.problem_form import ProblemForm
from tours.problems import ProblemReport, let_old_ones_go
from tours.signals import problem_reported


@csrf_exempt  # nobody is signed in, and there is no cookie that could be misused
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report_problem(request: HttpRequest, code: str) -> HttpResponse:
    """The form for a trail, or for one of its stops. Raises Http404.

    ``code``: the short one of the trail or the stop.
    """
    subject, title, back = _found(code)
    form = ProblemForm(
        request.POST or None,
        request.FILES or None,
        address=request.META.get(settings.CLIENT_ADDRESS_KEY, ""),
    )
    if request.method == "POST" and form.is_valid():
        if not form.is_of_a_machine:
            _keep(form.cleaned_data, subject)
        return redirect(f"{reverse('report_problem', args=[code])}?sent")
    is_sent = "sent" in request.GET and request.method != "POST"
    fields = (form["text"], form["picture"])
    told = {"title": title, "back": back, "is_sent": is_sent}
    context = {**told, "form": form, "fields": fields}
    status = 400 if form.errors else 200
    return render(request, "tours/report_problem.html", context, status=status)


def _found(code: str) -> tuple[Subject, str, str]:
    """What a code stands for, its title and its page, in the page's language."""
    language, shown = get_language(), TourPage.objects.in_force()
    stop = (
        Stop.objects.with_code(code)
        .filter(page__in=shown, locale__language_code=language)
        .select_related("page")
        .first()
    )
    if stop is not None and stop.page.url:
        subject = Subject(Kind.STOP, str(stop.translation_key))
        return subject, stop.title, f"{stop.page.url}stop/{stop.code}/"
    versions = shown.with_code(code)
    trail = versions.filter(locale__language_code=language).first()
    if trail is None or not trail.url:
        raise Http404
    return Subject(Kind.TRAIL, str(trail.translation_key)), trail.title, trail.url


def _keep(facts: dict[str, Any], subject: Subject) -> None:
    report = ProblemReport(
        about=str(subject),
        language=get_language() or "",
        kind=facts["kind"],
        text=facts["text"],
    )
    if file := facts["picture"]:
        clean = clean_file(file, "picture")
        report.picture = clean or ContentFile(file.read(), name="picture")
    report.save()
    let_old_ones_go()
    problem_reported.send(sender=ProblemReport, report=report)


@require_safe
def problem_picture(request: HttpRequest, report_id: int) -> FileResponse:
    """The picture of a report. Raises PermissionDenied, Http404."""
    policy = policy_registry.get_by_type(ProblemReport)
    if not policy.user_has_any_permission(request.user, ("change", "view")):
        raise PermissionDenied
    report = get_object_or_404(ProblemReport.objects.exclude(picture=""), pk=report_id)
    try:
        file = report.picture.open()
    except FileNotFoundError as error:
        raise Http404 from error
    answer = FileResponse(file, as_attachment=True, filename=f"problem-{report.pk}")
    answer["Cache-Control"] = "private, no-store"
    return answer
