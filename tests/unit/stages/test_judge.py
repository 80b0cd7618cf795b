"""Menus, error pages, empty shells and teasers in front of paywalls are told from articles."""

import pytest

import newsclean

ERRORS = (
    "Menu\nHome\nNews\n404 Page not found\nThe page you are looking for does not exist.\n"
    "Back to the front page",
    "The Inlet Courier\nOops! Something went wrong.\n"
    "We can't find the page that you asked for. Try the search.",
    "Startseite\nSeite nicht gefunden\nDie gewünschte Seite gibt es leider nicht mehr.\nZur Startseite",
    "Accueil\nPage introuvable\n"
    "La page que vous cherchez n'existe plus ou a été déplacée.\nRetour à l'accueil",
    "Inicio\nPágina no encontrada\n"
    "La página que buscas no existe o ha cambiado de dirección.\nVolver al inicio",
    "Главная\nСтраница не найдена\nЗапрашиваемая страница была удалена или перемещена.\nНа главную",
    "首页\n页面不存在\n您访问的页面已被删除。\n返回首页",
)
SHELLS = (
    "The Inlet Courier\nPlease enable JavaScript to view this page.",
    "Just a moment\nChecking your browser before you go on to the site.\nPlease wait…",
    "Insel-Kurier\nBitte aktivieren Sie JavaScript, um diese Seite zu sehen.",
    "Le Courrier\nVeuillez activer JavaScript pour continuer.\nChargement",
    "El Correo\nPor favor, espere mientras se carga la página.\nCargando",
    "Курьер\nПожалуйста, включите JavaScript.\nЗагрузка",
)
PAYWALLS = (
    "Ferry returns\n3 May 2021\n"
    "The island's only ferry returned to service on Wednesday after nine weeks.\n"
    "To continue reading, subscribe now\nAlready a subscriber? Log in",
    "Fähre kehrt zurück\n"
    "Die einzige Fähre der Insel ist am Mittwoch nach neun Wochen zurückgekehrt.\n"
    "Jetzt weiterlesen\nUm den ganzen Artikel zu lesen, testen Sie unser Abo.\n"
    "Impressum",
    "Le ferry revient\n"
    "Le seul ferry de l'île a repris du service mercredi après neuf semaines en cale sèche.\n"
    "La suite est réservée aux abonnés.\nDéjà abonné ? Se connecter",
    "Vuelve el ferry\n"
    "El único ferry de la isla volvió al servicio el miércoles tras nueve semanas en dique.\n"
    "Para seguir leyendo, suscríbete a El Correo\nYa soy suscriptor",
    "Balsa volta ao mar\n"
    "A única balsa da ilha voltou a navegar na quarta-feira após nove semanas em doca seca.\n"
    "Este conteúdo é exclusivo para assinantes.\nJá é assinante? Entre",
)
MENUS = (
    "Home\nNews\nSport\nWeather\nPolitics\nBusiness\nCulture\nTravel\nOpinion\nVideo\nContact\n"
    "About us\nLogin",
    "Startseite\nPolitik\nWirtschaft\nSport\nKultur\nReise\nWissen\nMeinung\nVideo\nAbo\n"
    "Kontakt\nImpressum\nHilfe",
    "Accueil\nPolitique\nÉconomie\nSport\nCulture\nVoyage\nMétéo\nOpinions\nVidéo\nContact\n"
    "Connexion\nAide\nPlan",
    "Inicio\nPolítica\nEconomía\nDeportes\nCultura\nViajes\nOpinión\nVídeos\nContacto\nAyuda\nEntrar\nBuscar",
    "Главная\nПолитика\nЭкономика\nСпорт\nКультура\nНаука\nМнения\nВидео\nКонтакты\nПоиск\nВойти\nПогода",
)
ARTICLES = (
    "Ferry returns\n\nThe island's only ferry returned to service on Wednesday after nine weeks in dry dock.",
    "Error 404 of the justice ministry\n\n"
    "A court in the capital said on Monday that the ministry had lost the files of four "
    "hundred and four prisoners, and that its page not found on the net was the least of it. "
    "The minister told reporters that the files would be found in spring, and that the page "
    "would be there again as soon as the money had been granted by the council, which meets "
    "in the last week of the month.",
    "Fähre kehrt zurück\n\nDie einzige Fähre der Insel ist am Mittwoch nach neun Wochen zurückgekehrt.",
    "Le ferry revient\n\n"
    "Le seul ferry de l'île a repris du service mercredi après neuf semaines en cale sèche.",
    "Vuelve el ferry\n\n"
    "El único ferry de la isla volvió al servicio el miércoles tras nueve semanas en dique.",
    "Паром вернулся\n\nЕдинственный паром острова вернулся в строй в среду после девяти недель ремонта.",
)
KINDS = {"error-page": ERRORS, "empty-shell": SHELLS, "paywall": PAYWALLS, "menu": MENUS}


@pytest.mark.parametrize(
    ("reason", "dump"), [(reason, dump) for reason, dumps in KINDS.items() for dump in dumps]
)
def test_what_is_no_article_says_why(reason: str, dump: str) -> None:
    """Either nothing is made of it, or the Article tells the reason; both name the same one."""
    try:
        article = newsclean.parse(dump)
    except newsclean.NotAnArticle as error:
        assert error.reasons == (reason,)
    else:
        assert not article.is_article
        assert reason in [problem.code for problem in article.problems]


@pytest.mark.parametrize("dump", ARTICLES)
def test_nothing_speaks_against_a_short_report(dump: str) -> None:
    assert newsclean.parse(dump).is_article


def test_the_direction_follows_from_the_language() -> None:
    arabic = newsclean.parse(
        "إعادة فتح الطريق بعد العاصفة\n\nأعلنت السلطات يوم الاثنين إعادة فتح الطريق الجبلي بعد العاصفة، "
        "وقالت الشرطة إن الحركة عادت إلى طبيعتها."
    )

    assert (arabic.direction, newsclean.parse(ARTICLES[0]).direction) == ("rtl", "ltr")
