-- How many were killed in all? There is no answer by adding up, and here is why.
FROM safe_sum('killed');
