/* What the page asks the tracker. The session is in a cookie that no script reads; its word stays here, and nowhere else. */
let word = null;

/** The answer's status and body; status 0 when the tracker cannot be reached. */
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

/** What is said of an answer that is not right; faults that belong to a field of the page are told there. */
export function wordsFor({ status, body }) {
  if (status === 0) return 'The tracker cannot be reached. Try again when it can.';
  if (status === 429) return 'Too many attempts. Wait a minute, then try again.';
  const { title = 'Something went wrong.', errors = [] } = body ?? {};
  const faults = errors.map(({ pointer, detail }) => `The ${pointer.slice(2) || 'input'} ${detail}`);
  return [title, ...faults].map((sentence) => sentence.replace(/\.*$/, '.')).join(' ');
}
