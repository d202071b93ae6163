-- What each party holds on each question: one row for each answer that it affirms or denies and that stands.
-- needs: apart, statements, held
--
-- One row with no answer: the party withheld, spoke on a condition or of what is history; or it is silent, a disputant or
-- a party of the incident that neither took a position nor withheld nor commented. `as_told_by`: not its own word, but
-- what somebody of another party told of it. `since` is the first day on which the position can have been taken; `claims`
-- are all its claims on the question, `shifted` whether two of its own on surely ordered days do not go together.
WITH bearing AS ( -- whose claims bear on a question, and how
    SELECT
        collection, incident, question, claim, party, COALESCE(as_told_by, '') AS teller,
        stance, condition IS NOT NULL AND stance <> 'withholds' AS conditional
    FROM stances
    JOIN claims USING (collection, incident, claim)
    WHERE question IS NOT NULL AND stance <> 'comments'
),
takers AS (
    SELECT
        collection, incident, question, party, teller,
        BOOL_OR(stance = 'withholds') AS withheld,
        BOOL_OR(conditional) AS conditional,
        COUNT(DISTINCT claim) AS claims
    FROM bearing
    GROUP BY collection, incident, question, party, teller
),
manners AS (
    SELECT
        collection, incident, question, party, teller,
        BOOL_OR(hedged) AS hedged, BOOL_OR(implied) AS implied
    FROM held
    GROUP BY collection, incident, question, party, teller
),
shifted AS (
    SELECT DISTINCT one.collection, one.incident, one.question, one.party, '' AS teller, TRUE AS shifted
    FROM held AS one
    JOIN held AS other
        ON other.collection = one.collection AND other.incident = one.incident AND other.question = one.question
        AND other.party = one.party AND other.number <> one.number
    LEFT JOIN apart
        ON apart.collection = one.collection AND apart.incident = one.incident AND apart.question = one.question
        AND apart.answer = one.answer AND apart.polarity = one.polarity
        AND apart.other_answer = other.answer AND apart.other_polarity = other.polarity
    WHERE one.teller = '' AND other.teller = '' AND one.first_end_of_all < other.latest_begin_of_all
        AND (one.changes <> 'false' OR rule IS NOT NULL)
),
everyone AS (
    SELECT collection, incident, party FROM disputants
    UNION
    SELECT collection, incident, party FROM claims
),
heard AS (
    SELECT collection, incident, question, party FROM takers WHERE teller = ''
    UNION
    SELECT collection, incident, question, party
    FROM stances
    JOIN claims USING (collection, incident, claim)
    WHERE stance = 'comments' AND question IS NOT NULL
    UNION
    SELECT remarks.collection, remarks.incident, target.question, claims.party
    FROM stances AS remarks
    JOIN claims USING (collection, incident, claim)
    JOIN stances AS target
        ON target.collection = remarks.collection AND target.incident = remarks.incident
        AND target.claim = remarks.commented_claim AND target.polarity IS NOT NULL
    WHERE remarks.stance = 'comments'
),
silent AS (
    SELECT collection, incident, question, party, '' AS teller, FALSE AS withheld, FALSE AS conditional, 0 AS claims
    FROM questions
    JOIN everyone USING (collection, incident)
    LEFT JOIN (SELECT *, TRUE AS was_heard FROM heard) AS heard USING (collection, incident, question, party)
    WHERE was_heard IS NULL
),
stands AS (
    SELECT collection, incident, question, party, teller, answer, polarity, since FROM held WHERE stands
),
everybody AS (
    SELECT takers.*, FALSE AS silent FROM takers
    UNION ALL
    SELECT silent.*, TRUE AS silent FROM silent
)
SELECT
    collection, incident, question, party, NULLIF(teller, '') AS as_told_by, answer, polarity, since,
    COALESCE(hedged, FALSE) AS hedged, COALESCE(implied, FALSE) AS implied, withheld, conditional,
    COALESCE(shifted, FALSE) AS shifted, silent, claims
FROM everybody
LEFT JOIN manners USING (collection, incident, question, party, teller)
LEFT JOIN shifted USING (collection, incident, question, party, teller)
LEFT JOIN stands USING (collection, incident, question, party, teller)
ORDER BY
    collection ASC, incident ASC, question ASC, party ASC, teller ASC, answer ASC NULLS LAST, polarity ASC NULLS LAST
