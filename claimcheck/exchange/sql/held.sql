-- What each party holds: one row for each party (or teller of it) with each answer that it affirms or denies.
-- needs: narrower, apart, statements
--
-- `number` counts these positions on one question; `answer` is the answer as it was first written.
-- `stands`: some of its statements are neither history nor taken back. `grade` is the plainest of these, 1 for `asserts`
-- and `denies`, 2 for `concedes`, 3 for what is hedged, 4 for what is implied; `implied` says that one of them is.
-- Utterances that were not taken back come as the least and the greatest of their ids, the hedged apart: if the two
-- differ there is more than one.
WITH graded AS (
    SELECT
        *,
        NOT taken_back AND NOT history AS stands,
        CASE
            WHEN stance IN ('asserts', 'denies') THEN 1
            WHEN stance = 'concedes' THEN 2
            WHEN stance IN ('suggests', 'doubts') THEN 3
            ELSE 4
        END AS rank,
        ROW_NUMBER() OVER (
            PARTITION BY collection, incident, question, party, teller, value, polarity ORDER BY place ASC, answer ASC
        ) AS turn
    FROM statements
),
grouped AS (
    SELECT
        collection, incident, question, party, teller, value, polarity,
        MIN(kind) AS kind,
        MIN(changes) AS changes,
        MIN(side) AS side,
        MIN(CASE WHEN turn = 1 THEN answer END) AS answer,
        MIN(stage) AS stage,
        BOOL_OR(last_stage) AS last_stage,
        BOOL_OR(stands) AS stands,
        MIN(CASE WHEN stands THEN rank END) AS grade,
        BOOL_OR(stands AND rank = 4) AS implied,
        MIN(day_earliest) AS since,
        MIN(CASE WHEN NOT taken_back AND NOT hedged THEN utterance END) AS sure_low,
        MAX(CASE WHEN NOT taken_back AND NOT hedged THEN utterance END) AS sure_high,
        MIN(CASE WHEN NOT taken_back AND hedged THEN utterance END) AS hedged_low,
        MAX(CASE WHEN NOT taken_back AND hedged THEN utterance END) AS hedged_high
    FROM graded
    GROUP BY collection, incident, question, party, teller, value, polarity
)
SELECT
    collection, incident, question,
    ROW_NUMBER() OVER (
        PARTITION BY collection, incident, question ORDER BY party ASC, teller ASC, value ASC, polarity ASC
    ) AS number,
    party, teller, side, value, answer, polarity, kind, changes, stage, last_stage, stands, grade, implied, since,
    sure_low, sure_high, hedged_low, hedged_high
FROM grouped
