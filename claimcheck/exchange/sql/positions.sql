-- What each party holds on each question: one row for each answer that it affirms or denies, and how.
-- needs: narrower, apart, statements, held, told, pairs, meeting, turns, clashes
--
-- `how`: `holds` what stands, in its plainest `grade`, with `implied` beside a hedge for an implication, which is certain;
-- `on a condition`; `taken back`, what it no longer says at all; without an answer `withholds`, or `comments` and nothing
-- else. `as_told_by`: not its own word, but what somebody of another party told of it. `since` is the first day on which
-- what it holds can have been taken up. Who is silent is asked of `silent`.
WITH gone AS (
    SELECT DISTINCT collection, incident, claim, question, TRUE AS taken_back FROM taken_back
),
remarks AS ( -- a remark on a claim bears on the questions of which that claim speaks
    SELECT DISTINCT remark.collection, remark.incident, remark.claim, about.question
    FROM stances AS remark
    JOIN stances AS about
        ON about.collection = remark.collection AND about.incident = remark.incident
        AND about.claim = remark.commented_claim
    WHERE about.question IS NOT NULL
),
bearing AS ( -- whose claims bear on a question, and how
    SELECT
        collection, incident, question, claim, party, COALESCE(as_told_by, '') AS teller, stance, polarity, answer, value,
        condition IS NOT NULL AS conditional, COALESCE(taken_back, FALSE) AS taken_back
    FROM stances
    JOIN claims USING (collection, incident, claim)
    LEFT JOIN gone USING (collection, incident, claim, question)
    WHERE question IS NOT NULL
    UNION ALL
    SELECT
        collection, incident, question, claim, party, COALESCE(as_told_by, '') AS teller,
        'comments' AS stance, NULL AS polarity, NULL AS answer, NULL AS value,
        condition IS NOT NULL AS conditional, FALSE AS taken_back
    FROM remarks
    JOIN claims USING (collection, incident, claim)
),
takers AS (
    SELECT DISTINCT collection, incident, question, party, teller FROM bearing
),
shifted AS (
    SELECT collection, incident, question, party, TRUE AS shifted
    FROM clashes
    JOIN held USING (collection, incident, question, number)
    WHERE scope = 'shift'
    UNION
    SELECT collection, incident, question, party, TRUE AS shifted
    FROM meeting
    JOIN held USING (collection, incident, question, number)
    WHERE inside AND in_order AND meeting.changes <> 'false'
),
gone_back AS ( -- what some claim said, and another took back
    SELECT
        collection, incident, question, party, teller, value, polarity,
        MIN(answer) AS answer
    FROM bearing
    WHERE polarity IS NOT NULL AND taken_back
    GROUP BY collection, incident, question, party, teller, value, polarity
),
still AS ( -- what was taken back and is said all the same, in an answer that includes it
    SELECT DISTINCT
        old.collection, old.incident, old.question, old.party, old.teller, old.value, old.polarity, TRUE AS still_said
    FROM gone_back AS old
    JOIN narrower
        ON narrower.collection = old.collection AND narrower.incident = old.incident AND narrower.question = old.question
        AND old.value = CASE WHEN old.polarity = 'affirms' THEN narrower.wide ELSE narrower.narrow END
    JOIN held
        ON held.collection = old.collection AND held.incident = old.incident AND held.question = old.question
        AND held.party = old.party AND held.teller = old.teller AND held.polarity = old.polarity
        AND held.value = CASE WHEN old.polarity = 'affirms' THEN narrower.narrow ELSE narrower.wide END
    WHERE held.stands
),
taken AS (
    SELECT
        collection, incident, question, party, teller, 'holds' AS how, answer, polarity,
        CASE grade
            WHEN 1 THEN CASE polarity WHEN 'affirms' THEN 'asserts' ELSE 'denies' END
            WHEN 2 THEN 'concedes'
            WHEN 3 THEN CASE polarity WHEN 'affirms' THEN 'suggests' ELSE 'doubts' END
            ELSE CASE polarity WHEN 'affirms' THEN 'implies' ELSE 'precludes' END
        END AS grade,
        grade = 3 AND implied AS implied,
        since
    FROM held
    WHERE stands
    UNION ALL
    SELECT
        collection, incident, question, party, teller, 'taken back' AS how, answer, polarity,
        CAST(NULL AS VARCHAR(9)) AS grade, FALSE AS implied, CAST(NULL AS DATE) AS since
    FROM gone_back
    LEFT JOIN still USING (collection, incident, question, party, teller, value, polarity)
    WHERE still_said IS NULL
    UNION ALL
    SELECT
        collection, incident, question, party, teller, 'on a condition' AS how, MIN(answer) AS answer, polarity,
        CAST(NULL AS VARCHAR(9)) AS grade, FALSE AS implied, CAST(NULL AS DATE) AS since
    FROM bearing
    WHERE polarity IS NOT NULL AND conditional AND NOT taken_back
    GROUP BY collection, incident, question, party, teller, value, polarity
    UNION ALL
    SELECT DISTINCT
        collection, incident, question, party, teller, 'withholds' AS how,
        CAST(NULL AS VARCHAR(200)) AS answer, CAST(NULL AS VARCHAR(7)) AS polarity,
        CAST(NULL AS VARCHAR(9)) AS grade, FALSE AS implied, CAST(NULL AS DATE) AS since
    FROM bearing
    WHERE stance = 'withholds' AND NOT taken_back
),
everything AS (
    SELECT collection, incident, question, party, teller, how, answer, polarity, grade, implied, since FROM taken
    UNION ALL
    SELECT
        collection, incident, question, party, teller, 'comments' AS how,
        CAST(NULL AS VARCHAR(200)) AS answer, CAST(NULL AS VARCHAR(7)) AS polarity,
        CAST(NULL AS VARCHAR(9)) AS grade, FALSE AS implied, CAST(NULL AS DATE) AS since
    FROM takers
    LEFT JOIN (
        SELECT DISTINCT collection, incident, question, party, teller, TRUE AS takes_one FROM taken
    ) AS others USING (collection, incident, question, party, teller)
    WHERE takes_one IS NULL AND teller = ''
)
SELECT
    collection, incident, question, party, NULLIF(teller, '') AS as_told_by, how, answer, polarity, grade, implied, since,
    teller = '' AND COALESCE(shifted, FALSE) AS shifted
FROM everything
LEFT JOIN shifted USING (collection, incident, question, party)
ORDER BY
    collection ASC, incident ASC, question ASC, party ASC, teller ASC, how ASC, answer ASC NULLS LAST,
    polarity ASC NULLS LAST
