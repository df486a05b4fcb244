-- Where do the numbers on Russia's losses come from, and is a newspaper that cites a ministry the ministry?
SELECT f.wording, f.measure, c.chain, c.root, c.unseen_hops, f.official
FROM claim_chain AS c
JOIN figures_flat AS f ON f.claim = c.claim AND f.event = c.event
WHERE c.event = 'evt_russian-military-losses-2022-03'
ORDER BY f.wording DESC;
