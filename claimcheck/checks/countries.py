"""The codes of countries: ISO 3166-1 alpha-2, and those that it once had (ISO 3166-3).

Source: the codes in `pycountry` 26.2.16 (249 in force, 31 withdrawn), written down in November 2026. XK for Kosovo is
not assigned by ISO but in general use (European Union, UN/LOCODE); it stands among those in force.
"""

from __future__ import annotations

COUNTRIES = frozenset(
    """
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ
    CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR
    GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO
    JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR
    MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO
    RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV
    TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW
    """.split()  # noqa: SIM905 - a table that people read
)
"""Codes in force."""

WITHDRAWN = frozenset(
    """
    AI AN BQ BU BY CS CT DD DY FQ FX GE HV JT MI NH NQ NT PC PU PZ RH SK SU TP VD WK YD YU ZR
    """.split()  # noqa: SIM905 - as above
)
"""Codes of countries that are no more, such as SU, YU and DD: incidents happened there."""

MEANT = {"UK": "GB", "EL": "GR", "EN": "GB", "SW": "SE", "DA": "DK", "JA": "JP", "UN": ""}
"""What is often written, and the code that is likely meant."""
