-- What is answered to each theme, incident by incident in order of dates: who affirms or denies which answer.
-- needs: narrower, apart, statements, held, told, pairs, meeting, turns, clashes, contested, positions
--
-- `theme_answer` is the answer of the theme as which an answer is compared: itself, or the one that it lies narrower.
WITH compared AS (
    SELECT
        wider.collection, wider.incident, wider.question, wider.answer,
        CASE WHEN BOOL_OR(wider.wider = wider.answer) THEN wider.answer ELSE MIN(wider.wider) END AS theme_answer
    FROM wider
    JOIN questions
        ON questions.collection = wider.collection AND questions.incident = wider.incident
        AND questions.question = wider.question
    JOIN theme_answers
        ON theme_answers.collection = wider.collection AND theme_answers.theme = questions.theme
        AND theme_answers.answer = wider.wider
    GROUP BY wider.collection, wider.incident, wider.question, wider.answer
)
SELECT
    collection, theme, incident, happened, question, state, party, as_told_by, theme_answer, answer, polarity, grade,
    implied, shifted
FROM questions
JOIN incidents USING (collection, incident)
JOIN contested USING (collection, incident, question)
JOIN positions USING (collection, incident, question)
LEFT JOIN compared USING (collection, incident, question, answer)
WHERE theme IS NOT NULL AND how = 'holds'
ORDER BY
    collection ASC, theme ASC, COALESCE(happened_earliest, happened_latest) ASC NULLS LAST,
    happened_latest ASC NULLS LAST, happened ASC, incident ASC, questions.place ASC, party ASC,
    as_told_by ASC NULLS FIRST, answer ASC, polarity ASC
