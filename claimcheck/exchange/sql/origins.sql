-- How many first voices stand behind how many reports: of all positions on a question, and of each of its answers.
--
-- A report is one source that prints one utterance. Who is counted is told in `counted` below.
WITH ends AS ( -- where the way from a source ends: at itself, if it repeats nothing, else at what it goes back to
    SELECT collection, incident, source, source AS origin_source, CAST(NULL AS VARCHAR(100)) AS origin_speaker
    FROM sources
    LEFT JOIN (SELECT DISTINCT collection, incident, source, TRUE AS repeats FROM derivations) AS repeating
        USING (collection, incident, source)
    WHERE repeats IS NULL
    UNION ALL
    SELECT collection, incident, source, origin_source, origin_speaker
    FROM derivations
    WHERE ends
),
ways AS ( -- from a claim to each end, by a source that repeats it if there is one
    SELECT
        collection, incident, claim, source, origin_source, origin_speaker,
        ROW_NUMBER() OVER (
            PARTITION BY collection, incident, claim, origin_source, origin_speaker
            ORDER BY CASE WHEN source = origin_source THEN 1 ELSE 0 END ASC, place ASC
        ) AS turn
    FROM claim_sources
    JOIN ends USING (collection, incident, source)
),
outlets AS ( -- a claim in the own voice of the outlet whose text it is
    SELECT collection, incident, claim, TRUE AS own_voice
    FROM claims
    JOIN sources USING (collection, incident, source)
    LEFT JOIN (SELECT DISTINCT collection, incident, claim, TRUE AS relayed FROM relays) AS relayed
        USING (collection, incident, claim)
    WHERE speaker = outlet AND relayed IS NULL
),
voices AS (
    SELECT
        ways.collection, ways.incident, ways.claim, claims.place, claims.utterance, claims.speaker, claims.party,
        CASE
            WHEN origin_speaker = claims.speaker AND claims.as_told_by IS NULL THEN claims.speaker
            -- another party's word for it is as far as one can go
            WHEN own_voice IS NULL THEN COALESCE(claims.as_told_by, claims.speaker)
            -- who repeats others is no first voice: the words began where the way ends
            WHEN origin_speaker IS NOT NULL THEN origin_speaker
            WHEN ways.source <> origin_source AND sources.source IS NOT NULL
                THEN COALESCE(sources.outlet, CONCAT('publisher:', sources.publisher_folded))
            ELSE claims.speaker
        END AS voice
    FROM ways
    JOIN claims
        ON claims.collection = ways.collection AND claims.incident = ways.incident AND claims.claim = ways.claim
    LEFT JOIN outlets
        ON outlets.collection = ways.collection AND outlets.incident = ways.incident AND outlets.claim = ways.claim
    LEFT JOIN sources
        ON sources.collection = ways.collection AND sources.incident = ways.incident
        AND sources.source = ways.origin_source
    WHERE turn = 1
),
gone AS (
    SELECT DISTINCT collection, incident, claim, question, TRUE AS taken_back FROM taken_back
),
said AS (
    SELECT collection, incident, question, answer, value, polarity, claim
    FROM stances
    LEFT JOIN gone USING (collection, incident, claim, question)
    WHERE polarity IS NOT NULL AND taken_back IS NULL
),
spelled AS ( -- an answer by its first letters, of all in which it is written
    SELECT collection, incident, question, value, MIN(answer) AS answer
    FROM said
    GROUP BY collection, incident, question, value
),
parts AS ( -- the claims of a whole question (answer and polarity '') and of each position on it
    SELECT DISTINCT collection, incident, question, spelled.answer, polarity, claim
    FROM said
    JOIN spelled USING (collection, incident, question, value)
    UNION ALL
    SELECT DISTINCT collection, incident, question, '' AS answer, '' AS polarity, claim
    FROM said
),
taken AS (
    SELECT
        collection, incident, question, answer, polarity, claim, utterance, place,
        MIN(place) OVER (PARTITION BY collection, incident, question, answer, polarity, utterance) AS utterance_place
    FROM parts
    JOIN claims USING (collection, incident, claim)
    WHERE condition IS NULL
),
reports AS (
    SELECT collection, incident, question, answer, polarity, COUNT(*) AS reports
    FROM (
        SELECT DISTINCT collection, incident, question, answer, polarity, utterance, source
        FROM taken
        JOIN claim_sources USING (collection, incident, claim)
    ) AS printed
    GROUP BY collection, incident, question, answer, polarity
),
heard AS ( -- each voice with each party for which it spoke
    SELECT DISTINCT
        taken.collection, taken.incident, taken.question, taken.answer, taken.polarity, voice,
        CASE WHEN voice = voices.speaker THEN voices.party ELSE COALESCE(speakers.party, voice) END AS party,
        -- an unnamed voice or a body is never independent of its own party
        COALESCE(NOT (unnamed OR body), TRUE) AS person
    FROM taken
    JOIN voices
        ON voices.collection = taken.collection AND voices.incident = taken.incident AND voices.claim = taken.claim
    LEFT JOIN speakers ON speakers.collection = taken.collection AND speakers.speaker = voice
),
unheard AS ( -- parties for which nobody speaks who is named
    SELECT collection, incident, question, answer, polarity, party
    FROM heard
    GROUP BY collection, incident, question, answer, polarity, party
    HAVING NOT BOOL_OR(person)
),
hidden AS (
    SELECT DISTINCT collection, incident, question, answer, polarity, voice, party
    FROM heard
    JOIN unheard USING (collection, incident, question, answer, polarity, party)
),
spoken_for AS (
    SELECT collection, incident, question, answer, polarity, voice, COUNT(*) AS number_of
    FROM hidden
    GROUP BY collection, incident, question, answer, polarity, voice
),
together AS ( -- two unnamed voices, and for how many parties both speak
    SELECT one.collection, one.incident, one.question, one.answer, one.polarity, one.voice,
        other.voice AS other_voice, COUNT(*) AS in_common
    FROM hidden AS one
    JOIN hidden AS other
        ON other.collection = one.collection AND other.incident = one.incident AND other.question = one.question
        AND other.answer = one.answer AND other.polarity = one.polarity AND other.party = one.party
        AND other.voice <> one.voice
    GROUP BY one.collection, one.incident, one.question, one.answer, one.polarity, one.voice, other.voice
),
lesser AS ( -- whoever speaks for no party but those for which another speaks, too
    SELECT DISTINCT collection, incident, question, answer, polarity, voice, TRUE AS is_lesser
    FROM together
    JOIN spoken_for USING (collection, incident, question, answer, polarity, voice)
    JOIN (
        SELECT collection, incident, question, answer, polarity, voice AS other_voice, number_of AS other_number
        FROM spoken_for
    ) AS others USING (collection, incident, question, answer, polarity, other_voice)
    WHERE in_common = number_of AND (other_number > number_of OR other_voice < voice)
),
unnamed_voices AS (
    SELECT collection, incident, question, answer, polarity, COUNT(*) AS voices
    FROM spoken_for
    LEFT JOIN lesser USING (collection, incident, question, answer, polarity, voice)
    WHERE is_lesser IS NULL
    GROUP BY collection, incident, question, answer, polarity
),
persons AS (
    SELECT
        collection, incident, question, answer, polarity,
        COUNT(DISTINCT CASE WHEN person THEN voice END) AS voices, COUNT(DISTINCT party) AS parties
    FROM heard
    GROUP BY collection, incident, question, answer, polarity
),
summed AS (
    SELECT
        collection, incident, question, answer, polarity,
        persons.voices + COALESCE(unnamed_voices.voices, 0) AS voices, parties
    FROM persons
    LEFT JOIN unnamed_voices USING (collection, incident, question, answer, polarity)
)
SELECT
    collection, incident, question, NULLIF(answer, '') AS answer, NULLIF(polarity, '') AS polarity,
    reports, COALESCE(voices, 0) AS voices, COALESCE(parties, 0) AS parties
FROM reports
LEFT JOIN summed USING (collection, incident, question, answer, polarity)
ORDER BY
    collection ASC, incident ASC, question ASC, answer ASC NULLS FIRST, polarity ASC NULLS FIRST
