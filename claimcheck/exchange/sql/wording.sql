-- Who calls the thing what: each loaded term by party, how often, since when, and whether the party brought it in.
--
-- `claims` counts quotes that hold the term, `utterances` those that restate one another once. `first_day` is that of the
-- first of them in order of days, as written, none where nobody says when it was said. Nobody surely precedes those who `brought_in` a term; who uses it only to
-- reject it ("I was not captured") stands apart and brings nothing in.
WITH used AS (
    SELECT
        collection, incident, thing, term, party, COALESCE(as_told_by, '') AS teller, rejected, claim, utterance, said,
        said_first AS begins, said_last AS ends,
        ROW_NUMBER() OVER (
            PARTITION BY collection, incident, thing, term, party, as_told_by, rejected
            ORDER BY
                COALESCE(said_earliest, said_latest, said_last) ASC NULLS LAST, said_latest ASC NULLS LAST,
                claims.place ASC
        ) AS place
    FROM term_uses
    JOIN claims USING (collection, incident, claim)
),
users AS (
    SELECT
        collection, incident, thing, term, party, teller, rejected,
        COUNT(*) AS claims,
        COUNT(DISTINCT utterance) AS utterances,
        MAX(CASE WHEN place = 1 THEN said END) AS first_day,
        CASE WHEN BOOL_AND(begins IS NOT NULL) THEN MIN(begins) END AS not_before,
        MIN(ends) AS not_after
    FROM used
    GROUP BY collection, incident, thing, term, party, teller, rejected
),
firsts AS (
    SELECT collection, incident, thing, term, FALSE AS rejected, MIN(not_after) AS known_by
    FROM users
    WHERE NOT rejected
    GROUP BY collection, incident, thing, term
)
SELECT
    collection, incident, thing, term, party, NULLIF(teller, '') AS as_told_by, rejected, claims, utterances, first_day,
    CASE WHEN NOT rejected THEN NOT COALESCE(known_by < not_before, FALSE) END AS brought_in
FROM users
LEFT JOIN firsts USING (collection, incident, thing, term, rejected)
JOIN terms USING (collection, incident, thing, term)
ORDER BY
    collection ASC, incident ASC, terms.place ASC, rejected ASC, not_after ASC NULLS LAST, party ASC, teller ASC
