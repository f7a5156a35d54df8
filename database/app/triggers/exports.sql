SELECT audit.watch('app.exports', 'purpose');
