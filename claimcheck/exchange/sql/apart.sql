-- Answers to one question that cannot both hold, and by which rule; each pair stands here in both orders.
--
-- The rule follows from the answers alone, whoever gave them: one answer affirmed and denied, two affirmed where answers
-- exclude each other, two dates or numbers that no value fits. A denied value clashes with an asserted one wholly inside
-- it, and with no other.
WITH given AS (
    SELECT DISTINCT
        collection, incident, question, kind, exclusive, answer, polarity,
        value_first, value_last, value_least, value_most
    FROM stances
    JOIN questions USING (collection, incident, question)
    WHERE polarity IS NOT NULL
),
ruled AS (
    SELECT
        collection, incident, question,
        one.answer AS answer,
        one.polarity AS polarity,
        other.answer AS other_answer,
        other.polarity AS other_polarity,
        CASE
            WHEN one.kind = 'choice' AND one.answer = other.answer AND one.polarity <> other.polarity
                THEN 'opposite-polarity'
            WHEN one.kind = 'choice' AND one.answer <> other.answer AND one.exclusive
                AND one.polarity = 'affirms' AND other.polarity = 'affirms'
                THEN 'exclusive-answers'
            WHEN one.kind = 'date' AND one.polarity = 'affirms' AND other.polarity = 'affirms'
                AND (one.value_last < other.value_first OR other.value_last < one.value_first)
                THEN 'disjoint-dates'
            WHEN one.kind = 'number' AND one.polarity = 'affirms' AND other.polarity = 'affirms'
                AND (one.value_most < other.value_least OR other.value_most < one.value_least)
                THEN 'disjoint-numbers'
            WHEN one.kind = 'date' AND one.polarity = 'affirms' AND other.polarity = 'denies'
                AND (other.value_first IS NULL OR other.value_first <= one.value_first)
                AND (other.value_last IS NULL OR one.value_last <= other.value_last)
                THEN 'opposite-polarity'
            WHEN one.kind = 'date' AND one.polarity = 'denies' AND other.polarity = 'affirms'
                AND (one.value_first IS NULL OR one.value_first <= other.value_first)
                AND (one.value_last IS NULL OR other.value_last <= one.value_last)
                THEN 'opposite-polarity'
            WHEN one.kind = 'number' AND one.polarity = 'affirms' AND other.polarity = 'denies'
                AND (other.value_least IS NULL OR other.value_least <= one.value_least)
                AND (other.value_most IS NULL OR one.value_most <= other.value_most)
                THEN 'opposite-polarity'
            WHEN one.kind = 'number' AND one.polarity = 'denies' AND other.polarity = 'affirms'
                AND (one.value_least IS NULL OR one.value_least <= other.value_least)
                AND (one.value_most IS NULL OR other.value_most <= one.value_most)
                THEN 'opposite-polarity'
        END AS rule
    FROM given AS one
    JOIN given AS other USING (collection, incident, question)
)
SELECT collection, incident, question, answer, polarity, other_answer, other_polarity, rule
FROM ruled
WHERE rule IS NOT NULL
