-- Two positions on one question that cannot both hold, whoever takes them and whenever; each pair in both orders.
-- needs: narrower, apart, statements, held
--
-- `inside`: both are one party's own. `dated`: whether they clash depends on the days of what was said. `step_back`: of
-- stages, the first was past when the second was said to hold. `scope` is that of a clash between parties.
SELECT
    apart.collection, apart.incident, apart.question, apart.rule, one.changes,
    one.number AS number, other.number AS other_number,
    one.party = other.party AND one.teller = '' AND other.teller = '' AS inside,
    one.changes <> 'false' OR (one.party = other.party AND one.teller = '' AND other.teller = '') AS dated,
    COALESCE(
        one.polarity = 'affirms'
        AND CASE WHEN other.polarity = 'affirms' THEN other.stage < one.stage ELSE other.last_stage END, FALSE
    ) AS step_back,
    CASE
        WHEN one.teller <> '' OR other.teller <> '' THEN 'as-relayed'
        WHEN one.side = other.side THEN 'split'
        ELSE 'contested'
    END AS scope,
    one.sure_low, one.sure_high, one.hedged_low, one.hedged_high,
    other.sure_low AS other_sure_low, other.sure_high AS other_sure_high,
    other.hedged_low AS other_hedged_low, other.hedged_high AS other_hedged_high
FROM apart
JOIN held AS one
    ON one.collection = apart.collection AND one.incident = apart.incident AND one.question = apart.question
    AND one.value = apart.value AND one.polarity = apart.polarity
JOIN held AS other
    ON other.collection = apart.collection AND other.incident = apart.incident AND other.question = apart.question
    AND other.value = apart.other_value AND other.polarity = apart.other_polarity
