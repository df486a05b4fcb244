-- How many of the missiles fired at Ukraine on 10 October 2022 were intercepted, and who says so?
SELECT claimant, launched_wording, intercepted_wording, rate_best, as_of_utc, document
FROM interception
WHERE event = 'evt_missile-barrage-2022-10-10';
