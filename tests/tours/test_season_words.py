"""Seasons in plain words, in both languages."""

from datetime import date, time

import pytest
from django.utils.translation import override

from tours.season_days import LAST, WEEKEND, NthWeekday, Yearly
from tours.season_rules import ALWAYS, Hours, Rule, Season
from tours.season_words import back_on, in_words, sentence

EVENING = Hours(time(17), time(22))
AFTERNOON = Hours(time(14), time(18))
TOLD = [
    (
        Season((Rule(Yearly((12, 1), (1, 6)), hours=EVENING),)),
        "every year from 1 December to 6 January, 17:00–22:00",
        "chaque année du 1er décembre au 6 janvier, 17:00–22:00",
    ),
    (
        Season((Rule(weekdays=frozenset({5, 6}), hours=AFTERNOON),)),
        "on Saturdays and Sundays, 14:00–18:00",
        "les samedis et dimanches, 14:00–18:00",
    ),
    (
        Season((Rule(NthWeekday(3, WEEKEND, 9)),)),
        "the third weekend of September",
        "le troisième week-end de septembre",
    ),
    (
        Season((Rule(NthWeekday(LAST, 6, 10)), Rule(NthWeekday(1, 6)))),
        "the last Sunday of October; the first Sunday of each month",
        "le dernier dimanche d’octobre; le premier dimanche de chaque mois",
    ),
    (
        Season(
            (Rule(first=date(2026, 7, 1), last=date(2026, 8, 31)),),
            (
                Rule(Yearly((7, 14), (7, 14))),
                Rule(first=date(2026, 8, 1), last=date(2026, 8, 9)),
            ),
        ),
        "from 1 July 2026 to 31 August 2026, except on 14 July and from 1 August 2026"
        " to 9 August 2026",
        "du 1er juillet 2026 au 31 août 2026, sauf le 14 juillet et du 1er août 2026 au"
        " 9 août 2026",
    ),
    (
        Season((), (Rule(Yearly((12, 25), (12, 25))),)),
        "every day, except on 25 December",
        "tous les jours, sauf le 25 décembre",
    ),
    (
        Season(
            (
                Rule(first=date(2026, 5, 2), weekdays=frozenset(range(5))),
                Rule(first=date(2026, 5, 2), last=date(2026, 5, 2)),
                Rule(Yearly((6, 21), (6, 21))),
            )
        ),
        "from 2 May 2026 on, from Monday to Friday; on 2 May 2026; every year on"
        " 21 June",
        "à partir du 2 mai 2026, du lundi au vendredi; le 2 mai 2026; chaque année le"
        " 21 juin",
    ),
    (ALWAYS, "", ""),
]


@pytest.mark.parametrize(("season", "english", "french"), TOLD)
def test_a_season_is_said_as_one_would_say_it(
    season: Season, english: str, french: str
) -> None:
    with override("en"):
        assert in_words(season) == english
    with override("fr"):
        # The sign keeps to the word before it by a narrow space.
        assert in_words(season).replace("\u202f;", ";") == french


def test_a_season_is_also_a_sentence_and_says_when_it_returns() -> None:
    with override("en"):
        weekend = Season((Rule(NthWeekday(3, WEEKEND, 9)),))
        assert sentence(weekend) == "The third weekend of September."
        assert sentence(ALWAYS) == ""
        assert back_on(date(2026, 12, 1)) == "Back on 1 December 2026."
        assert back_on(None) == "It is over."
