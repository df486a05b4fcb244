-- What could one know about the number of killed on 10 March 2022, and what a fortnight later?
SELECT '10 March' AS day, claimant, wording, status FROM known_at('2022-03-10') WHERE measure = 'killed'
UNION ALL
SELECT '24 March', claimant, wording, status FROM known_at('2022-03-24') WHERE measure = 'killed'
ORDER BY day, wording DESC;
