-- How many tanks a month does the General Staff of Ukraine claim, as corrected and as first printed?
WITH counts AS (
  SELECT
    as_of_date AS day,
    arg_max(nominal, published_utc) FILTER (WHERE status = 'normal') AS standing,
    arg_min(nominal, published_utc) AS first_printed
  FROM figures_flat
  WHERE claimant = 'General Staff of the Armed Forces of Ukraine' AND item = 'itm_tank'
  GROUP BY as_of_date
),
steps AS (
  SELECT
    day,
    standing - lag(standing IGNORE NULLS) OVER (ORDER BY day) AS standing,
    first_printed - lag(first_printed) OVER (ORDER BY day) AS first_printed
  FROM counts
)
SELECT
  strftime(day, '%Y-%m') AS month,
  sum(standing) AS tanks, max(standing) AS most_in_a_day,
  sum(first_printed) AS tanks_first_printed, max(first_printed) AS most_first_printed
FROM steps
WHERE day BETWEEN '2025-05-01' AND '2025-10-31'
GROUP BY month
ORDER BY month;
