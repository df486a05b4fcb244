-- revisions: what replaced, corrected, retracted or disowned what.
-- grain:   one such relation
-- key:     link
-- columns: earlier and later in words: claimant and wording, or proposition; earlier_unseen = the
--          earlier one is presupposed by a document and not printed; at_utc = when it was revised
-- nulls:   earlier and earlier_record where it is unseen; at_utc where no date is known
CREATE OR REPLACE VIEW revisions AS
WITH words AS (
  SELECT
    f.figure AS record, f.claimant || ': ' || f.wording || ' ' || f.measure AS text, f.document,
    coalesce(f.said_at_utc, f.published_utc) AS at_utc
  FROM figures_flat AS f
  UNION ALL
  SELECT
    c.id,
    v.claimant || ' ' || c.speech_act || coalesce(': ' || c.proposition, '')
      || coalesce(' [' || (SELECT string_agg(f.wording, ', ' ORDER BY f.id) FROM figures AS f WHERE f.claim = c.id) || ']', ''),
    c.document, coalesce(c.said_at_utc, d.published_utc)
  FROM claims AS c
  JOIN claim_voices AS v ON v.claim = c.id
  JOIN documents AS d ON d.id = c.document
  UNION ALL
  SELECT d.id, d.title, d.id, d.published_utc FROM documents AS d
)
SELECT
  k.id AS link, k.kind, k.object AS earlier_record, o.text AS earlier,
  coalesce(k.unseen, false) AS earlier_unseen, k.subject AS later_record, s.text AS later,
  s.at_utc, coalesce(a.name, 'unnamed voice') AS asserted_by, k.because, s.document
FROM links AS k
JOIN words AS s ON s.record = k.subject
LEFT JOIN words AS o ON o.record = k.object
LEFT JOIN actors AS a ON a.id = k.asserted_by
WHERE k.kind IN ('supersedes', 'corrects', 'retracts', 'disowns')
ORDER BY s.at_utc NULLS LAST, k.id;
