-- known_at(moment): the figures that had been said by a moment, and nothing that came later.
-- grain:   one figure
-- key:     figure
-- columns: as figures_flat; known_from_utc = the first moment at which it had surely been said: the
--          end of the day (hour, minute) of saying, else the end of that of publication, else,
--          where only the earliest day of publication is known, its beginning
-- nulls:   none in known_from_utc: a figure without any date is never known
CREATE OR REPLACE MACRO known_at(moment) AS TABLE
SELECT
  coalesce(said_at_end_utc, published_end_utc, published_utc) AS known_from_utc,
  *
FROM figures_flat
WHERE coalesce(said_at_end_utc, published_end_utc, published_utc) <= CAST(moment AS TIMESTAMP)
ORDER BY known_from_utc, figure;
