"""What other programs print into a page is one whole leak; a sentence about it stays a sentence."""

import pytest

from newsclean.leaks.find import find_leaks

LINES = [
    "googletag.cmd.push(function() { googletag.display('div-1'); });",
    'dataLayer = [{"id":1}];',
    'dataLayer.push({"event":"page","id":"7"});',
    "$(document).ready(function(){ $('.ad').hide(); });",
    "jQuery(function($){ $('.x').show(); });",
    "$(function() { init(); });",
    "(adsbygoogle = window.adsbygoogle || []).push({});",
    'var pageTracker = _gat._getTracker("UA-1-1");',
    '_gaq.push(["_trackPageview"]);',
    "OneSignal.push([\"init\", { appId: 'a' }]);",
    "twttr.widgets.load();",
    "FB.init({ appId: '1', version: 'v2' });",
    'console.log("loaded", 3);',
    '/* <![CDATA[ */ var ratings = {"url":"x"}; /* ]]> */',
    "<!-- cached page generated in 0.418 sec -->",
    "<!--[if IE]>",
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAAB",
    "data:image/svg+xml,%3Csvg%20xmlns=%22x%22%3E%3C/svg%3E",
    "Traceback (most recent call last):\n  File \"a.py\", line 1, in <module>\nKeyError: 'x'",
    'Traceback (most recent call last):\n  File "a.py", line 1, in f\n    return d[k]\n'
    "           ~^^^\nKeyError: 7",
    'Traceback (most recent call last):\nFile "/srv/a.py", line 12, in main\nrun()\n'
    'File "/srv/b.py", line 3, in run\n'
    "raise ValueError(x)\nValueError: no such port",
    "java.lang.NullPointerException: port\n\tat com.example.Page.render(Page.java:12)\n"
    "\tat java.lang.Thread.run(Thread.java:748)",
    'Exception in thread "main" java.lang.IllegalStateException\n    at a.B.c(B.java:3)\n    ... 12 more',
    "org.example.PageException: outer\n\tat a.B.c(B.java:3)\n"
    "Caused by: java.io.IOException: inner\n\tat a.D.e(D.java:9)\n\t... 4 more",
    "TypeError: x is undefined\n    at render (https://example.com/a.js:12:3)\n"
    "    at https://example.com/a.js:20:1",
    "System.NullReferenceException: Object reference not set.\n"
    "   at Site.Page.Load() in C:\\site\\Page.cs:line 12",
    "panic: runtime error: index out of range [3]\n\ngoroutine 1 [running]:\nmain.main()\n"
    "\t/tmp/x.go:8 +0x1d\nexit status 2",
    "app/models/port.rb:12:in `find': undefined method `x' for nil (NoMethodError)\n"
    "\tfrom app/a.rb:3:in `<main>'",
    "You have an error in your SQL syntax; check the manual that corresponds to your MySQL server version",
    "#1064 - You have an error in your SQL syntax; check the manual near 'LIMIT' at line 1",
    "SQLSTATE[42S02]: Base table or view not found: 1146 Table 'a.b' doesn't exist",
    "ORA-00942: table or view does not exist",
    'ERROR:  relation "posts" does not exist\nLINE 1: SELECT * FROM posts\n                      ^',
    "Access denied for user 'web'@'localhost' (using password: YES)",
    "Error establishing a database connection",
    "A PHP Error was encountered\nSeverity: Notice\nMessage: Undefined property: stdClass::$caption\n"
    "Filename: desktop/detail.php\nLine Number: 118",
    "A PHP Error was encountered\n\nSeverity: Warning\n\nMessage: Division by zero\n\n"
    "Filename: a/b.php\n\nLine Number: 1",
    'NOTICE: PHP message: PHP Warning:  Undefined array key "x" in /var/www/a.php on line 3',
    "PHP message: PHP Notice:  Undefined index: y in /var/www/b.php on line 40",
    "Undefined offset: 3 in /var/www/site/list.php on line 15",
    "undefined",
    "[object Object]",
]


@pytest.mark.parametrize("line", LINES)
def test_a_machine_line_is_one_whole_leak(line: str) -> None:
    """Between two paragraphs, whatever language they are in."""
    for before, behind in (
        ("The ferry sails.", "It came back."),
        ("Паром снова ходит.", "Он вернулся."),
        ("渡輪復航了。", "它回來了。"),
    ):
        text = f"{before}\n\n{line}\n\n{behind}"

        found = [leak.span.of(text) for leak in find_leaks(text)]

        assert found == [line]


@pytest.mark.parametrize(
    "prose",
    [
        "The page showed “You have an error in your SQL syntax” for an hour, the clerk said.",
        "He typed dataLayer into the search field and found nothing but the word googletag.",
        "Error establishing a database connection was all that readers saw on Monday.",
        "The word undefined stood on every ticket that was sold that day.",
        "An exception was made at the port (the second this year): 12 ships were let in.",
        "A PHP Error was encountered by the clerk, who called the company.",
        "Traceback (most recent call last) is how such reports begin, the teacher explained.",
        "Use $(document).ready to wait, the handbook of the school says on page 12.",
        "Error: the mayor said he had made one (at 12:30) and would not make another.",
        "The data: image and text, both are lost for good, the museum said.",
        "Go panic: nobody did, although the goroutine 1 joke went round the office.",
        "Ein Fehler in /var/www stand in der Meldung, sagte die Sprecherin am Montag.",
        "¿Undefined? Nadie lo entendió (ni a las 10:15) en el ayuntamiento.",
        "The score was 3:2 (after 90:12) when the lights went out at the stadium.",
    ],
)
def test_prose_about_machines_stays_prose(prose: str) -> None:
    assert not list(find_leaks(f"The ferry sails.\n\n{prose}\n\nIt came back."))
