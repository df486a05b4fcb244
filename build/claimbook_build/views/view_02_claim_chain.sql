-- claim_chain: where each claim comes from, and how many independent roots its event has.
-- grain:   one claim and one event that it is about (one row without an event if it is about none)
-- key:     claim, event
-- columns: chain = from the claimant upstream; root = the most upstream voice with a name: unnamed
--          sources count as whoever vouches for them; unseen_hops = steps not among our documents;
--          voice = whether the claim counts as a voice for its chief event: it affirms it and does
--          not answer it with a denial, a dispute, a doubt, a retraction or silence;
--          independence = distinct roots of the voices of that event, not articles
-- nulls:   event where the claim is about none; root where neither voice nor publisher is named;
--          independence where the event has no voice
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
    arg_max(h.actor, h.position) FILTER (WHERE h.actor IS NOT NULL) AS root,
    count(*) FILTER (WHERE h.unseen) AS unseen_hops
  FROM chain_hops AS h
  LEFT JOIN actors AS a ON a.id = h.actor
  LEFT JOIN documents AS d ON d.id = h.document
  GROUP BY h.claim
),
first_voice AS (
  SELECT claim, coalesce(actor, unnamed_of) AS root
  FROM claim_claimants
  WHERE position = 1
),
against AS (
  SELECT DISTINCT claim
  FROM claim_stances
  WHERE stance NOT IN ('confirms', 'qualifies')
),
rooted AS (
  SELECT
    c.id AS claim,
    b.event,
    coalesce(h.root, f.root, d.publisher, 'the publisher of ' || c.document) AS root,
    v.claimant || coalesce(' <- ' || h.steps, '') AS chain,
    coalesce(h.unseen_hops, 0) AS unseen_hops,
    b.position IS NOT DISTINCT FROM 1
      AND c.polarity = 'affirmed'
      AND c.speech_act NOT IN ('denies', 'retracts', 'disowns', 'declines', 'silent')
      AND c.status NOT IN ('retracted', 'withdrawn')
      AND c.id NOT IN (SELECT claim FROM against) AS voice
  FROM claims AS c
  JOIN claim_voices AS v ON v.claim = c.id
  JOIN documents AS d ON d.id = c.document
  LEFT JOIN claim_about AS b ON b.claim = c.id
  LEFT JOIN hops AS h ON h.claim = c.id
  LEFT JOIN first_voice AS f ON f.claim = c.id
),
counted AS (
  SELECT event, count(DISTINCT root) AS independence
  FROM rooted
  WHERE voice
  GROUP BY event
)
SELECT
  r.claim, r.event, c.document, r.chain, coalesce(a.name, r.root) AS root, r.unseen_hops, r.voice,
  n.independence, c.speech_act, c.region, c.proposition
FROM rooted AS r
JOIN claims AS c ON c.id = r.claim
LEFT JOIN actors AS a ON a.id = r.root
LEFT JOIN counted AS n ON n.event = r.event;
