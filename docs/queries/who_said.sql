-- Who said what about Russia's losses, and in which numbers?
SELECT claimant, speech_act, proposition, numbers
FROM who_said('evt_russian-military-losses-2022-03');
