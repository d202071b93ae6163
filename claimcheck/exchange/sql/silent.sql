-- Who is silent on what: disputants, and parties with a claim in the incident, of whom no claim bears on a question.
WITH present AS (
    SELECT disputants.collection, disputants.incident, COALESCE(sides.party, disputants.party) AS party
    FROM disputants
    LEFT JOIN sides
        ON sides.collection = disputants.collection AND sides.incident = disputants.incident
        AND sides.side = disputants.party
    UNION
    SELECT collection, incident, party FROM claims
),
heard AS (
    SELECT collection, incident, question, party, TRUE AS was_heard
    FROM stances
    JOIN claims USING (collection, incident, claim)
    WHERE question IS NOT NULL
    UNION
    SELECT remarks.collection, remarks.incident, about.question, party, TRUE AS was_heard
    FROM stances AS remarks
    JOIN claims USING (collection, incident, claim)
    JOIN stances AS about
        ON about.collection = remarks.collection AND about.incident = remarks.incident
        AND about.claim = remarks.commented_claim
    WHERE about.question IS NOT NULL
)
SELECT collection, incident, question, party
FROM questions
JOIN present USING (collection, incident)
LEFT JOIN heard USING (collection, incident, question, party)
WHERE was_heard IS NULL
ORDER BY collection ASC, incident ASC, questions.place ASC, party ASC
