/* Requests of the page. The session is in a cookie that no script reads; its CSRF token is stored here only. */
let word = null;

/** Returns the answer's status and body; status 0 if the tracker is unreachable. */
export async function ask(method, path, body) {
  const headers = {
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(word === null ? {} : { 'x-csrf-token': word }),
  };
  try {
    const response = await fetch(`api/v1/${path}`, { method, headers, body: body && JSON.stringify(body) });
    const answer = await response.json().catch(() => null);
    word = answer?.csrfToken ?? answer?.session?.csrfToken ?? word;
    return { status: response.status, isRight: response.ok, body: answer };
  } catch {
    return { status: 0, isRight: false, body: null };
  }
}

/** Returns the message of a failed answer. Faults of a field appear at the field. */
export function wordsFor({ status, body }) {
  if (status === 0) return 'The tracker cannot be reached. Try again when it can.';
  if (status === 429) return 'Too many attempts. Wait a minute, then try again.';
  const { title = 'Something went wrong.', errors = [] } = body ?? {};
  const faults = errors.map(({ pointer, detail }) => `The ${pointer.slice(2) || 'input'} ${detail}`);
  return [title, ...faults].map((sentence) => sentence.replace(/\.*$/, '.')).join(' ');
}
