import createClient from 'openapi-fetch';
import type { components, paths } from './api.js';

type Schemas = components['schemas'];

/** Results of a walk through the API by a client that was generated from its document. */
export interface Walk {
  readonly signedInAs: string;
  readonly listed: readonly string[];
  readonly made: Schemas['LoggedComplaint'];
  readonly repeated: Schemas['LoggedComplaint'];
  readonly type: Schemas['ComplaintType'] | null;
  readonly problems: readonly string[];
  readonly pointers: readonly string[];
}

/** Signs in, lists, logs a complaint twice under one key, and narrows problems by their type. Only compiled code runs this. */
export async function walkThrough(
  baseUrl: string,
  account: Schemas['SignIn'],
  complaint: Schemas['LogComplaint'],
): Promise<Walk> {
  const client = createClient<paths>({ baseUrl });
  const { data: session } = await client.POST('/api/v1/sessions', { body: account });
  if (!session?.token) throw new Error('The client could not sign in');
  const headers = { authorization: `Bearer ${session.token}` };
  const log = async (key: string): Promise<Schemas['LoggedComplaint']> => {
    const { data, error } = await client.POST('/api/v1/complaints', {
      body: complaint,
      headers,
      params: { header: { 'Idempotency-Key': key } },
    });
    if (!data) throw new Error(`The client could not log a complaint: ${error.type}`);
    return data;
  };

  const made = await log('generated-client-1');
  const repeated = await log('generated-client-1');
  const { data: page } = await client.GET('/api/v1/complaints', { headers, params: { query: { limit: 10 } } });
  const { data: record } = await client.GET('/api/v1/complaints/{id}', { headers, params: { path: { id: made.id } } });
  const { error: missing } = await client.GET('/api/v1/complaints/{id}', {
    headers,
    params: { path: { id: '01890a5d-0000-7000-b000-000000000000' } },
  });
  // @ts-expect-error A complaint needs its narrative, and more.
  const incomplete: Schemas['LogComplaint'] = { source: complaint.source };
  const { error: invalid } = await client.POST('/api/v1/complaints', { headers, body: incomplete });

  const problems: string[] = [];
  const pointers: string[] = [];
  for (const problem of [missing, invalid]) {
    if (!problem) continue;
    switch (problem.type) {
      case '/problems/not-found':
        problems.push(`${problem.status} ${problem.title}`);
        break;
      case '/problems/invalid-input':
        problems.push(`${problem.status} ${problem.title}`);
        // Only this problem says which fields are wrong.
        pointers.push(...problem.errors.map(({ pointer }) => pointer));
        break;
      default:
        problems.push(problem.type);
    }
  }
  return {
    signedInAs: session.account?.name ?? '',
    listed: (page?.items ?? []).map(({ id }) => id),
    made,
    repeated,
    type: record?.type ?? null,
    problems,
    pointers,
  };
}
