"""
The forms of dates and clocks, as patterns over the shape of a line (see `date_line`).

A letter is a token: `1` a number of one or two digits, `4` a year, `M` a month, `B` a month or a
weekday, `A` am or pm, `t` at, `f` of, `L` a label; marks stand for themselves.
"""

import re

from newsclean.core.pattern import pattern

DATE = re.compile(
    r"""
    (?=[WBMER,13468])  # what any form begins with: most tokens need no look at each of them
    (?: (?P<weekday>[WB]) [.,:]? [-•|/(]? [tf,]{0,2} )?
    (?:
        # 2023-11-02, 2025.05.15, 2020/07/13
        (?P<y1>4)(?P<mark1>[-/._])(?P<m1>1)(?P=mark1)(?P<d1>1) (?P<year_first>)
        # 2020年6月1日, 令和2年3月1日, 2024년 5월 15일
      | (?: (?P<era2>E)?,? (?P<y2>[431])y[,f]? | (?P<first2>E)y )? (?P<m2>1)m,?(?P<d2>1)[dO] (?P<marked>)
        # 131137 GMT Nov 13, of wire copy: day, hour, minute
      | (?P<dhm3>6)(?P<zone3>Z)?(?P<m3>[MB])(?:(?P<y3>4)|(?P<short3>1))(?!:) (?P<wire>)
        # 28 April 2023, 2. Oktober 2015, 18-Nov-2019, 25 de janeiro de 2020, 4 NOV 25
      | (?P<d4>1)[Od]?[.]?[-/,|•]?[.]?[tfO]{0,2}(?P<m4>[MB])[.,;]?[-/,|•]?[tfO]{0,3}
        (?: (?P<era4>E)[.]?(?P<y4e>[431]) | (?P<y4>4)
          | '?(?P<short4>1)(?![,.]?4|[:h]1|1(?![:.h]1)|[AmyOhxMB]|[./][14]) ) (?P<day_month>)
        # November 8, 2023; June 11 2020; October3/ 2023; April 23rd, 2019
      | (?P<m5>[MB])[.,]?[-/]?f?(?P<d5>1)O?[,/.-]?[tfO]{0,2}(?:(?P<y5>4)|'(?P<short5>1)) (?P<month_day>)
        # Tue Nov 15 08:08:09 UTC 2016
      | (?P<m6>[MB])[.]?(?P<d6>1)[,]?(?P<clock6>1):1(?::1)?A?Z?(?:[+-][45])?(?P<y6>4) (?P<clock_inside>)
        # 2020. március 12.; 2016 Jul 24; 2021, May 5
      | (?P<y7>4)[.,f/-]{0,2}(?P<m7>[MB])[.,/-]?f?(?P<d7>1)[.]?O?d?(?![,.]?4|:1) (?P<year_month_day>)
        # 2020. gada 12. marts, 2015 წ. 12 ივნ, 1401 یکشنبه 10 مهر
      | (?P<y8>4)[.,f]{0,2}(?:f|y[.]?|[WB][,.]?)(?P<d8>1)[.O]{0,2}(?P<m8>[MB]) (?P<year_day_month>)
        # 2023 07 02, a line of its own
      | (?P<y15>4)(?P<m15>1)(?P<d15>1)(?![-./:1]) (?P<blanks>)
        # 05/04/2013, 28. 4. 2023, 27.01.22
      | (?P<a9>1)(?P<mark9>[-/._•])(?P<b9>1)(?P=mark9)
        (?: (?P<y9>4) | (?P<short9>1)(?!(?P=mark9)1|:) ) (?P<numbers>)
        # 109/03/12, of pages that count the years of the republic
      | (?P<y10>3)(?P<mark10>[-/.])(?P<m10>1)(?P=mark10)(?P<d10>1)(?![-/.]1) (?P<republic>)
        # 20171121, 20200918T143741Z
      | (?P<packed>8)(?:t(?=[654]))? (?P<run>)
        # today, 3 hours ago
      | (?P<ago>R) (?P<relative>)
        # without a year: 8 August, August 8; what four digits follow may have one that is no news page's
      | (?P<d12>1)[O.]?f?(?P<m12>[MB])(?!O?[,.]?(?:1O?[,.]?)?[tfO]{0,2}(?:4|5(?!A?Z))|'1) (?P<day_month_only>)
      | (?P<m13>[MB])[.]?(?P<d13>1)O?(?![:.h/]1|[,.]?[tfO]{0,2}(?:4|5(?!A?Z))|'1) (?P<month_day_only>)
        # 5/16(木)
      | (?P<m14>1)/(?P<d14>1)(?=[(][WBmd][)]) (?P<before_weekday>)
    )
    """,
    re.VERBOSE,
)

_ZONE = r"""
    (?: [,]?[(\[]? (?:
            (?P<zone>Z)(?: (?P<sign>[+-])(?P<distance>1:1|[145]|3) )?
          | (?P<sign_>[+-])(?P<distance_>1:1|[145])
        )
    )?
"""

CLOCK = re.compile(
    rf"""
    (?=[A145])
    (?: (?P<half0>A)[.:]? )?
    (?:
        # 17:52, 4:38:09, 15h57, 9時15分, 07:33:47.567562
        (?P<h1>1)(?P<mark1>[:h])[.]?(?P<m1>1)[n]?[.]?
        (?: : (?P<s1>1)(?P<fraction>[.,][1345689])? | (?P<s1_>1)s )?
        # 20.15, where an hour mark, a zone or the language speaks for a clock
      | (?P<h2>1)[.](?P<m2>1)(?:[.](?P<s2>1))?
        # 1430 GMT
      | (?P<packed>[45])(?=h|Z)
        # 5 AM, 17 Uhr, 午後3時
      | (?P<h3>1)(?=[Aah])
    )
    (?P<hours>h)?[.]?
    (?P<half>A|a(?![1WBM]))?[.]?
    (?P<hours_>h)?
    {_ZONE}
    """,
    re.VERBOSE,
)

# What may stand between a date and its clock: marks, `at`, `ore`, a weekday in brackets; no unknown word.
GAP = re.compile(
    r"[.,;]{0,2}[dfEA]?[.,]?[-|/•@~:(),_p]{0,3}(?:[tfO][.]?){0,3}(?:[(\[]?[WB][.]?[)\]]?|[(\[][md][)\]])?[(\[]?[-|/•@~:,]{0,2}(?:[tf][.]?){0,2}(?:h:?)?"
)
# The same between a clock and the date that follows it.
GAP_BEFORE = pattern(r"[)\]]?[.,;]?[-|/•@~:,]{0,2}(?:[tfO][.]?){0,3}[(]?")
