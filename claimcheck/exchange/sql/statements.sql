-- What counts: every answer that a claim affirms or denies, without conditions; whose word it is, on which day.
-- needs: narrower, apart
--
-- `teller` is the outermost speaker of another party who relayed it, '' for the party's own word. `begins` and `ends` are
-- the first and the last day that it can have been, none where nothing bounds it: one day is surely before another if it
-- ends before that begins. `taken_back`: another claim takes it back. `history`: the fact changes, and its party has
-- surely later taken what cannot hold beside it.
WITH gone AS (
    SELECT DISTINCT collection, incident, claim, question, TRUE AS taken_back FROM taken_back
),
stages AS (
    SELECT
        collection, incident, question, answer AS value, stage,
        stage = MAX(stage) OVER (PARTITION BY collection, incident, question) AS last_stage
    FROM answers
),
counted AS (
    SELECT
        collection, incident, question, kind, changes, party, side, COALESCE(as_told_by, '') AS teller,
        value, answer, polarity, stage, COALESCE(last_stage, FALSE) AS last_stage,
        claim, utterance, claims.place, speaker, stance,
        certainty = 'hedged' AS hedged,
        COALESCE(taken_back, FALSE) AS taken_back,
        day_earliest, day_first AS begins, day_last AS ends
    FROM stances
    JOIN claims USING (collection, incident, claim)
    JOIN questions USING (collection, incident, question)
    LEFT JOIN sides USING (collection, incident, party)
    LEFT JOIN stages USING (collection, incident, question, value)
    LEFT JOIN gone USING (collection, incident, claim, question)
    WHERE polarity IS NOT NULL AND condition IS NULL
),
latest AS (
    SELECT collection, incident, question, party, teller, value, polarity, MAX(begins) AS latest
    FROM counted
    WHERE changes <> 'false' AND NOT taken_back
    GROUP BY collection, incident, question, party, teller, value, polarity
),
outdated AS (
    SELECT
        collection, incident, question, party, teller,
        other_value AS value, other_polarity AS polarity, MAX(latest) AS turned_away
    FROM latest
    JOIN apart USING (collection, incident, question, value, polarity)
    GROUP BY collection, incident, question, party, teller, other_value, other_polarity
)
SELECT
    collection, incident, question, kind, changes, party, side, teller, value, answer, polarity, stage, last_stage,
    claim, utterance, place, speaker, stance, hedged, taken_back, COALESCE(ends < turned_away, FALSE) AS history,
    day_earliest, begins, ends
FROM counted
LEFT JOIN outdated USING (collection, incident, question, party, teller, value, polarity)
