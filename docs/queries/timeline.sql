-- What happened and what was said on the days of the report that vanished, in the order of time?
SELECT at_utc, at_basis, what, text
FROM timeline
WHERE record IN (SELECT claim FROM claim_about WHERE event = 'evt_hacked-casualty-report-2022-03-21')
   OR record = 'evt_hacked-casualty-report-2022-03-21';
