-- Who changed position on what: from which answer to which other one, that cannot stand beside it.
-- needs: narrower, apart, statements, held, told, pairs, meeting, turns, clashes
--
-- `since` is the first day on which the party can have taken the position.
SELECT
    collection, incident, question, earlier.party,
    earlier.answer AS earlier_answer, earlier.polarity AS earlier_polarity, earlier.since AS earlier_since,
    later.answer AS later_answer, later.polarity AS later_polarity, later.since AS later_since,
    rule, strength
FROM clashes
JOIN held AS earlier USING (collection, incident, question, number)
JOIN (
    SELECT collection, incident, question, number AS other_number, answer, polarity, since FROM held
) AS later USING (collection, incident, question, other_number)
WHERE scope = 'shift'
ORDER BY
    collection ASC, incident ASC, question ASC, earlier.party ASC, earlier_since ASC NULLS LAST,
    earlier_answer ASC, earlier_polarity ASC, later_answer ASC, later_polarity ASC, strength ASC
