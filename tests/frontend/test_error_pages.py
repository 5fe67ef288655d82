"""The pages shown when something fails."""

from django.template.loader import render_to_string


def test_the_page_of_a_failing_site_needs_nothing_and_speaks_both_languages():
    html = render_to_string("500.html")
    assert '<html lang="fr">' in html
    assert '<div lang="en">' in html
    assert "All the trails" in html
    assert "Tous les parcours" in html
    assert "style=" not in html
    assert "<script" not in html


def test_a_failing_view_answers_with_that_page(client, monkeypatch, db):
    def fail(request):
        msg = "no answer"
        raise RuntimeError(msg)

    client.raise_request_exception = False
    monkeypatch.setattr("django.http.HttpRequest.build_absolute_uri", fail)
    page = client.get("/robots.txt")
    assert page.status_code == 500
    assert "Le passage est fermé un instant" in page.content.decode()
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
