import { api, call } from '../api/client';
import type { Schemas } from '../api/types';

export type FoundRecord = Schemas['AuditedRecordView'];

/**
 * Finds a complaint by its reference or an account by its email, or returns null for another kind and for one that the session may not
 * ask about. The text is sent in the body, because an email must not be in an address.
 */
export async function findRecord(text: string, kind?: FoundRecord['kind']): Promise<FoundRecord | null> {
  const { found } = await call(() => api.POST('/api/v1/access/records', { body: { text: text.trim() } }));
  return kind === undefined || found?.kind === kind ? found : null;
}
