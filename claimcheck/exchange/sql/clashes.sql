-- Two positions on one question that cannot both hold: by which rule, in which scope, how strongly.
-- needs: narrower, apart, statements, held, told, pairs, meeting, turns
--
-- One row for each rule, scope, strength and pair of positions; of a shift, the earlier position comes first. Positions
-- go by their `number` in `held`, which has party, answer and polarity; the claims that take them are in `told`.
WITH undated AS ( -- between parties about what does not change: positions clash whenever they were taken
    SELECT * FROM pairs WHERE NOT dated AND number < other_number
),
-- A clash of certain words is direct; whatever touches hedged words is in tension: hedged with all, all with hedged.
strengths AS (
    SELECT
        collection, incident, question, rule, number, other_number, scope, 'direct' AS strength,
        sure_low AS low, sure_high AS high, other_sure_low AS other_low, other_sure_high AS other_high
    FROM undated
    UNION ALL
    SELECT
        collection, incident, question, rule, number, other_number, scope, 'in-tension' AS strength,
        CASE WHEN other_hedged_low IS NULL OR sure_low IS NULL OR hedged_low < sure_low
            THEN hedged_low ELSE sure_low END AS low,
        CASE WHEN other_hedged_high IS NULL OR sure_high IS NULL OR hedged_high > sure_high
            THEN hedged_high ELSE sure_high END AS high,
        CASE WHEN hedged_low IS NULL OR other_sure_low IS NULL OR other_hedged_low < other_sure_low
            THEN other_hedged_low ELSE other_sure_low END AS other_low,
        CASE WHEN hedged_high IS NULL OR other_sure_high IS NULL OR other_hedged_high > other_sure_high
            THEN other_hedged_high ELSE other_sure_high END AS other_high
    FROM undated
),
-- Between parties about a fact that changes, and inside a party at no certain order of days: about one day directly,
-- where days cannot be ordered in tension; stages that cannot be ordered, pass.
together AS (
    SELECT
        collection, incident, question, rule, number, other_number,
        CASE WHEN NOT inside THEN scope WHEN speaker = other_speaker THEN 'varying-accounts' ELSE 'split' END AS scope,
        CASE
            WHEN hedged OR other_hedged OR (changes = 'true' AND NOT one_day) THEN 'in-tension' ELSE 'direct'
        END AS strength
    FROM meeting
    WHERE NOT taken_back AND NOT other_taken_back
        AND CASE changes
            WHEN 'false' THEN NOT in_order
            WHEN 'true' THEN NOT in_order
            ELSE one_day OR (in_order AND step_back AND NOT inside)
        END
),
found AS (
    -- claims that restate one another are one utterance, and no utterance clashes with itself
    SELECT collection, incident, question, rule, scope, strength, number, other_number
    FROM strengths
    WHERE low IS NOT NULL AND other_low IS NOT NULL AND (low <> high OR other_low <> other_high OR low <> other_low)
    UNION ALL
    SELECT
        collection, incident, question, rule, scope,
        CASE WHEN hedged OR other_hedged THEN 'in-tension' ELSE 'direct' END AS strength, number, other_number
    FROM turns
    UNION ALL
    SELECT collection, incident, question, rule, scope, strength, number, other_number FROM together
)
SELECT DISTINCT
    collection, incident, question, rule, scope, strength,
    CASE WHEN scope = 'shift' OR number < other_number THEN number ELSE other_number END AS number,
    CASE WHEN scope = 'shift' OR number < other_number THEN other_number ELSE number END AS other_number
FROM found
