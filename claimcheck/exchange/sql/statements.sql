-- What counts: every answer that a claim affirms or denies, without conditions; whose word it is, on which day.
-- needs: apart
--
-- `teller` is the outermost speaker of another party who relayed it, '' for the party's own word. `begins` and `ends` are
-- the bounds of its day, none where they prove nothing: one day is surely before another if it ends before that begins.
-- `replaced`: another claim takes it back. `history`: the fact changes, and its party has surely later taken what does not
-- go with it.
WITH replaced AS (
    SELECT DISTINCT collection, incident, replaces AS claim, TRUE AS replaced FROM claims WHERE replaces IS NOT NULL
),
stages AS (
    SELECT
        collection, incident, question, answer, place AS stage,
        place = MAX(place) OVER (PARTITION BY collection, incident, question) AS last_stage
    FROM answers
),
counted AS (
    SELECT
        collection, incident, question, kind, exclusive, changes,
        party, COALESCE(as_told_by, '') AS teller, answer, polarity, stage, COALESCE(last_stage, FALSE) AS last_stage,
        claim, utterance, speaker, stance,
        certainty = 'hedged' AS hedged,
        COALESCE(replaced, FALSE) AS replaced,
        day, day_earliest, day_latest,
        CASE WHEN NOT day_qualified THEN day_earliest END AS begins,
        CASE WHEN NOT day_qualified THEN day_latest END AS ends,
        value_first, value_last, value_least, value_most
    FROM stances
    JOIN claims USING (collection, incident, claim)
    JOIN questions USING (collection, incident, question)
    LEFT JOIN stages USING (collection, incident, question, answer)
    LEFT JOIN replaced USING (collection, incident, claim)
    WHERE polarity IS NOT NULL AND condition IS NULL
),
turns AS (
    SELECT collection, incident, question, party, teller, answer, polarity, MAX(begins) AS latest
    FROM counted
    WHERE changes <> 'false' AND NOT replaced
    GROUP BY collection, incident, question, party, teller, answer, polarity
),
outdated AS (
    SELECT
        collection, incident, question, party, teller,
        other_answer AS answer, other_polarity AS polarity, MAX(latest) AS turned_away
    FROM turns
    JOIN apart USING (collection, incident, question, answer, polarity)
    GROUP BY collection, incident, question, party, teller, other_answer, other_polarity
)
SELECT
    collection, incident, question, kind, exclusive, changes,
    party, teller, answer, polarity, stage, last_stage, claim, utterance, speaker, stance, hedged,
    replaced, COALESCE(ends < turned_away, FALSE) AS history,
    day, day_earliest, day_latest, begins, ends,
    value_first, value_last, value_least, value_most
FROM counted
LEFT JOIN outdated USING (collection, incident, question, party, teller, answer, polarity)
