/** The annual report of a large task force, prepared and locked over the API as its people do it: what is read again and again. */
const annual = { definition: 'annual_report', fiscalYear: 2018 };

export async function lockReturn({ port, admin, readers }) {
  const { taskForce: preparer, approver } = readers;
  const prepared = await send(port, preparer, 'POST', '/performance-reports', annual);
  const answers = prepared.body.findings.map(({ number }) => ({ number, note: 'The bench laid it so.' }));
  const answered =
    answers.length === 0
      ? prepared
      : await send(
          port,
          preparer,
          'PUT',
          `/performance-reports/${prepared.body.id}/answers`,
          { answers },
          prepared.etag,
        );
  await admin.query('UPDATE auth.sessions SET stepped_up_at = now() WHERE account_id = $1', [approver.accountId]);
  const { body } = await send(
    port,
    approver,
    'PUT',
    `/performance-reports/${answered.body.id}/approval`,
    undefined,
    answered.etag,
  );
  return body.id;
}

async function send(port, { token }, method, path, body, etag) {
  const response = await fetch(`http://127.0.0.1:${port}/api/v1${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(etag === undefined ? {} : { 'if-match': etag }),
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
  return { body: JSON.parse(text), etag: response.headers.get('etag') };
}
