-- Who said what about Russia's losses, in which words, and what became of it?
SELECT claimant, speech_act, numbers, status, said_at_utc
FROM who_said('evt_russian-military-losses-2022-03');
