-- Triggers of app.packets.
CALL app.keep_while_held('app.packets');
SELECT audit.watch('app.packets', 'recipient', 'purpose');
CALL quota.count_texts('app.packets', 'rendering', 'recipient', 'purpose');
