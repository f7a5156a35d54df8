/** Sends a request with the session of the page, and returns the answer's body. Fails on a rejection. */
export async function send(page, method, path, body, headers = {}) {
  const session = await page.request.get('/api/v1/sessions/current');
  const { csrfToken } = await session.json();
  const answer = await page.request.fetch(`/api/v1${path}`, {
    method,
    headers: { 'sec-fetch-site': 'same-origin', 'x-csrf-token': csrfToken, ...headers },
    ...(body === undefined ? {} : { data: body }),
  });
  const text = await answer.text();
  if (!answer.ok()) throw new Error(`${method} ${path} was answered with ${answer.status()} ${text}`);
  return text === '' ? null : JSON.parse(text);
}

/** Logs a complaint of a member of the public, and returns its id and reference. */
export async function logComplaint(page, parts = {}) {
  const { items } = await send(page, 'GET', '/agencies?limit=1');
  return send(page, 'POST', '/complaints', {
    agencyId: items[0].id,
    source: 'public_complaint',
    type: 'enticement',
    mode: 'reactive',
    receivedAt: new Date().toISOString(),
    jurisdiction: { state: 'NE' },
    narrative: 'A parent reports a stranger in a game chat who asked a child for a meeting.',
    ...parts,
  });
}

/** Triages a complaint, so that it may be assigned or closed. */
export async function triage(page, { id }) {
  const { version } = await send(page, 'GET', `/complaints/${id}`);
  const body = { type: 'enticement', mode: 'reactive', priority: 3, rationale: 'A meeting was proposed.' };
  await send(page, 'PUT', `/complaints/${id}/triage`, body, { 'if-match': `"v${version}"` });
}

/** Collects the requests to the API that a page sends during `visit`, without those of the session and its preferences. */
export async function requestsOf(page, visit) {
  const seen = [];
  const listen = (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.startsWith('/api/') && !/\/(?:sessions\/current|me\/preferences)$/.test(pathname)) seen.push(pathname);
  };
  page.on('request', listen);
  await visit();
  page.off('request', listen);
  return seen;
}
