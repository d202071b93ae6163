-- Two positions on one question that cannot both hold: by which rule, in which scope, how strongly.
-- needs: apart, statements, held, pairs, meeting
--
-- One row for each rule, scope, strength and pair of positions; of a shift, the earlier position comes first. Positions
-- go by their `number` in `held`, which has party, answer and polarity; the claims that take them are in `statements`.
WITH dated AS (
    SELECT * FROM pairs WHERE inside OR changes = 'forward'
),
-- A shift: one party, surely earlier and later, and nobody of it takes the earlier position on the later day or possibly
-- after it. What lies behind another position of the party, to which it had turned in between, is history: `bar` is the
-- last day of the first such position.
bars AS (
    SELECT early.collection, early.incident, early.question, early.number, late.other_number, MIN(late.last_day) AS bar
    FROM dated AS early
    JOIN dated AS late
        ON late.collection = early.collection AND late.incident = early.incident AND late.question = early.question
        AND late.number = early.other_number
    WHERE early.inside AND late.inside AND early.changes = 'false' AND early.other_latest_begin > early.last_day
    GROUP BY early.collection, early.incident, early.question, early.number, late.other_number
),
reached AS (
    SELECT meeting.*
    FROM meeting
    LEFT JOIN bars USING (collection, incident, question, number, other_number)
    WHERE inside AND changes = 'false' AND side = 2 AND NOT replaced
        AND begins > last_day AND (bar IS NULL OR begins <= bar)
),
turned AS (
    SELECT collection, incident, question, rule, number, other_number, MAX(begins) AS latest
    FROM reached
    GROUP BY collection, incident, question, rule, number, other_number
),
-- A step back: of a fact that changes forward, a surely later day is given an earlier stage, or the last one is denied.
steps AS (
    SELECT
        collection, incident, question, rule, number, other_number,
        CASE WHEN inside THEN first_end_of_all ELSE first_end END AS earliest, other_latest_begin AS latest
    FROM dated
    WHERE changes = 'forward' AND polarity = 'affirms'
        AND (
            (other_polarity = 'affirms' AND other_stage < stage)
            OR (other_polarity = 'denies' AND other_answer = answer AND last_stage)
        )
),
-- Inside a party, at no certain order of days: what is left without those that came surely later, or, of a fact that
-- changes, what is said of one and the same day.
together AS (
    SELECT *, CASE WHEN changes <> 'false' THEN begins END AS day
    FROM meeting
    WHERE inside AND number < other_number AND NOT replaced
        AND CASE
            WHEN changes <> 'false' THEN begins = ends AND (changes = 'forward' OR NOT history)
            WHEN side = 1 THEN NOT COALESCE(begins > other_last_day, FALSE)
            ELSE NOT COALESCE(begins > last_day, FALSE)
        END
),
voices AS (
    SELECT
        collection, incident, question, rule, number, other_number, day, 3 - side AS side,
        MIN(speaker) AS first_speaker, MAX(speaker) AS last_speaker
    FROM together
    GROUP BY collection, incident, question, rule, number, other_number, day, side
),
-- All that meet, with what has to be looked at apart: each scope, each day, each speaker.
members AS (
    SELECT
        collection, incident, question, rule, number, other_number, 'shift' AS scope,
        CAST(NULL AS DATE) AS day, '' AS voice, side, utterance, hedged
    FROM reached
    UNION ALL
    SELECT
        collection, incident, question, rule, number, other_number, 'shift' AS scope,
        CAST(NULL AS DATE) AS day, '' AS voice, side, utterance, hedged
    FROM meeting
    JOIN turned USING (collection, incident, question, rule, number, other_number)
    WHERE side = 1 AND ends < latest
    UNION ALL
    SELECT
        collection, incident, question, rule,
        CASE WHEN inside OR number < other_number THEN number ELSE other_number END AS number,
        CASE WHEN inside OR number < other_number THEN other_number ELSE number END AS other_number,
        CASE WHEN inside THEN 'shift' ELSE scope END AS scope, CAST(NULL AS DATE) AS day, '' AS voice,
        CASE WHEN inside OR number < other_number THEN side ELSE 3 - side END AS side, utterance, hedged
    FROM meeting
    JOIN steps USING (collection, incident, question, rule, number, other_number)
    WHERE (side = 1 AND (inside OR NOT replaced) AND ends < latest)
        OR (side = 2 AND NOT replaced AND begins > earliest)
    UNION ALL
    SELECT
        collection, incident, question, rule, number, other_number, scope,
        begins AS day, '' AS voice, side, utterance, hedged
    FROM meeting
    WHERE NOT inside AND number < other_number AND NOT replaced AND begins = ends
    UNION ALL
    SELECT
        collection, incident, question, rule, number, other_number, 'varying-accounts' AS scope,
        day, speaker AS voice, side, utterance, hedged
    FROM together
    UNION ALL
    SELECT
        together.collection, together.incident, together.question, together.rule, together.number,
        together.other_number, 'split' AS scope, together.day, '' AS voice, together.side, utterance, hedged
    FROM together
    JOIN voices
        ON voices.collection = together.collection AND voices.incident = together.incident
        AND voices.question = together.question AND voices.number = together.number
        AND voices.other_number = together.other_number AND voices.side = together.side
        AND voices.day IS NOT DISTINCT FROM together.day
    WHERE first_speaker <> speaker OR last_speaker <> speaker
),
sides AS ( -- the utterances on both sides, by their least and their greatest id
    SELECT
        collection, incident, question, rule, number, other_number, scope,
        sure_low, sure_high, hedged_low, hedged_high,
        other_sure_low, other_sure_high, other_hedged_low, other_hedged_high
    FROM pairs
    WHERE NOT inside AND changes <> 'forward' AND number < other_number
    UNION ALL
    SELECT
        collection, incident, question, rule, number, other_number, scope,
        MIN(CASE WHEN side = 1 AND NOT hedged THEN utterance END) AS sure_low,
        MAX(CASE WHEN side = 1 AND NOT hedged THEN utterance END) AS sure_high,
        MIN(CASE WHEN side = 1 AND hedged THEN utterance END) AS hedged_low,
        MAX(CASE WHEN side = 1 AND hedged THEN utterance END) AS hedged_high,
        MIN(CASE WHEN side = 2 AND NOT hedged THEN utterance END) AS other_sure_low,
        MAX(CASE WHEN side = 2 AND NOT hedged THEN utterance END) AS other_sure_high,
        MIN(CASE WHEN side = 2 AND hedged THEN utterance END) AS other_hedged_low,
        MAX(CASE WHEN side = 2 AND hedged THEN utterance END) AS other_hedged_high
    FROM members
    GROUP BY collection, incident, question, rule, number, other_number, scope, day, voice
),
-- A clash of certain words is direct; whatever touches hedged words is in tension: hedged with all, all with hedged.
strengths AS (
    SELECT
        collection, incident, question, rule, number, other_number, scope, 'direct' AS strength,
        sure_low AS low, sure_high AS high, other_sure_low AS other_low, other_sure_high AS other_high
    FROM sides
    UNION ALL
    SELECT
        collection, incident, question, rule, number, other_number, scope, 'in-tension' AS strength,
        CASE WHEN other_hedged_low IS NULL OR sure_low IS NULL OR hedged_low < sure_low
            THEN hedged_low ELSE sure_low END AS low,
        CASE WHEN other_hedged_high IS NULL OR sure_high IS NULL OR hedged_high > sure_high
            THEN hedged_high ELSE sure_high END AS high,
        CASE WHEN hedged_low IS NULL OR other_sure_low IS NULL OR other_hedged_low < other_sure_low
            THEN other_hedged_low ELSE other_sure_low END AS other_low,
        CASE WHEN hedged_high IS NULL OR other_sure_high IS NULL OR other_hedged_high > other_sure_high
            THEN other_hedged_high ELSE other_sure_high END AS other_high
    FROM sides
)
-- Claims that restate one another are one utterance, and no utterance clashes with itself.
SELECT DISTINCT collection, incident, question, rule, scope, strength, number, other_number
FROM strengths
WHERE low IS NOT NULL AND other_low IS NOT NULL AND (low <> high OR other_low <> other_high OR low <> other_low)
