-- claim_roots: the most upstream voices with a name that each claim comes from.
-- grain:   one claim and one root
-- key:     claim, root
-- columns: root = an actor, or "the publisher of" a document that prints none. The root is the
--          uppermost step of the claim's chain that has a name, a document standing for its
--          publisher; else each claimant. Unnamed voices count as whoever they belong to, else as
--          the publisher who vouches for them. Whoever speaks in a document that republishes,
--          translates or excerpts one of ours as its publisher has that one's publisher for a root
-- nulls:   none
CREATE OR REPLACE VIEW claim_roots AS
WITH RECURSIVE upstream AS (
  SELECT id AS document, id AS origin FROM documents
  UNION
  SELECT u.document, d.origin
  FROM upstream AS u
  JOIN document_derivations AS d ON d.document = u.origin
  WHERE d.origin IS NOT NULL AND d.relation IN ('republishes', 'translates', 'excerpts')
),
vouching AS (
  SELECT
    u.document,
    min(coalesce(o.publisher, 'the publisher of ' || o.id) ORDER BY o.id) AS voucher
  FROM upstream AS u
  JOIN documents AS o ON o.id = u.origin
  WHERE NOT EXISTS (
    SELECT 1
    FROM document_derivations AS d
    WHERE d.document = u.origin AND d.origin IS NOT NULL
      AND d.relation IN ('republishes', 'translates', 'excerpts')
  )
  GROUP BY u.document
),
hop_roots AS (
  SELECT h.claim, arg_max(coalesce(h.actor, w.voucher), h.position) AS root
  FROM chain_hops AS h
  LEFT JOIN vouching AS w ON w.document = h.document
  WHERE coalesce(h.actor, w.voucher) IS NOT NULL
  GROUP BY h.claim
)
SELECT DISTINCT
  c.id AS claim,
  coalesce(
    h.root,
    CASE WHEN v.actor IS DISTINCT FROM d.publisher THEN v.actor END,
    CASE WHEN v.actor IS NULL THEN v.unnamed_of END,
    w.voucher,
    d.publisher,
    'the publisher of ' || d.id
  ) AS root
FROM claims AS c
JOIN documents AS d ON d.id = c.document
JOIN claim_claimants AS v ON v.claim = c.id
LEFT JOIN hop_roots AS h ON h.claim = c.id
LEFT JOIN vouching AS w ON w.document = c.document;

-- claim_chain: where each claim comes from, and how many independent roots its event has.
-- grain:   one claim and one event that it is about (one row without an event if it is about none)
-- key:     claim, event
-- columns: chain = from the claimant upstream; root = its roots (see claim_roots) by name, joined
--          by "; "; unseen_hops = steps not among our documents; voice = whether the claim counts
--          as a voice for its chief event: it affirms it, is neither a call for it nor retracted,
--          and takes no stance against a claim about it: no denial, dispute, doubt, retraction,
--          silence; independence = distinct roots of the voices of that event, not articles
-- nulls:   event where the claim is about none; independence where the event has no voice;
--          proposition where the claim is a silence or a refusal
CREATE OR REPLACE VIEW claim_chain AS
WITH hops AS (
  SELECT
    h.claim,
    string_agg(
      h.relation || ' ' || coalesce(
        a.name,
        coalesce(h."count" || ' ', '') || 'unnamed ' || replace(h.unnamed, '_', ' '),
        d.title,
        'unnamed voice'
      ) || CASE h.independence WHEN 'asserted' THEN ' (said to be independent)' ELSE '' END,
      ' <- ' ORDER BY h.position
    ) AS steps,
    count(*) FILTER (WHERE h.unseen) AS unseen_hops
  FROM chain_hops AS h
  LEFT JOIN actors AS a ON a.id = h.actor
  LEFT JOIN documents AS d ON d.id = h.document
  GROUP BY h.claim
),
roots AS (
  SELECT r.claim, string_agg(coalesce(a.name, r.root), '; ' ORDER BY r.root) AS root
  FROM claim_roots AS r
  LEFT JOIN actors AS a ON a.id = r.root
  GROUP BY r.claim
),
against AS (
  SELECT s.claim, b.event
  FROM claim_stances AS s
  LEFT JOIN claim_about AS b ON b.claim = s.responds_to
  WHERE s.stance NOT IN ('confirms', 'qualifies')
),
about AS (
  SELECT claim, event, min(position) AS position FROM claim_about GROUP BY claim, event
),
judged AS MATERIALIZED (
  SELECT
    c.id AS claim,
    b.event,
    coalesce(b.position = 1, false)
      AND c.polarity = 'affirmed'
      AND c.speech_act NOT IN (
        'denies', 'retracts', 'disowns', 'declines', 'silent', 'calls_for'
      )
      AND c.status NOT IN ('retracted', 'withdrawn')
      AND NOT EXISTS (SELECT 1 FROM against AS g WHERE g.claim = c.id AND g.event = b.event)
      AND NOT EXISTS (SELECT 1 FROM against AS g WHERE g.claim = c.id AND g.event IS NULL)
      AS voice
  FROM claims AS c
  LEFT JOIN about AS b ON b.claim = c.id
),
counted AS (
  SELECT j.event, count(DISTINCT r.root) AS independence
  FROM judged AS j
  JOIN claim_roots AS r ON r.claim = j.claim
  WHERE j.voice
  GROUP BY j.event
)
SELECT
  j.claim, j.event, c.document,
  v.claimant || coalesce(' <- ' || h.steps, '') AS chain,
  r.root,
  coalesce(h.unseen_hops, 0) AS unseen_hops,
  j.voice, n.independence, c.speech_act, c.region, c.proposition
FROM judged AS j
JOIN claims AS c ON c.id = j.claim
JOIN claim_voices AS v ON v.claim = j.claim
JOIN roots AS r ON r.claim = j.claim
LEFT JOIN hops AS h ON h.claim = j.claim
LEFT JOIN counted AS n ON n.event = j.event;
