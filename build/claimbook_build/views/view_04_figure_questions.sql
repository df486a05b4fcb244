-- figure_questions: which question each figure answers; figures of one question may be compared.
-- grain:   one figure
-- key:     figure
-- columns: question = event, what is counted, in what, of whose, of whom and where, and how: two
--          figures with the same text answer the same question; count_kind = confirmed, projected
--          or stated: the three are never compared; part = the figure is a part of another one of
--          its own measure; running = a running count or a level, in which a later figure of one
--          voice takes the place of an earlier one; counted_over = the days counted, where these
--          and not the event bound the number; affirms = the number is stated as the case, not
--          denied or asked for; from_day, to_day, from_utc, until_utc = the time for which it
--          holds; newest_utc = as of, else said, else published
-- nulls:   counted_over where the event or the count so far bounds the number; from_day, to_day,
--          from_utc and until_utc where neither an as-of nor a period is stated, or the end is
--          open; newest_utc where nothing is dated
CREATE OR REPLACE VIEW figure_questions AS
WITH told AS (
  SELECT
    f.*,
    CASE WHEN counting IN ('confirmed', 'projected') THEN counting ELSE 'stated' END AS count_kind,
    coalesce(w.measure = f.measure, false) AS part,
    coalesce(f.aggregation IN ('cumulative', 'level'), false) AS running,
    coalesce(f.aggregation = 'increment', false) AS increment,
    coalesce(f.t_max_utc <= f.t_min_utc + INTERVAL 25 HOUR, false) AS event_is_short
  FROM figures_flat AS f
  LEFT JOIN (SELECT id, measure FROM figures) AS w ON w.id = f.of_which
)
SELECT
  figure,
  concat_ws(
    ' ',
    coalesce(event, 'in ' || claim), measure, unit,
    'item:' || item, 'affected:' || affected, 'population:' || population, 'sex:' || sex,
    'age:' || age_class, 'place:' || place, 'share_of:' || share_of_measure,
    'share_of_place:' || share_of_place, count_kind,
    CASE WHEN increment THEN 'increment' END, CASE WHEN part THEN 'part' END
  ) AS question,
  count_kind, part, running, increment,
  CASE
    WHEN running OR (event_is_short AND NOT increment) THEN NULL
    WHEN period_start IS NOT NULL OR period_end IS NOT NULL
      THEN coalesce(CAST(period_start AS VARCHAR), '..') || '/'
        || coalesce(CAST(period_end AS VARCHAR), '..')
    WHEN increment THEN coalesce(CAST(as_of_date AS VARCHAR), 'in ' || claim)
  END AS counted_over,
  qualifier = 'none_stated' OR (
    polarity <> 'negated'
    AND speech_act NOT IN ('denies', 'retracts', 'disowns', 'declines', 'silent', 'calls_for')
  ) AS affirms,
  coalesce(as_of_date, period_start) AS from_day,
  coalesce(as_of_date, period_end) AS to_day,
  as_of_utc AS from_utc,
  as_of_end_utc AS until_utc,
  coalesce(
    as_of_end_utc, as_of_utc, said_at_end_utc, said_at_utc, published_end_utc, published_utc
  ) AS newest_utc
FROM told;
