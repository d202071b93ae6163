-- Answers to one question of which one is, or lies within, the other: to affirm the narrower is to affirm the wider.
--
-- Of a choice, as its answers are declared; of dates and numbers, every two that somebody gave. `value` is an answer
-- whatever its spelling: `120` and `120.0` are one.
WITH given AS (
    SELECT DISTINCT
        collection, incident, question, kind, value,
        value_first, value_last, value_least, value_most, value_above, value_below
    FROM stances
    JOIN questions USING (collection, incident, question)
    WHERE polarity IS NOT NULL AND kind <> 'choice'
)
SELECT collection, incident, question, answer AS narrow, wider AS wide
FROM wider
UNION ALL
SELECT collection, incident, question, one.value AS narrow, other.value AS wide
FROM given AS one
JOIN given AS other USING (collection, incident, question)
WHERE one.value = other.value
    OR CASE WHEN one.kind = 'date' THEN
        (other.value_first IS NULL OR other.value_first <= one.value_first)
        AND (other.value_last IS NULL OR one.value_last <= other.value_last)
    ELSE
        (
            other.value_least IS NULL OR other.value_least < one.value_least
            OR (other.value_least = one.value_least AND (one.value_above OR NOT other.value_above))
        )
        AND (
            other.value_most IS NULL OR one.value_most < other.value_most
            OR (one.value_most = other.value_most AND (one.value_below OR NOT other.value_below))
        )
    END
