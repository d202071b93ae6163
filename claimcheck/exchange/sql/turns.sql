-- What a party said, surely later, against its own earlier word: shifts, and what is split between speakers of it.
-- needs: narrower, apart, statements, held, told, pairs, meeting
--
-- One row for each two statements that are reported. An earlier word is judged against the party's next word against it:
-- what was given up or said again on a day surely between, or said again where that cannot be ordered against the later
-- word, is history; and what is said again in one breath with the later word stands beside it. A hedge neither gives up
-- nor repeats what was certain.
WITH inside_one AS (
    SELECT * FROM meeting WHERE inside
),
judged AS ( -- the first day by which an earlier word had surely been given up or said again
    SELECT collection, incident, question, number, claim, MIN(met) AS judged_by
    FROM (
        SELECT collection, incident, question, number, claim, other_ends AS met
        FROM inside_one
        WHERE in_order AND (hedged OR NOT other_hedged)
        UNION ALL
        SELECT collection, incident, question, number, one.claim AS claim, other.ends AS met
        FROM told AS one
        JOIN told AS other USING (collection, incident, question, number)
        WHERE one.own AND one.ends < other.begins AND one.utterance <> other.utterance
            AND (one.hedged OR NOT other.hedged)
    ) AS meets
    GROUP BY collection, incident, question, number, claim
),
unsettled AS ( -- a word, and the positions against it that are taken at no certain time before or after it
    SELECT collection, incident, question, number, claim, against, BOOL_OR(sure) AS surely
    FROM (
        SELECT
            collection, incident, question, number, claim, other_number AS against, NOT other_hedged AS sure
        FROM inside_one
        WHERE NOT in_order AND NOT taken_back AND NOT other_taken_back AND (changes = 'false' OR one_day)
        UNION ALL
        SELECT
            collection, incident, question, other_number AS number, other_claim AS claim, number AS against,
            NOT hedged AS sure
        FROM inside_one
        WHERE NOT in_order AND NOT taken_back AND NOT other_taken_back AND (changes = 'false' OR one_day)
    ) AS without_order
    GROUP BY collection, incident, question, number, claim, against
),
breath AS ( -- what an utterance says of its own, and whether it says so for certain
    SELECT collection, incident, question, number, utterance, BOOL_OR(NOT hedged) AS certainly
    FROM told
    WHERE own
    GROUP BY collection, incident, question, number, utterance
),
leaving AS ( -- the first day by which a speaker had surely left a word of his own
    SELECT
        collection, incident, question, number, claim,
        MIN(other_ends) AS left_by,
        MIN(CASE WHEN NOT other_hedged THEN other_ends END) AS surely_left_by
    FROM inside_one
    WHERE in_order AND speaker = other_speaker
    GROUP BY collection, incident, question, number, claim
),
keeping AS ( -- from when and until when a speaker said one thing without leaving it: a hedged one, and a certain one
    SELECT
        one.collection, one.incident, one.question, one.number, one.speaker AS speaker, one.ends AS since,
        MAX(CASE WHEN left_by IS NULL OR other.begins <= left_by THEN other.begins END) AS until,
        MAX(CASE
            WHEN NOT one.hedged AND NOT other.hedged AND (surely_left_by IS NULL OR other.begins <= surely_left_by)
                THEN other.begins
        END) AS surely_until
    FROM told AS one
    JOIN told AS other USING (collection, incident, question, number)
    LEFT JOIN leaving
        ON leaving.collection = one.collection AND leaving.incident = one.incident
        AND leaving.question = one.question AND leaving.number = one.number AND leaving.claim = one.claim
    WHERE one.own AND one.speaker = other.speaker AND one.ends < other.begins
    GROUP BY one.collection, one.incident, one.question, one.number, one.speaker, one.claim, one.ends
),
around AS ( -- words of two speakers, one of whom says his own both before and after the other's
    SELECT inside_one.collection, inside_one.incident, inside_one.question,
        inside_one.number, inside_one.claim, inside_one.other_number, inside_one.other_claim
    FROM inside_one
    JOIN keeping
        ON keeping.collection = inside_one.collection AND keeping.incident = inside_one.incident
        AND keeping.question = inside_one.question AND keeping.number = inside_one.number
        AND keeping.speaker = inside_one.speaker
    WHERE in_order AND inside_one.speaker <> other_speaker AND since < other_begins
        AND CASE WHEN hedged THEN until ELSE surely_until END > other_ends
    UNION
    SELECT inside_one.collection, inside_one.incident, inside_one.question,
        inside_one.number, inside_one.claim, inside_one.other_number, inside_one.other_claim
    FROM inside_one
    JOIN keeping
        ON keeping.collection = inside_one.collection AND keeping.incident = inside_one.incident
        AND keeping.question = inside_one.question AND keeping.number = inside_one.other_number
        AND keeping.speaker = inside_one.other_speaker
    WHERE in_order AND inside_one.speaker <> other_speaker AND since < begins
        AND CASE WHEN other_hedged THEN until ELSE surely_until END > ends
)
SELECT
    one.collection, one.incident, one.question, one.rule, one.number, one.other_number,
    one.hedged, one.other_hedged,
    CASE WHEN around.claim IS NULL THEN 'shift' ELSE 'split' END AS scope
FROM inside_one AS one
LEFT JOIN judged
    ON judged.collection = one.collection AND judged.incident = one.incident AND judged.question = one.question
    AND judged.number = one.number AND judged.claim = one.claim
LEFT JOIN unsettled
    ON unsettled.collection = one.collection AND unsettled.incident = one.incident
    AND unsettled.question = one.question AND unsettled.number = one.other_number
    AND unsettled.claim = one.other_claim AND unsettled.against = one.number
LEFT JOIN breath
    ON breath.collection = one.collection AND breath.incident = one.incident AND breath.question = one.question
    AND breath.number = one.number AND breath.utterance = one.other_utterance
LEFT JOIN around
    ON around.collection = one.collection AND around.incident = one.incident AND around.question = one.question
    AND around.number = one.number AND around.claim = one.claim
    AND around.other_number = one.other_number AND around.other_claim = one.other_claim
WHERE one.in_order
    AND CASE one.changes WHEN 'false' THEN TRUE WHEN 'forward' THEN one.step_back ELSE FALSE END
    AND (judged_by IS NULL OR one.other_begins <= judged_by)
    AND (unsettled.claim IS NULL OR NOT (one.hedged OR surely))
    AND (breath.utterance IS NULL OR NOT (one.hedged OR certainly))
    -- what was taken back is split from nothing
    AND (around.claim IS NULL OR NOT (one.taken_back OR one.other_taken_back))
