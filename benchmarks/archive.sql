-- The tables of a generated collection, for benchmarks/archive.py, in DuckDB's SQL; below each `-- = kind name` a part.
--
-- An incident is its number `i`; a claim is the `nth` of its incident, the `turn`th on question `nth % 4`. `key` and `n`
-- count claims and incidents through all collections, and every choice follows from them by `mix`.

-- = macro spread
-- the same numbers whatever the version of the engine
CREATE MACRO spread(n, salt) AS (n::UBIGINT + salt::UBIGINT * 7919) * 2654435761 % 4294967296

-- = macro mix
CREATE MACRO mix(n, salt) AS
    (xor(spread(n, salt), spread(n, salt) >> 15) * 2246822519 % 4294967296 >> 5)::BIGINT

-- = macro phrase
CREATE MACRO phrase(n, salt, many, pool) AS array_to_string(
    list_transform(range(many), lambda nth: pool[1 + mix(n * 64 + nth, salt) % len(pool)]), ' '
)

-- = macro upper_first
CREATE MACRO upper_first(words) AS upper(words[1]) || words[2:]

-- = macro speaker_name
CREATE MACRO speaker_name(speaker) AS
    upper_first(getvariable('words')[1 + speaker * 7]) || ' ' || upper_first(getvariable('words')[800 - speaker * 3])

-- = made incidents_made
SELECT
    *, 1990 + i % 35 AS year, size // 4 AS sources,
    CASE WHEN (other + 1) % {parties} = one THEN (other + 2) % {parties} ELSE (other + 1) % {parties} END AS third
FROM (
    SELECT
        i, n, printf('incident-%05d', i) AS incident, [8, 14, 20, 26, 32][1 + i % 5] AS size,
        mix(n, 1) % {parties} AS one, (mix(n, 1) + 1 + mix(n, 2) % ({parties} - 1)) % {parties} AS other
    FROM (SELECT i, {first} + i AS n FROM range({incidents}) AS numbers(i))
)

