-- Which claimed losses stood wrongly in the table that transcribes them, and until when?
SELECT
  o.as_of_date AS day, coalesce(n.item_name, n.measure) AS counted,
  o.wording AS was_printed, n.wording AS mended_to, k.asserted_at_date AS mended_on
FROM links AS k
JOIN figures_flat AS o ON o.claim = k.object
JOIN figures_flat AS n
  ON n.claim = k.subject AND n.measure = o.measure AND n.item IS NOT DISTINCT FROM o.item
WHERE k.kind = 'corrects' AND o.nominal <> n.nominal
ORDER BY abs(n.nominal - o.nominal) / n.nominal DESC, day, counted
LIMIT 6;
