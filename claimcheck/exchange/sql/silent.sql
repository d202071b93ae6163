-- Who is silent on what: disputants, and parties with a claim in the incident, of whom no word of their own bears on it.
--
-- A party of which only somebody else tells is silent; a side is, if each of its parties is.
WITH present AS (
    SELECT collection, incident, party, TRUE AS disputes FROM disputants
    UNION
    SELECT collection, incident, party, FALSE AS disputes FROM claims
),
waiting AS (
    SELECT collection, incident, party, BOOL_OR(disputes) AS disputes
    FROM present
    GROUP BY collection, incident, party
),
bearing AS (
    SELECT collection, incident, question, party
    FROM stances
    JOIN claims USING (collection, incident, claim)
    WHERE question IS NOT NULL AND as_told_by IS NULL
    UNION
    SELECT remarks.collection, remarks.incident, about.question, party
    FROM stances AS remarks
    JOIN claims USING (collection, incident, claim)
    JOIN stances AS about
        ON about.collection = remarks.collection AND about.incident = remarks.incident
        AND about.claim = remarks.commented_claim
    WHERE about.question IS NOT NULL AND as_told_by IS NULL
),
heard AS (
    SELECT collection, incident, question, party, TRUE AS was_heard FROM bearing
    UNION
    SELECT collection, incident, question, side AS party, TRUE AS was_heard
    FROM bearing
    JOIN sides USING (collection, incident, party)
)
SELECT collection, incident, question, party, disputes
FROM questions
JOIN waiting USING (collection, incident)
LEFT JOIN heard USING (collection, incident, question, party)
WHERE was_heard IS NULL
ORDER BY collection ASC, incident ASC, questions.place ASC, party ASC