-- = made claims_made
SELECT
    *, party + {parties} * ((turn + i) % ({speakers} // {parties})) AS speaker,
    bears = 'position' AND turn = 2 AND mix(key, 3) % 3 = 0 AS told,
    bears = 'position' AND turn >= 2 AND mix(key, 4) % 8 = 0 AS hedged,
    nth > 2 AND nth % 10 = 9 AS paraphrased,
    nth > 2 AND nth % 10 <> 9 AND mix(key, 5) % 20 < 3 AS russian,
    CASE asked
        WHEN 0 THEN make_date(year, 4, 10 + turn)
        WHEN 1 THEN make_date(year, 4, 5)
        WHEN 2 THEN make_date(year, 7, 1 + first_source)
        ELSE make_date(year, CASE WHEN turn = 0 THEN 5 ELSE 6 END, 1)
    END AS said
FROM (
    SELECT
        *, CASE WHEN turn = 3 AND asked = 0 THEN 'comments' WHEN turn = 3 AND asked = 2 THEN 'withholds'
            ELSE 'position' END AS bears,
        CASE
            WHEN turn = 3 AND asked IN (0, 2) THEN third
            WHEN asked = 1 OR (asked IN (0, 2) AND turn % 2 = 0) THEN one
            ELSE other
        END AS party,
        {states}[1 + asked] AS question,
        CASE
            WHEN asked = 2 AND turn % 2 = 0 THEN strftime(make_date(year, 3, 1 + i % 28), '%Y-%m-%d')
            WHEN asked = 2 THEN year || '-03'
            WHEN asked = 3 AND (turn > 0 OR i % 2 = 0) OR asked < 2 AND turn % 2 = 1 THEN 'left'
            ELSE 'taken'
        END AS answer
    FROM (
        SELECT
            *, n * 32 + nth AS key, nth % 4 AS asked,
            CASE WHEN nth // 4 = 5 THEN nth // 4 - 4 ELSE nth // 4 END AS turn, -- the sixth restates the second
            -- the first source of an utterance: of the claim, and of what restates it
            LEAST(
                nth % sources, CASE WHEN nth % 5 = 0 THEN (nth + 1) % sources ELSE nth % sources END,
                CASE WHEN twin % 5 = 0 THEN (twin + 1) % sources ELSE twin % sources END, twin % sources
            ) AS first_source
        FROM (
            SELECT
                incidents_made.*, nth,
                CASE WHEN nth // 4 = 5 THEN nth - 16 WHEN nth // 4 = 1 AND nth + 16 < size THEN nth + 16 ELSE nth END AS twin
            FROM incidents_made, range(32) AS places(nth)
            WHERE nth < size
        )
    )
)

-- = table incidents
SELECT
    incident, upper_first(phrase(n, 11, 6, getvariable('words'))) || ' ' || i AS title,
    strftime(happened_earliest, '%Y-%m-%d') AS happened, happened_earliest, happened_earliest AS happened_latest,
    phrase(n, 12, 2, getvariable('words')) AS scene,
    upper_first(phrase(n, 13, 28, getvariable('words'))) || '.' AS summary, NULL AS note
FROM (SELECT *, make_date(year, 3, 1 + i % 28) AS happened_earliest FROM incidents_made) ORDER BY i

-- = table disputants
SELECT incident, 'party-' || CASE place WHEN 0 THEN one ELSE other END AS party, place
FROM incidents_made, range(2) AS places(place) ORDER BY i, place

-- = table sides
SELECT NULL AS incident, NULL AS party, NULL AS side, NULL AS name, NULL AS place WHERE FALSE

-- = table parties
SELECT 'party-' || party AS party, 'Party number ' || party AS name, NULL AS note
FROM range({parties}) AS numbers(party) ORDER BY numbers.party

-- = table speakers
SELECT * FROM (
    SELECT
        number, 'speaker-' || number AS speaker, speaker_name(number) AS name, 'party-' || number % {parties} AS party,
        CASE WHEN number % 3 = 0 THEN 'Officer of the guard' END AS role,
        number % 40 = 7 AS unnamed, number % 40 = 9 AS body, NULL AS note
    FROM range({speakers}) AS numbers(number)
    UNION ALL
    SELECT 1000 + number, 'paper-' || number, 'Paper ' || number, 'paper-' || number, NULL, FALSE, FALSE, NULL
    FROM range(9) AS numbers(number)
) ORDER BY number

-- = table themes
SELECT 'taken-or-left' AS theme, 'Was the person taken away, or did the person leave?' AS ask, NULL AS note

-- = table theme_answers
SELECT 'taken-or-left' AS theme, ['taken', 'left'][1 + place] AS answer,
    ['Taken against their will.', 'Left of their own will.'][1 + place] AS words, place
FROM range(2) AS places(place) ORDER BY place

-- = table questions
SELECT
    incident, {states}[1 + place] AS question, place,
    upper_first(phrase(n * 4 + place, 14, 8, getvariable('words'))) || '?' AS ask,
    CASE WHEN place = 2 THEN 'date' ELSE 'choice' END AS kind, CASE WHEN place = 0 THEN 'taken-or-left' END AS theme,
    TRUE AS exclusive, 'false' AS changes, NULL AS unit, NULL AS note
FROM incidents_made, range(4) AS places(place) ORDER BY i, place

-- = table answers
SELECT
    incident, {states}[1 + asked] AS question, ['taken', 'left'][1 + place] AS answer, place,
    upper_first(phrase(n * 8 + asked * 2 + place, 15, 6, getvariable('words'))) || '.' AS words,
    NULL AS within, place AS stage
FROM incidents_made, range(4) AS questions(asked), range(2) AS places(place)
WHERE asked <> 2 ORDER BY i, asked, place

-- = table wider
SELECT
    incident, {states}[1 + asked] AS question, ['taken', 'left'][1 + place] AS answer,
    ['taken', 'left'][1 + place] AS wider
FROM incidents_made, range(4) AS questions(asked), range(2) AS places(place)
WHERE asked <> 2 ORDER BY i, asked, place

-- = table exclusions
SELECT NULL AS incident, NULL AS question, NULL AS answer, NULL AS other WHERE FALSE

-- = table terms
SELECT incident, 'the-act' AS thing, ['seized', 'patrolled'][1 + place] AS term, place
FROM incidents_made, range(2) AS places(place) ORDER BY i, place

-- = table sources
SELECT
    incident, 'source-' || place AS source, 'Paper ' || paper AS publisher,
    'paper ' || paper AS publisher_folded, 'paper-' || paper AS outlet,
    upper_first(phrase(n * 8 + place, 16, 7, getvariable('words'))) AS title,
    strftime(day, '%Y-%m-%d') AS published, day AS published_earliest, day AS published_latest,
    FALSE AS published_qualified, 'en' AS language,
    'https://paper-' || paper || '.example/' || n || '/' || place AS url, NULL AS archived, NULL AS note
FROM (
    SELECT *, (n + place) % 9 AS paper, make_date(year, 7, 1 + place) AS day
    FROM incidents_made, range(8) AS places(place)
    WHERE place < sources
) ORDER BY i, place

-- = table derivations
SELECT
    incident, 'source-' || place AS source, 'source-' || (place - back) AS origin_source, NULL AS origin_speaker,
    back = 1 AS direct, back = place % 3 AS ends
FROM incidents_made, range(8) AS places(place), range(1, 3) AS ways(back)
WHERE place < sources AND back <= place % 3 ORDER BY i, place, back

-- = table claims
SELECT
    incident, 'claim-' || nth AS claim, nth AS place, 'claim-' || (turn * 4 + asked) AS utterance,
    'speaker-' || speaker AS speaker, speaker_name(speaker) AS speaker_name,
    CASE WHEN speaker % 3 = 0 THEN 'Officer of the guard' END AS said_as,
    'party-' || party AS party, 'Party number ' || party AS party_name,
    CASE WHEN told THEN 'speaker-' || (third + {parties}) END AS as_told_by,
    CASE WHEN asked = 0 AND turn = 4 AND mix(key, 6) % 4 = 0 THEN phrase(key, 17, 5, getvariable('words')) END
        AS condition,
    strftime(known, '%Y-%m-%d') AS said, known AS said_earliest, known AS said_latest,
    known AS said_first, said AS said_last, NULL AS holds_on,
    'source-' || nth % sources AS source, CASE WHEN nth % 4 = 1 THEN 'p. ' || (1 + mix(key, 7) % 40) END AS locator,
    CASE
        WHEN paraphrased THEN NULL
        WHEN nth = 1 THEN 'seized ' || words
        WHEN nth = 2 THEN 'patrolled ' || words
        WHEN russian THEN phrase(key, 18, 6 + mix(key, 8) % 14, getvariable('russian'))
        ELSE words
    END AS quote,
    CASE WHEN russian THEN 'ru' WHEN NOT paraphrased THEN 'en' END AS language,
    CASE WHEN russian THEN phrase(key, 19, 12, getvariable('words')) END AS translation,
    CASE WHEN paraphrased THEN words END AS text,
    CASE WHEN nth // 4 = 5 THEN 'claim-' || (nth - 16) END AS restates,
    CASE WHEN asked = 0 AND turn = 6 THEN 'claim-16' END AS replaces,
    CASE WHEN nth % 7 = 0 THEN phrase(key, 20, 10, getvariable('words')) END AS note
FROM (
    SELECT
        *, CASE WHEN asked <> 2 OR NOT told THEN said END AS known,
        phrase(key, 21, 8 + mix(key, 9) % 19, getvariable('words')) AS words
    FROM claims_made
)
ORDER BY i, nth

-- = table stances
SELECT
    *, 'claim-' || nth AS claim,
    strftime(known, '%Y-%m-%d') AS day, known AS day_earliest, known AS day_latest, known AS day_first, said AS day_last,
    CASE WHEN answer IS NULL THEN NULL WHEN value_first IS NULL THEN answer ELSE value_first || '/' || value_last END
        AS value,
    NULL AS value_least, NULL AS value_most, NULL AS value_above, NULL AS value_below
FROM (
    SELECT
        i, incident, nth, said, CASE WHEN asked <> 2 OR NOT told THEN said END AS known, 0 AS place,
        CASE WHEN bears <> 'position' THEN bears WHEN hedged THEN 'suggests' ELSE 'asserts' END AS stance,
        CASE WHEN bears = 'position' THEN 'affirms' END AS polarity,
        CASE WHEN bears <> 'position' THEN NULL WHEN hedged THEN 'hedged' ELSE 'certain' END AS certainty,
        CASE WHEN bears <> 'comments' THEN question END AS question,
        CASE WHEN bears = 'position' THEN answer END AS answer,
        CASE WHEN bears = 'comments' THEN 'claim-0' END AS commented_claim,
        CASE WHEN bears = 'position' AND asked = 2
            THEN make_date(year, 3, CASE WHEN turn % 2 = 0 THEN 1 + i % 28 ELSE 1 END) END AS value_first,
        CASE WHEN bears = 'position' AND asked = 2
            THEN make_date(year, 3, CASE WHEN turn % 2 = 0 THEN 1 + i % 28 ELSE 31 END) END AS value_last
    FROM claims_made
    UNION ALL BY NAME
    SELECT
        i, incident, nth, said, said AS known, 1 AS place, 'denies' AS stance, 'denies' AS polarity, 'certain' AS certainty,
        question, 'taken' AS answer
    FROM claims_made
    WHERE asked = 0 AND turn = 1
) ORDER BY i, nth, place

-- = table taken_back
SELECT incident, 'claim-16' AS claim, {states}[1] AS question, 'claim-' || nth AS taken_back_by
FROM claims_made
WHERE asked = 0 AND turn = 6 ORDER BY i, nth

-- = table claim_sources
SELECT incident, 'claim-' || nth AS claim, 'source-' || (nth + place) % sources AS source, place
FROM claims_made, range(2) AS places(place)
WHERE place = 0 OR nth % 5 = 0 ORDER BY i, nth, place

-- = table relays
SELECT incident, 'claim-' || nth AS claim, 'speaker-' || (third + {parties}) AS speaker, 0 AS place
FROM claims_made
WHERE told ORDER BY i, nth

-- = table term_uses
SELECT incident, 'claim-' || nth AS claim, 'the-act' AS thing, ['seized', 'patrolled'][nth] AS term, FALSE AS rejected
FROM claims_made
WHERE nth IN (1, 2) ORDER BY i, nth

-- = table left_out
SELECT NULL AS incident, NULL AS errors WHERE FALSE
