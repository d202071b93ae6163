-- Every statement of two positions that cannot both hold, with the side that it is on; each pair in both orders.
-- needs: apart, statements, held, pairs
--
-- Only of pairs whose clash depends on the days of statements: all but those between parties about what does not change.
WITH dated AS (
    SELECT * FROM pairs WHERE inside OR changes = 'forward'
),
told AS (
    SELECT
        collection, incident, question, number, utterance, speaker, statements.hedged, replaced, history, begins, ends
    FROM statements
    JOIN held USING (collection, incident, question, party, teller, answer, polarity)
)
SELECT
    collection, incident, question, rule, changes, number, other_number, inside, scope, last_day, other_last_day,
    1 AS side, utterance, speaker, hedged, replaced, history, begins, ends
FROM dated
JOIN told USING (collection, incident, question, number)
UNION ALL
SELECT
    dated.collection, dated.incident, dated.question, rule, changes, dated.number, other_number, inside, scope,
    last_day, other_last_day, 2 AS side, utterance, speaker, hedged, replaced, history, begins, ends
FROM dated
JOIN told
    ON told.collection = dated.collection AND told.incident = dated.incident AND told.question = dated.question
    AND told.number = dated.other_number
