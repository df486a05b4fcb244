-- coverage: which numbers of each document the dataset holds, and why it does not hold the others.
-- grain:   one document and one account of its number tokens
-- key:     document, account
-- columns: account = record, or the reason why no record holds them; held = whether a record does;
--          tokens = how many; share = of all number tokens of the document, to 4 decimals; meaning
--          = the reason in words
-- nulls:   meaning where the account is record
CREATE OR REPLACE VIEW coverage AS
WITH counted AS (
  SELECT document, coalesce(reason, 'record') AS account, count(*) AS tokens
  FROM document_numbers
  GROUP BY document, coalesce(reason, 'record')
),
meanings AS (
  SELECT code, definition FROM codes WHERE vocabulary = 'coverage_reason'
)
SELECT
  n.document,
  n.account,
  n.account = 'record' AS held,
  n.tokens,
  round(n.tokens / sum(n.tokens) OVER (PARTITION BY n.document), 4) AS share,
  m.definition AS meaning
FROM counted AS n
LEFT JOIN meanings AS m ON m.code = n.account AND n.account <> 'record'
ORDER BY n.document, n.tokens DESC, n.account;
