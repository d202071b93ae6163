-- Two positions on one question that cannot both hold, whoever takes them and whenever; each pair in both orders.
-- needs: apart, statements, held
--
-- `inside`: both are one party's own. `scope` is that of a clash between parties.
SELECT
    apart.collection, apart.incident, apart.question, apart.rule, one.changes,
    one.number AS number, other.number AS other_number,
    one.party = other.party AND one.teller = '' AND other.teller = '' AS inside,
    CASE WHEN one.teller = '' AND other.teller = '' THEN 'contested' ELSE 'as-relayed' END AS scope,
    one.answer, one.polarity, one.stage, one.last_stage,
    other.answer AS other_answer, other.polarity AS other_polarity, other.stage AS other_stage,
    one.last_day, other.last_day AS other_last_day, other.latest_begin AS other_latest_begin,
    one.first_end, one.first_end_of_all,
    one.sure_low, one.sure_high, one.hedged_low, one.hedged_high,
    other.sure_low AS other_sure_low, other.sure_high AS other_sure_high,
    other.hedged_low AS other_hedged_low, other.hedged_high AS other_hedged_high
FROM apart
JOIN held AS one
    ON one.collection = apart.collection AND one.incident = apart.incident AND one.question = apart.question
    AND one.answer = apart.answer AND one.polarity = apart.polarity
JOIN held AS other
    ON other.collection = apart.collection AND other.incident = apart.incident AND other.question = apart.question
    AND other.answer = apart.other_answer AND other.polarity = apart.other_polarity
