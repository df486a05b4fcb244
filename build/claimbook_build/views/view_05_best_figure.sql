-- best_figure(policy): one figure a question, by a policy that the reader chooses by name.
-- grain:   one question: an event, what is counted of it, in what, of whose, of whom and where
-- key:     event, measure, unit, item, affected, population, sex, age_class, place,
--          share_of_measure, share_of_place, count_kind, increment, part, counted_over
-- columns: policy = latest (newest by as-of, else said, else published), official (the newest said
--          by a state, its bodies or an office holder under their own name), lowest (least value
--          named), range (from the least to the greatest bound named; no single figure),
--          most_independent (the value with most distinct roots, then the newest);
--          candidates = figures it chose from; count_kind, part, increment, counted_over = see
--          figure_questions; low_open, high_open = one of the candidates (for the policy range) or
--          the figure chosen leaves that side without a bound; roots = distinct roots of that value
-- nulls:   figure, claimant, wording, qualifier, nominal, best, as_of_utc, roots and document for
--          the policy range; nominal, low, low_exclusive, best, high, high_exclusive where the
--          wording gives none; as_of_utc where none is stated; newest_utc where nothing is dated;
--          event, item, affected, affected_name, population, sex, age_class, place, place_name,
--          share_of_measure, share_of_place, counted_over where the question leaves them open
-- Never chosen: figures that were retracted, superseded or withdrawn, and numbers that are denied.
-- Of a running count each voice has only its latest figure in the choice, whatever the policy. A
-- policy of another name is an error.
CREATE OR REPLACE MACRO best_figure(policy) AS TABLE
WITH asked AS (
  SELECT CASE
    WHEN policy IN ('latest', 'official', 'lowest', 'range', 'most_independent') THEN policy
    ELSE error('best_figure: the policies are latest, official, lowest, range, most_independent')
  END AS name
),
standing AS MATERIALIZED (
  SELECT
    f.*, q.count_kind, q.increment, q.part, q.counted_over, q.newest_utc, a.name AS policy_name,
    concat_ws(' over ', q.question, q.counted_over) AS slot,
    coalesce(f.best, f.nominal, f.low, f.high) AS value,
    coalesce(
      CAST(f.best AS VARCHAR),
      concat_ws(' ', f.qualifier, 'from', f.low, f.low_exclusive, 'to', f.high, f.high_exclusive)
    ) AS same_value
  FROM asked AS a
  CROSS JOIN figures_flat AS f
  JOIN figure_questions AS q ON q.figure = f.figure
  JOIN claim_voices AS v ON v.claim = f.claim
  WHERE f.status NOT IN ('retracted', 'superseded', 'withdrawn')
    AND q.affirms
    AND (a.name <> 'official' OR f.official)
  QUALIFY NOT q.running OR rank() OVER (
    PARTITION BY q.question, v.voice_id, q.running ORDER BY q.newest_utc DESC NULLS LAST
  ) = 1
),
rooted AS (
  SELECT s.slot, s.same_value, count(DISTINCT r.root) AS roots
  FROM standing AS s
  JOIN claim_roots AS r ON r.claim = s.claim
  GROUP BY s.slot, s.same_value
),
bounded AS (
  SELECT
    slot,
    count(*) AS candidates,
    min(
      {'bound': coalesce(low, best), 'exclusive': coalesce(low_exclusive, false)}
    ) FILTER (WHERE coalesce(low, best) IS NOT NULL) AS least,
    max(
      {'bound': coalesce(high, best), 'inclusive': NOT coalesce(high_exclusive, false)}
    ) FILTER (WHERE coalesce(high, best) IS NOT NULL) AS greatest,
    bool_or(low IS NULL) AS low_open,
    bool_or(high IS NULL) AS high_open,
    max(newest_utc) AS newest_utc
  FROM standing
  GROUP BY slot
),
chosen AS (
  SELECT s.*, r.roots, s.policy_name = 'range' AS ranged
  FROM standing AS s
  JOIN rooted AS r ON r.slot = s.slot AND r.same_value = s.same_value
  QUALIFY row_number() OVER (
    PARTITION BY s.slot
    ORDER BY
      CASE s.policy_name WHEN 'lowest' THEN s.value END ASC NULLS LAST,
      CASE s.policy_name WHEN 'most_independent' THEN r.roots END DESC NULLS LAST,
      s.newest_utc DESC NULLS LAST,
      s.figure
  ) = 1
)
SELECT
  c.event, c.measure, c.unit, c.item, c.affected, c.affected_name, c.population, c.sex,
  c.age_class, c.place, c.place_name, c.share_of_measure, c.share_of_place, c.count_kind,
  c.increment, c.part, c.counted_over,
  c.policy_name AS policy,
  b.candidates,
  CASE WHEN NOT c.ranged THEN c.figure END AS figure,
  CASE WHEN NOT c.ranged THEN c.claimant END AS claimant,
  CASE WHEN NOT c.ranged THEN c.wording END AS wording,
  CASE WHEN NOT c.ranged THEN c.qualifier END AS qualifier,
  CASE WHEN NOT c.ranged THEN c.nominal END AS nominal,
  CASE WHEN c.ranged THEN b.least.bound ELSE c.low END AS low,
  CASE WHEN c.ranged THEN b.least.exclusive ELSE c.low_exclusive END AS low_exclusive,
  CASE WHEN c.ranged THEN b.low_open ELSE c.low IS NULL END AS low_open,
  CASE WHEN NOT c.ranged THEN c.best END AS best,
  CASE WHEN c.ranged THEN b.greatest.bound ELSE c.high END AS high,
  CASE WHEN c.ranged THEN NOT b.greatest.inclusive ELSE c.high_exclusive END AS high_exclusive,
  CASE WHEN c.ranged THEN b.high_open ELSE c.high IS NULL END AS high_open,
  CASE WHEN NOT c.ranged THEN c.roots END AS roots,
  CASE WHEN NOT c.ranged THEN c.as_of_utc END AS as_of_utc,
  CASE WHEN c.ranged THEN b.newest_utc ELSE c.newest_utc END AS newest_utc,
  CASE WHEN NOT c.ranged THEN c.document END AS document
FROM chosen AS c
JOIN bounded AS b ON b.slot = c.slot
ORDER BY c.slot;
