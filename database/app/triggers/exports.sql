-- Triggers of app.exports.
SELECT audit.watch('app.exports', 'purpose');
