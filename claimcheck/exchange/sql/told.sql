-- Every statement with the number of the position that it takes.
-- needs: narrower, apart, statements, held
SELECT
    collection, incident, question, number, statements.teller = '' AS own,
    claim, utterance, speaker, hedged, taken_back, begins, ends
FROM statements
JOIN held USING (collection, incident, question, party, teller, value, polarity)
