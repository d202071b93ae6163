-- Every question and its state, contested ones first: how the accounts of it stand to one another.
-- needs: apart, statements, held, pairs, meeting, clashes
--
-- The state is the first that fits, from a party's own and standing statements: contested, in-tension, split, agreed,
-- compatible, one-sided, open. Where answers do not exclude one another each has such a state too, and the question takes
-- the first of contested to agreed that one of them has, else its own. `parties` take a position that stands.
WITH parts AS ( -- a whole question (answer '') or one answer of it
    SELECT collection, incident, question, kind, '' AS answer FROM questions
    UNION ALL
    SELECT DISTINCT collection, incident, question, questions.kind, answer
    FROM questions
    JOIN held USING (collection, incident, question)
    WHERE NOT exclusive
),
own AS (
    SELECT * FROM held WHERE stands AND teller = ''
),
standing AS (
    SELECT
        parts.collection, parts.incident, parts.question, parts.answer,
        COUNT(DISTINCT own.party) AS parties,
        COUNT(DISTINCT CASE WHEN polarity = 'affirms' THEN own.party END) AS affirming,
        COUNT(DISTINCT CASE WHEN polarity = 'affirms' THEN own.answer END) AS affirmed,
        -- values overlap one another if and only if the greatest beginning does not pass the least end
        BOOL_OR(parts.kind <> 'choice')
            AND COALESCE(
                MAX(CASE WHEN polarity = 'affirms' THEN value_first END)
                <= MIN(CASE WHEN polarity = 'affirms' THEN value_last END), TRUE
            )
            AND COALESCE(
                MAX(CASE WHEN polarity = 'affirms' THEN value_least END)
                <= MIN(CASE WHEN polarity = 'affirms' THEN value_most END), TRUE
            ) AS overlapping
    FROM parts
    LEFT JOIN own
        ON own.collection = parts.collection AND own.incident = parts.incident AND own.question = parts.question
        AND parts.answer IN ('', own.answer)
    GROUP BY parts.collection, parts.incident, parts.question, parts.answer
),
clashing AS (
    SELECT
        parts.collection, parts.incident, parts.question, parts.answer,
        COUNT(clashes.number) AS clashes,
        MIN(CASE
            WHEN scope = 'contested' AND strength = 'direct' THEN 1
            WHEN scope = 'contested' THEN 2
            WHEN scope IN ('split', 'varying-accounts') THEN 3
        END) AS gravest
    FROM parts
    JOIN clashes
        ON clashes.collection = parts.collection AND clashes.incident = parts.incident
        AND clashes.question = parts.question
    JOIN held
        ON held.collection = parts.collection AND held.incident = parts.incident AND held.question = parts.question
        AND held.number = clashes.number
    WHERE parts.answer IN ('', held.answer)
    GROUP BY parts.collection, parts.incident, parts.question, parts.answer
),
states AS (
    SELECT
        collection, incident, question, answer, parties, COALESCE(clashes, 0) AS clashes,
        CASE
            WHEN gravest IS NOT NULL THEN gravest
            WHEN affirming > 1 AND (affirmed = 1 OR overlapping) THEN 4
            WHEN parties > 1 THEN 5
            WHEN parties = 1 THEN 6
            ELSE 7
        END AS grade
    FROM standing
    LEFT JOIN clashing USING (collection, incident, question, answer)
),
strongest AS (
    SELECT
        collection, incident, question,
        COALESCE(
            MIN(CASE WHEN answer <> '' AND grade <= 4 THEN grade END), MIN(CASE WHEN answer = '' THEN grade END)
        ) AS grade,
        MIN(CASE WHEN answer = '' THEN parties END) AS parties,
        MIN(CASE WHEN answer = '' THEN clashes END) AS clashes
    FROM states
    GROUP BY collection, incident, question
)
SELECT
    collection, incident, question, ask,
    CASE grade
        WHEN 1 THEN 'contested' WHEN 2 THEN 'in-tension' WHEN 3 THEN 'split' WHEN 4 THEN 'agreed'
        WHEN 5 THEN 'compatible' WHEN 6 THEN 'one-sided' ELSE 'open'
    END AS state,
    parties, clashes
FROM strongest
JOIN questions USING (collection, incident, question)
ORDER BY grade ASC, collection ASC, incident ASC, place ASC
