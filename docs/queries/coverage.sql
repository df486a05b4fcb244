-- How many numbers does each document hold, and how many of them are recorded?
SELECT
  document,
  sum(tokens) AS numbers,
  sum(tokens) FILTER (WHERE account = 'record') AS recorded,
  string_agg(account || ' ' || tokens, ', ' ORDER BY account) FILTER (WHERE account <> 'record') AS left_out
FROM coverage
GROUP BY document
ORDER BY document;
