-- Answers to one question that cannot both hold, and by which rule; each pair stands here in both orders.
-- needs: narrower
--
-- The rule follows from the answers alone, whoever gave them: one answer affirmed and denied, two affirmed where answers
-- exclude each other, two dates or numbers that no value fits. What is denied clashes with what is affirmed within it,
-- and with nothing else. Where a question names answers that exclude each other, only these do, and what is within them.
WITH affirmed AS (
    SELECT DISTINCT
        collection, incident, question, kind, exclusive, value,
        value_first, value_last, value_least, value_most, value_above, value_below
    FROM stances
    JOIN questions USING (collection, incident, question)
    WHERE polarity = 'affirms'
),
named AS (
    SELECT DISTINCT collection, incident, question, TRUE AS names_some FROM exclusions
),
both_ways AS (
    SELECT collection, incident, question, answer, other FROM exclusions
    UNION
    SELECT collection, incident, question, other AS answer, answer AS other FROM exclusions
),
excluded AS ( -- the pairs that are named, with all that is within either
    SELECT DISTINCT
        both_ways.collection, both_ways.incident, both_ways.question,
        one.answer AS value, another.answer AS other_value, TRUE AS excluded
    FROM both_ways
    JOIN wider AS one
        ON one.collection = both_ways.collection AND one.incident = both_ways.incident
        AND one.question = both_ways.question AND one.wider = both_ways.answer
    JOIN wider AS another
        ON another.collection = both_ways.collection AND another.incident = both_ways.incident
        AND another.question = both_ways.question AND another.wider = both_ways.other
),
in_one AS (
    SELECT DISTINCT collection, incident, question, narrow AS value, wide AS other_value, TRUE AS lies_within FROM narrower
    UNION
    SELECT DISTINCT collection, incident, question, wide AS value, narrow AS other_value, TRUE AS lies_within FROM narrower
),
two AS (
    SELECT
        collection, incident, question, one.value AS value, other.value AS other_value,
        CASE
            WHEN one.kind = 'date' AND (one.value_last < other.value_first OR other.value_last < one.value_first)
                THEN 'disjoint-dates'
            WHEN one.kind = 'number' AND (
                one.value_most < other.value_least OR other.value_most < one.value_least
                OR (one.value_most = other.value_least AND (one.value_below OR other.value_above))
                OR (other.value_most = one.value_least AND (other.value_below OR one.value_above))
            ) THEN 'disjoint-numbers'
            WHEN one.kind = 'choice' THEN 'exclusive-answers'
        END AS rule,
        one.kind, one.exclusive
    FROM affirmed AS one
    JOIN affirmed AS other USING (collection, incident, question)
    WHERE one.value <> other.value
)
SELECT
    collection, incident, question, value, 'affirms' AS polarity, other_value, 'affirms' AS other_polarity, rule
FROM two
LEFT JOIN in_one USING (collection, incident, question, value, other_value)
LEFT JOIN named USING (collection, incident, question)
LEFT JOIN excluded USING (collection, incident, question, value, other_value)
WHERE rule IS NOT NULL
    AND CASE
        WHEN kind <> 'choice' THEN exclusive
        WHEN lies_within THEN FALSE
        WHEN names_some THEN COALESCE(excluded, FALSE)
        ELSE exclusive
    END
UNION ALL
SELECT
    collection, incident, question, narrow AS value, 'affirms' AS polarity,
    wide AS other_value, 'denies' AS other_polarity, 'opposite-polarity' AS rule
FROM narrower
UNION ALL
SELECT
    collection, incident, question, wide AS value, 'denies' AS polarity,
    narrow AS other_value, 'affirms' AS other_polarity, 'opposite-polarity' AS rule
FROM narrower
