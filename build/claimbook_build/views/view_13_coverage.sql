-- coverage: which numbers of each document the dataset holds, and why it does not hold the others.
-- grain:   one document and one account of its number tokens
-- key:     document, account
-- columns: account = record, or the reason why no record holds them; tokens = how many
-- nulls:   none
CREATE OR REPLACE VIEW coverage AS
SELECT document, coalesce(reason, 'record') AS account, count(*) AS tokens
FROM document_numbers
GROUP BY ALL
ORDER BY document, tokens DESC, account;
