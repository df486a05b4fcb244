-- Which number of Russian soldiers killed is the best one? Each policy answers in its own way.
WITH answers AS (
  FROM best_figure('latest')
  UNION ALL BY NAME FROM best_figure('official')
  UNION ALL BY NAME FROM best_figure('range')
)
SELECT policy, measure, claimant, wording, low, best, high, candidates
FROM answers
WHERE event = 'evt_russian-military-losses-2022-03'
ORDER BY measure, policy;
