-- Every question and its state, contested ones first: how the accounts of it stand to one another.
-- needs: narrower, apart, statements, held, told, pairs, meeting, turns, clashes
--
-- The state is the first that fits, from a party's own and standing statements: contested, in-tension, split, agreed,
-- uncontradicted, compatible, one-sided, open. Where not all answers exclude one another each has such a state too, and
-- the question takes the first of contested to uncontradicted that it or one of them has, else its own. `parties` take a
-- position that stands.
WITH separate AS ( -- questions whose answers stand each by itself
    SELECT collection, incident, question FROM questions WHERE NOT exclusive
    UNION
    SELECT collection, incident, question FROM exclusions
),
given AS ( -- a date or number that nobody gives any more in words of their own is no answer
    SELECT DISTINCT collection, incident, question, value AS wide, TRUE AS is_given
    FROM held
    WHERE stands AND teller = ''
),
parts AS ( -- a whole question (answer '') or one answer of it
    SELECT collection, incident, question, '' AS part FROM questions
    UNION ALL
    SELECT DISTINCT collection, incident, question, wide AS part
    FROM narrower
    JOIN separate USING (collection, incident, question)
    JOIN questions USING (collection, incident, question)
    LEFT JOIN given USING (collection, incident, question, wide)
    WHERE kind = 'choice' OR is_given
),
bearing AS ( -- what affirms an answer or a narrower one, or denies it or a wider one
    SELECT parts.collection, parts.incident, parts.question, part, held.number
    FROM parts
    JOIN held
        ON held.collection = parts.collection AND held.incident = parts.incident AND held.question = parts.question
    WHERE part = ''
    UNION ALL
    SELECT parts.collection, parts.incident, parts.question, part, held.number
    FROM parts
    JOIN narrower
        ON narrower.collection = parts.collection AND narrower.incident = parts.incident
        AND narrower.question = parts.question AND narrower.wide = part
    JOIN held
        ON held.collection = parts.collection AND held.incident = parts.incident AND held.question = parts.question
        AND held.value = narrower.narrow
    WHERE held.polarity = 'affirms'
    UNION ALL
    SELECT parts.collection, parts.incident, parts.question, part, held.number
    FROM parts
    JOIN narrower
        ON narrower.collection = parts.collection AND narrower.incident = parts.incident
        AND narrower.question = parts.question AND narrower.narrow = part
    JOIN held
        ON held.collection = parts.collection AND held.incident = parts.incident AND held.question = parts.question
        AND held.value = narrower.wide
    WHERE held.polarity = 'denies'
),
declared AS (
    SELECT DISTINCT collection, incident, party AS one_voice, TRUE AS disputes FROM disputants
),
disputed AS (
    SELECT DISTINCT collection, incident, TRUE AS has_disputants FROM disputants
),
own AS ( -- of a disputant, or of parties of which a side is made, one voice counts
    SELECT
        bearing.collection, bearing.incident, bearing.question, part, held.number, held.party, value, polarity,
        COALESCE(side, held.party) AS one_voice
    FROM bearing
    JOIN held
        ON held.collection = bearing.collection AND held.incident = bearing.incident
        AND held.question = bearing.question AND held.number = bearing.number
    WHERE stands AND teller = ''
),
standing AS (
    SELECT
        collection, incident, question, part,
        COUNT(DISTINCT own.party) AS parties,
        COUNT(DISTINCT CASE WHEN polarity = 'affirms' THEN own.party END) AS affirming,
        COUNT(DISTINCT CASE
            WHEN polarity = 'affirms' AND (disputes OR has_disputants IS NULL) THEN one_voice
        END) AS agreeing,
        BOOL_OR(polarity = 'denies') AS denied
    FROM own
    LEFT JOIN declared USING (collection, incident, one_voice)
    LEFT JOIN disputed USING (collection, incident)
    GROUP BY collection, incident, question, part
),
apart_from AS ( -- of a whole question: two affirm what does not lie one within the other, or deny what is affirmed
    SELECT DISTINCT one.collection, one.incident, one.question, '' AS part, TRUE AS differs
    FROM own AS one
    JOIN own AS other
        ON other.collection = one.collection AND other.incident = one.incident AND other.question = one.question
        AND other.part = '' AND other.number <> one.number AND other.value <> one.value
    LEFT JOIN narrower AS up
        ON up.collection = one.collection AND up.incident = one.incident AND up.question = one.question
        AND up.narrow = one.value AND up.wide = other.value
    LEFT JOIN narrower AS down
        ON down.collection = one.collection AND down.incident = one.incident AND down.question = one.question
        AND down.narrow = other.value AND down.wide = one.value
    WHERE one.part = '' AND one.polarity = 'affirms' AND other.polarity = 'affirms'
        AND up.narrow IS NULL AND down.narrow IS NULL
    UNION
    SELECT DISTINCT one.collection, one.incident, one.question, '' AS part, TRUE AS differs
    FROM own AS one
    JOIN narrower
        ON narrower.collection = one.collection AND narrower.incident = one.incident AND narrower.question = one.question
        AND narrower.narrow = one.value
    JOIN own AS other
        ON other.collection = one.collection AND other.incident = one.incident AND other.question = one.question
        AND other.value = narrower.wide
    WHERE one.part = '' AND other.part = '' AND one.polarity = 'affirms' AND other.polarity = 'denies'
),
touched AS (
    SELECT
        collection, incident, question, part,
        MIN(CASE
            WHEN scope = 'contested' AND strength = 'direct' THEN 1
            WHEN scope = 'contested' THEN 2
            WHEN scope IN ('split', 'varying-accounts') THEN 3
        END) AS gravest
    FROM (
        SELECT collection, incident, question, part, scope, strength
        FROM clashes
        JOIN bearing USING (collection, incident, question, number)
        UNION ALL
        SELECT clashes.collection, clashes.incident, clashes.question, part, scope, strength
        FROM clashes
        JOIN bearing
            ON bearing.collection = clashes.collection AND bearing.incident = clashes.incident
            AND bearing.question = clashes.question AND bearing.number = clashes.other_number
    ) AS touching
    GROUP BY collection, incident, question, part
),
counted AS (
    SELECT collection, incident, question, COUNT(*) AS clashes FROM clashes GROUP BY collection, incident, question
),
states AS (
    SELECT
        collection, incident, question, part, COALESCE(parties, 0) AS parties,
        CASE
            WHEN gravest IS NOT NULL THEN gravest
            WHEN agreeing > 1 AND differs IS NULL AND (part = '' OR NOT denied) THEN 4
            WHEN affirming > 1 AND differs IS NULL AND (part = '' OR NOT denied) THEN 5
            WHEN parties > 1 THEN 6
            WHEN parties = 1 THEN 7
            ELSE 8
        END AS grade
    FROM parts
    LEFT JOIN standing USING (collection, incident, question, part)
    LEFT JOIN apart_from USING (collection, incident, question, part)
    LEFT JOIN touched USING (collection, incident, question, part)
),
strongest AS (
    SELECT
        collection, incident, question,
        COALESCE(MIN(CASE WHEN grade <= 5 THEN grade END), MIN(CASE WHEN part = '' THEN grade END)) AS grade,
        MIN(CASE WHEN part = '' THEN parties END) AS parties
    FROM states
    GROUP BY collection, incident, question
)
SELECT
    collection, incident, question, ask,
    CASE grade
        WHEN 1 THEN 'contested' WHEN 2 THEN 'in-tension' WHEN 3 THEN 'split' WHEN 4 THEN 'agreed'
        WHEN 5 THEN 'uncontradicted' WHEN 6 THEN 'compatible' WHEN 7 THEN 'one-sided' ELSE 'open'
    END AS state,
    parties, COALESCE(clashes, 0) AS clashes
FROM strongest
JOIN questions USING (collection, incident, question)
LEFT JOIN counted USING (collection, incident, question)
ORDER BY grade ASC, collection ASC, incident ASC, place ASC
