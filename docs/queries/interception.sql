-- How many of the launched missiles were shot down, as one voice gives both numbers?
SELECT claimant, launched_wording, intercepted_wording, rate_low, rate_best, rate_high, as_of_utc
FROM interception;
