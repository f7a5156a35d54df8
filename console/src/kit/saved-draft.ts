import { useQuery } from '@tanstack/react-query';
import { api, call } from '../api/client';
import { ApiError } from '../api/problem';
import type { Schemas } from '../api/types';
import { useSession } from '../session/session';

/** Request that a draft becomes: its kind and the record that it is about, which is null for a new complaint. */
export interface DraftSubject {
  readonly kind: Schemas['DraftKind'];
  readonly subjectId: string | null;
}

/** Draft that a form begins with. Version and time are null before the first save. The body is null without a readable text. */
export interface SavedDraft {
  readonly id: string;
  readonly version: number | null;
  readonly savedAt: string | null;
  readonly body: Readonly<Record<string, unknown>> | null;
}

/** Returns the latest draft of the account about a record, without its text. */
export async function findDraft(
  { kind, subjectId }: DraftSubject,
  options?: { readonly recovers: boolean },
): Promise<Schemas['DraftSummary'] | undefined> {
  const { items } = await call(() => api.GET('/api/v1/drafts'), options);
  return items.find((draft) => draft.kind === kind && draft.subject?.id === subjectId);
}

/**
 * Reads the draft of the account about a record when a form of it opens; null if there is none. It is undefined until the
 * answer arrives. A form whose draft cannot be read opens without one.
 */
export function useSavedDraft(subject: DraftSubject): SavedDraft | null | undefined {
  const { may } = useSession();
  const hasDrafts = may('drafts:own');
  const { data, isError } = useQuery({
    queryKey: ['draft', subject.kind, subject.subjectId],
    queryFn: () => readDraft(subject),
    enabled: hasDrafts,
    retry: false,
    staleTime: Infinity,
    gcTime: 0,
  });
  return isError || !hasDrafts ? null : data;
}

async function readDraft(subject: DraftSubject): Promise<SavedDraft | null> {
  const found = await findDraft(subject);
  if (found === undefined) return null;
  const { id, version, savedAt } = found;
  try {
    return await call(() => api.GET('/api/v1/drafts/{id}', { params: { path: { id } } }));
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (error.is('notFound')) return null;
    // Nobody can read its text again, so the next save replaces it.
    if (error.problem.type === '/problems/draft-not-readable') return { id, version, savedAt, body: null };
    throw error;
  }
}
