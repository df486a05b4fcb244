-- How many Russian soldiers had been killed by late March 2022? Who says so, and who takes it back?
SELECT
  f.claimant, f.wording, f.measure, f.status,
  string_agg(d.claimant || ' ' || d.stance, '; ' ORDER BY d.claim) AS answered_by
FROM conflicts AS c
JOIN figures_flat AS f ON list_contains(c.figures, f.figure)
LEFT JOIN disputes AS d ON d.answered = f.claim AND NOT d.editorial
WHERE c.event = 'evt_russian-military-losses-2022-03'
GROUP BY f.claimant, f.wording, f.measure, f.status, f.said_at_utc
ORDER BY f.said_at_utc NULLS LAST;
