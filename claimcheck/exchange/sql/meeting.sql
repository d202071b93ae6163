-- Every two statements that cannot both hold, where their days decide what is reported; the earlier one first.
-- needs: narrower, apart, statements, held, told, pairs
--
-- `in_order`: the first is surely the earlier one. `one_day`: both are of one and the same certain day.
WITH met AS (
    SELECT
        pairs.collection, pairs.incident, pairs.question, pairs.rule, pairs.changes, pairs.inside, pairs.step_back,
        pairs.scope, pairs.number, pairs.other_number,
        one.claim, one.utterance, one.speaker, one.hedged, one.taken_back, one.begins, one.ends,
        other.claim AS other_claim, other.utterance AS other_utterance, other.speaker AS other_speaker,
        other.hedged AS other_hedged, other.taken_back AS other_taken_back,
        other.begins AS other_begins, other.ends AS other_ends,
        COALESCE(one.ends < other.begins, FALSE) AS in_order,
        COALESCE(other.ends < one.begins, FALSE) AS turned_round,
        COALESCE(
            one.begins = one.ends AND other.begins = other.ends AND one.begins = other.begins, FALSE
        ) AS one_day
    FROM pairs
    JOIN told AS one
        ON one.collection = pairs.collection AND one.incident = pairs.incident AND one.question = pairs.question
        AND one.number = pairs.number
    JOIN told AS other
        ON other.collection = pairs.collection AND other.incident = pairs.incident
        AND other.question = pairs.question AND other.number = pairs.other_number
    WHERE pairs.dated AND one.utterance <> other.utterance
)
SELECT
    collection, incident, question, rule, changes, inside, step_back, scope, number, other_number,
    claim, speaker, hedged, taken_back, begins, ends,
    other_claim, other_utterance, other_speaker, other_hedged, other_taken_back, other_begins, other_ends,
    in_order, one_day
FROM met
WHERE in_order OR (NOT turned_round AND number < other_number)
