-- interception: launched against intercepted, as one voice gives both.
-- grain:   one intercepted figure with the launched figure of which it is a part
-- key:     intercepted
-- columns: rate_low, rate_best, rate_high = share intercepted, the bounds of both propagated, to 4 decimals
-- nulls:   a rate whose bounds are not known
CREATE OR REPLACE VIEW interception AS
SELECT
  i.event, i.document, i.claimant, i.as_of_utc, i.as_of_precision,
  l.figure AS launched, l.wording AS launched_wording, l.best AS launched_best,
  i.figure AS intercepted, i.wording AS intercepted_wording, i.best AS intercepted_best,
  round(i.low / nullif(l.high, 0), 4) AS rate_low,
  round(i.best / nullif(l.best, 0), 4) AS rate_best,
  round(least(i.high / nullif(l.low, 0), 1), 4) AS rate_high
FROM figures_flat AS i
JOIN figures_flat AS l
  ON (i.of_which = l.figure OR (i.of_which IS NULL AND i.claim = l.claim AND i.item IS NOT DISTINCT FROM l.item))
  AND i.unit = l.unit
WHERE (i.measure = 'missiles_intercepted' AND l.measure = 'missiles_launched')
   OR (i.measure = 'drones_intercepted' AND l.measure = 'drones_launched');
