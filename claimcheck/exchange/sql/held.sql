-- What each party holds: one row for each party (or teller of it) with each answer that it affirms or denies.
-- needs: apart, statements
--
-- `number` counts these positions on one question, disputants first. `stands`: it is neither history nor taken back.
-- Utterances come as the least and the greatest of their ids: if the two differ there is more than one. Of days,
-- `last_day` is the last on which the position can have been taken (none if that cannot be told; what was taken back
-- counts only where nothing else is left), `latest_begin` and `first_end` are those of all, or of what was not taken back.
WITH grouped AS (
    SELECT
        collection, incident, question, party, teller, answer, polarity,
        MIN(kind) AS kind,
        MIN(changes) AS changes,
        MIN(stage) AS stage,
        BOOL_OR(last_stage) AS last_stage,
        COUNT(*) AS statements,
        BOOL_OR(hedged) AS hedged,
        BOOL_OR(stance = 'implies') AS implied,
        BOOL_OR(NOT replaced AND NOT history) AS stands,
        MIN(day_earliest) AS since,
        MIN(CASE WHEN NOT replaced AND NOT history AND NOT hedged THEN utterance END) AS sure_low,
        MAX(CASE WHEN NOT replaced AND NOT history AND NOT hedged THEN utterance END) AS sure_high,
        MIN(CASE WHEN NOT replaced AND NOT history AND hedged THEN utterance END) AS hedged_low,
        MAX(CASE WHEN NOT replaced AND NOT history AND hedged THEN utterance END) AS hedged_high,
        CASE
            WHEN BOOL_AND(replaced) AND BOOL_AND(ends IS NOT NULL) THEN MAX(ends)
            WHEN BOOL_AND(replaced OR ends IS NOT NULL) THEN MAX(CASE WHEN NOT replaced THEN ends END)
        END AS last_day,
        MAX(begins) AS latest_begin_of_all,
        MAX(CASE WHEN NOT replaced THEN begins END) AS latest_begin,
        MIN(ends) AS first_end_of_all,
        MIN(CASE WHEN NOT replaced THEN ends END) AS first_end,
        MIN(value_first) AS value_first,
        MIN(value_last) AS value_last,
        MIN(value_least) AS value_least,
        MIN(value_most) AS value_most
    FROM statements
    GROUP BY collection, incident, question, party, teller, answer, polarity
)
SELECT
    collection, incident, question,
    ROW_NUMBER() OVER (
        PARTITION BY collection, incident, question
        ORDER BY place ASC NULLS LAST, party ASC, teller ASC, answer ASC, polarity ASC
    ) AS number,
    party, teller, answer, polarity, kind, changes, stage, last_stage, statements, hedged, implied, stands, since,
    sure_low, sure_high, hedged_low, hedged_high,
    last_day, latest_begin_of_all, latest_begin, first_end_of_all, first_end,
    value_first, value_last, value_least, value_most
FROM grouped
LEFT JOIN disputants USING (collection, incident, party)
