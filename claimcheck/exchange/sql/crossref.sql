-- What is answered to each theme, incident by incident in order of dates: who affirms or denies which answer.
-- needs: apart, statements, held, pairs, meeting, clashes, contested, positions
SELECT
    collection, theme, incident, happened, question, state, party, as_told_by, answer, polarity, hedged, implied, shifted
FROM questions
JOIN incidents USING (collection, incident)
JOIN contested USING (collection, incident, question)
JOIN positions USING (collection, incident, question)
WHERE theme IS NOT NULL AND answer IS NOT NULL
ORDER BY
    collection ASC, theme ASC, COALESCE(happened_earliest, happened_latest) ASC NULLS LAST,
    happened_latest ASC NULLS LAST, happened ASC, incident ASC, questions.place ASC, party ASC,
    as_told_by ASC NULLS FIRST, answer ASC, polarity ASC
