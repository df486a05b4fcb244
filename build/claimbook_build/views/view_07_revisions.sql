-- revisions: what replaced, corrected, retracted or disowned what.
-- grain:   one such relation
-- key:     revision
-- columns: revision = the link, or the document that another one replaced; earlier and later in
--          words: claimant and wording, or proposition, or title; earlier_unseen = the earlier one
--          is presupposed by a document and not printed; at_utc = when the link says that it
--          became so, else when the later one was said, else published; document and
--          earlier_document = those that carry the later and the earlier one
-- nulls:   earlier, earlier_record and earlier_document where it is unseen; later, at_utc and
--          document where the later one is no statement, at_utc where it is not dated; asserted_by
--          where the link names nobody; because where no ground is given
CREATE OR REPLACE VIEW revisions AS
WITH numbers AS (
  SELECT claim, string_agg(wording, ', ' ORDER BY id) AS wordings FROM figures GROUP BY claim
),
words AS (
  SELECT
    figure AS record, claimant || ': ' || wording || ' ' || measure AS text, document,
    coalesce(said_at_utc, published_utc) AS at_utc
  FROM figures_flat
  UNION ALL
  SELECT
    c.id,
    v.claimant || ' ' || c.speech_act || coalesce(': ' || c.proposition, '')
      || coalesce(' [' || n.wordings || ']', ''),
    c.document,
    coalesce(c.said_at_utc, d.published_utc)
  FROM claims AS c
  JOIN claim_voices AS v ON v.claim = c.id
  JOIN documents AS d ON d.id = c.document
  LEFT JOIN numbers AS n ON n.claim = c.id
  UNION ALL
  SELECT id, coalesce(title, 'untitled document'), id, published_utc FROM documents
),
replaced AS (
  SELECT
    id AS revision, kind, object AS earlier_record, coalesce(unseen, false) AS earlier_unseen,
    subject AS later_record, asserted_by, because, asserted_at_utc
  FROM links
  WHERE kind IN ('supersedes', 'corrects', 'retracts', 'disowns')
  UNION ALL
  SELECT id, 'supersedes', id, false, replaced_by, publisher, NULL, NULL
  FROM documents
  WHERE replaced_by IS NOT NULL
)
SELECT
  r.revision, r.kind, r.earlier_record, o.text AS earlier, r.earlier_unseen, r.later_record,
  s.text AS later, coalesce(r.asserted_at_utc, s.at_utc) AS at_utc, a.name AS asserted_by,
  r.because, s.document, o.document AS earlier_document
FROM replaced AS r
LEFT JOIN words AS s ON s.record = r.later_record
LEFT JOIN words AS o ON o.record = r.earlier_record
LEFT JOIN actors AS a ON a.id = r.asserted_by
ORDER BY at_utc NULLS LAST, r.revision;
