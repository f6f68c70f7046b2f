"""What the labels of platforms say: ratings and dates in their own languages, and near-misses."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

READER = Path(__file__).resolve().parents[2] / "extension" / "content" / "reader.js"
NOW = "2026-11-20T12:00:00"

Ask = Callable[[str, Any], Any]


@pytest.fixture(scope="module")
def ask(chromium: Browser) -> Iterator[Ask]:
    """Evaluates in a blank page that holds the reader."""
    page = chromium.new_page()
    page.evaluate(READER.read_text(encoding="utf-8"))
    yield page.evaluate
    page.close()


RATINGS = [
    ("5 stars", 5, 5),
    ("1 star", 1, 5),
    ("5 étoiles", 5, 5),
    ("4,5 étoiles", 4.5, 5),
    ("5 estrellas", 5, 5),
    ("3 Sterne", 3, 5),
    ("2 stelle", 2, 5),
    ("5 bintang", 5, 5),
    ("5 yıldız", 5, 5),
    ("Rated 4 out of 5 stars", 4, 5),
    ("Noté 4 sur 5 étoiles", 4, 5),
    ("Bewertet mit 2 von 5 Sternen", 2, 5),
    ("Valutata 3 stelle su 5", 3, 5),
    ("Beoordeeld met 1 van de 5 sterren", 1, 5),
    ("5 of 5 bubbles", 5, 5),
    ("5.0 of 5 bubbles", 5, 5),
    ("5 分 (共 5 分)", 5, 5),
    ("5 trên 5 sao", 5, 5),
    ("3.0 out of 5 stars", 3, 5),
    ("5,0 sur 5 étoiles", 5, 5),
    ("Rated 3 stars out of five stars", 3, 5),
    ("Rated four stars out of five stars", 4, 5),
    ("Noté trois étoiles sur cinq", 3, 5),
    ("1 out of 5", 1, 5),
    ("Scored 10", 10, 10),
    ("Scored 10\n10", 10, 10),
    ("Puntuación: 9,0", 9, 10),
    ("8/10 Good", 8, 10),
    ("10/10 Excellent", 10, 10),
    ("3/10", 3, 10),
    ("4/5", 4, 5),
    ("Rating, 5 stars", 5, 5),
    ("5つ星のうち4.0", 4, 5),
    ("星5つ中の3", 3, 5),
    ("별 5개 중 4.0개", 4, 5),
    ("5 yıldız üzerinden 4,0", 4, 5),
    ("4.0 颗星，最多 5 颗星", 4, 5),
    ("满分 5 分，得 3 分", 3, 5),
    ("★★★★☆", 4, 5),
    ("★★", 2, 5),
    ("80 %", 80, 100),
    ("3½ stars", 3.5, 5),
    ("★★★½", 3.5, 5),
    ("Mit drei von fünf Sternen bewertet", 3, 5),
    ("4,0 von 5 Blasen", 4, 5),
    ("4 de 5 círculos", 4, 5),
    ("4 van de 5 bolletjes", 4, 5),
    ("7", 7, 10),
]


@pytest.mark.parametrize(("label", "value", "maximum"), RATINGS)
def test_a_rating_label(ask: Ask, label: str, value: float, maximum: int) -> None:
    assert ask("label => sangfroidReader.parseRating(label)", label) == {"value": value, "max": maximum}


@pytest.mark.parametrize(
    ("label", "value"), [("Scored 5.0\n5.0", 5), ("Puntuación: 2,5 2,5", 2.5), ("Scored 10 10", 10), ("6", 6)]
)
def test_a_platform_of_ten_stays_of_ten(ask: Ask, label: str, value: float) -> None:
    assert ask("label => sangfroidReader.parseRating(label, 10)", label) == {"value": value, "max": 10}


@pytest.mark.parametrize(
    "label", ["", "stars", "no rating", "0 stars", "12", "7 out of 5", "4/6", "six feet under"]
)
def test_no_rating(ask: Ask, label: str) -> None:
    assert ask("label => sangfroidReader.parseRating(label)", label) is None


@pytest.mark.parametrize(
    "label",
    [
        "4.5 stars from 1,234 reviews",
        "128 avis",
        "Noté 4,2 sur 5 (128 avis)",
        "Open 24/7",
        "5 of our 10 rooms see the sea",
        "Photo 3 of 5",
        "Share",
        "Level 5 guide",
    ],
)
def test_a_label_that_is_no_rating_of_a_review(ask: Ask, label: str) -> None:
    assert ask("label => sangfroidReader.shapes.strictRating(label)", label) is None


RELATIVE = [
    ("a year ago", "2025-11-20"),
    ("an hour ago", "2026-11-20"),
    ("3 weeks ago", "2026-10-30"),
    ("Edited 3 months ago", "2026-08-20"),
    ("a month ago on Google", "2026-10-20"),
    ("il y a 9 mois", "2026-02-20"),
    ("il y a un an", "2025-11-20"),
    ("il y a une semaine", "2026-11-13"),
    ("Modifié il y a 2 ans", "2024-11-20"),
    ("Hace una semana", "2026-11-13"),
    ("hace 2 años", "2024-11-20"),
    ("vor einem Jahr", "2025-11-20"),
    ("vor 3 Wochen", "2026-10-30"),
    ("Bearbeitet: vor 2 Tagen", "2026-11-18"),
    ("un anno fa", "2025-11-20"),
    ("3 settimane fa", "2026-10-30"),
    ("een maand geleden", "2026-10-20"),
    ("4 jaar geleden", "2022-11-20"),
    ("há 3 semanas", "2026-10-30"),
    ("há um ano", "2025-11-20"),
    ("2 meses atrás", "2026-09-20"),
    ("seminggu lalu", "2026-11-13"),
    ("setahun lalu", "2025-11-20"),
    ("2 ay önce düzenlendi", "2026-09-20"),
    ("Today", "2026-11-20"),
    ("Yesterday", "2026-11-19"),
    ("hier", "2026-11-19"),
    ("gestern", "2026-11-19"),
    ("aujourd’hui", "2026-11-20"),
    ("3 d", "2026-11-17"),
    ("2 sem.", "2026-11-06"),
    ("2w", "2026-11-06"),
    ("2 Wo.", "2026-11-06"),
    ("two weeks ago", "2026-11-06"),
    ("vor zwei Wochen", "2026-11-06"),
    ("due mesi fa", "2026-09-20"),
    ("hace tres días", "2026-11-17"),
    ("há duas semanas", "2026-11-06"),
    ("il y a environ 2 mois", "2026-09-20"),
    ("il y a moins d’une heure", "2026-11-20"),
    ("il y a 2 sem.", "2026-11-06"),
    ("2 wk. geleden", "2026-11-06"),
    ("vor 5 Mon.", "2026-06-20"),
    ("30 seconds ago", "2026-11-20"),
    ("avant-hier", "2026-11-18"),
    ("vorgestern", "2026-11-18"),
    ("l’altro ieri", "2026-11-18"),
    ("last week", "2026-11-13"),
    ("le mois dernier", "2026-10-20"),
    ("letzten Monat", "2026-10-20"),
    ("la settimana scorsa", "2026-11-13"),
    ("vorige maand", "2026-10-20"),
    ("no mês passado", "2026-10-20"),
    ("3 bulan yang lalu", "2026-08-20"),
]


@pytest.mark.parametrize(("label", "iso"), RELATIVE)
def test_a_relative_date(ask: Ask, label: str, iso: str) -> None:
    answer = ask("([label, now]) => sangfroidReader.parseDate(label, {now})", [label, NOW])
    assert answer == {"iso": iso, "label": label, "precision": "relative"}


@pytest.mark.parametrize(
    "label", ["il y a quelques jours", "quindici giorni fa", "vor einigen Wochen", "days ago"]
)
def test_a_number_nobody_knows_is_not_one(ask: Ask, label: str) -> None:
    answer = ask("([label, now]) => sangfroidReader.parseDate(label, {now})", [label, NOW])
    assert answer == {"iso": None, "label": label, "precision": "relative"}


@pytest.mark.parametrize(("language", "iso"), [("fr", "2026-11-18"), ("de", "2024-11-20")])
def test_a_short_j_is_a_day_in_french_and_a_year_in_german(ask: Ask, language: str, iso: str) -> None:
    answer = ask("([language, now]) => sangfroidReader.parseDate('2 J.', {now, language})", [language, NOW])
    assert answer["iso"] == iso


def test_a_month_back_from_the_31st_is_the_last_day(ask: Ask) -> None:
    answer = ask("sangfroidReader.parseDate('a month ago', {now: '2026-03-31T12:00:00'})", None)
    assert answer["iso"] == "2026-02-28"


ABSOLUTE = [
    ("2026-02-03T09:14:22.000Z", "2026-02-03T09:14:22.000Z", "day"),
    ("2025-3-7", "2025-03-07", "day"),
    ("Written September 22, 2026", "2026-09-22", "day"),
    ("Écrit le 6 janvier 2026", "2026-01-06", "day"),
    ("le 1er août 2026", "2026-08-01", "day"),
    ("Escrita el 3 de marzo de 2026", "2026-03-03", "day"),
    ("Yazıldığı tarih: 4 Mayıs 2026", "2026-05-04", "day"),
    ("Verfasst am 9. März 2026", "2026-03-09", "day"),
    ("5. Jan. 2026", "2026-01-05", "day"),
    ("Scritta in data 8 ago 2026", "2026-08-08", "day"),
    ("12 mei 2026", "2026-05-12", "day"),
    ("10 de set. de 2026", "2026-09-10", "day"),
    ("Reviewed: 3 October 2025", "2025-10-03", "day"),
    ("Fecha del comentario: 14 de agosto de 2025", "2025-08-14", "day"),
    ("Reviewed in the United States on January 6, 2024", "2024-01-06", "day"),
    ("Commenté en France le 3 mars 2024", "2024-03-03", "day"),
    ("Đăng trên Viator vào 10 tháng 9, 2026", "2026-09-10", "day"),
    ("2024年2月11日に日本でレビュー済み", "2024-02-11", "day"),
    ("mar. 5 juin 2026", "2026-06-05", "day"),
    ("30.11.2024", "2024-11-30", "day"),
    ("22. 9. 2026", "2026-09-22", "day"),
    ("2026-09", "2026-09-01", "month"),
    ("09/2026", "2026-09-01", "month"),
    ("10 thg 9, 2026", "2026-09-10", "day"),
    ("27/02/2026", "2026-02-27", "day"),
    ("03/04/2026", "2026-04-03", "day"),
    ("Jul 1", "2026-07-01", "day"),
    ("Dec 24", "2025-12-24", "day"),
    ("September 2026", "2026-09-01", "month"),
    ("sept. 2026", "2026-09-01", "month"),
    ("2024", "2024-01-01", "year"),
]


@pytest.mark.parametrize(("label", "iso", "precision"), ABSOLUTE)
def test_an_absolute_date(ask: Ask, label: str, iso: str, precision: str) -> None:
    answer = ask("([label, now]) => sangfroidReader.parseDate(label, {now, language: 'fr'})", [label, NOW])
    assert answer == {"iso": iso, "label": label, "precision": precision}


@pytest.mark.parametrize(
    ("language", "iso", "precision"),
    [
        ("en-US", "2026-03-04", "day"),
        ("en-GB", "2026-04-03", "day"),
        ("de", "2026-04-03", "day"),
        ("en", "2026-01-01", "year"),
    ],
)
def test_an_ambiguous_date_is_never_made_exact(ask: Ask, language: str, iso: str, precision: str) -> None:
    answer = ask(
        "([language, now]) => sangfroidReader.parseDate('03/04/2026', {now, language})", [language, NOW]
    )
    assert (answer["iso"], answer["precision"]) == (iso, precision)


@pytest.mark.parametrize(
    "label",
    [
        "",
        "semaine",
        "semester",
        "3 semesters",
        "a mess",
        "an hour away",
        "3 weeks",
        "il y a du bruit",
        "vor dem Haus",
        "hace calor",
        "fa freddo",
        "31 February 2026",
        "Room 12",
        "Local Guide · 42 reviews",
        "hier, tout était parfait",
    ],
)
def test_no_date(ask: Ask, label: str) -> None:
    assert ask("([label, now]) => sangfroidReader.parseDate(label, {now})", [label, NOW]) is None
