import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { api, call, ifMatch } from '../api/client';
import type { Problem } from '../api/problem';
import type { Schemas } from '../api/types';
import { formatAge } from '../kit/dates';
import { Empty, ProblemMessage } from '../kit/messages';
import { useAnnounce } from '../kit/status-line';
import { runDraftAction } from '../kit/use-draft-form';
import { useWords } from '../words/use-words';
import { useAttention } from './attention';

/** Drafts to continue or to discard. They come with the list of what waits. */
export function Drafts() {
  const words = useWords();
  const { data } = useAttention();
  return (
    <section className="card">
      <h2>{words.home.drafts}</h2>
      {data && <DraftList drafts={data.drafts} />}
    </section>
  );
}

function DraftList({ drafts }: { readonly drafts: readonly Schemas['DraftSummary'][] }) {
  const words = useWords();
  const queries = useQueryClient();
  const announce = useAnnounce();
  const [problem, setProblem] = useState<Problem | null>(null);
  const discard = async ({ id, version, complaintId }: Schemas['DraftSummary']): Promise<void> => {
    const params = { path: { id }, header: ifMatch(version) };
    await call(() => api.DELETE('/api/v1/drafts/{id}', { params })).finally(() => {
      // The page of the complaint has the draft too.
      void queries.invalidateQueries({ queryKey: ['complaint', complaintId] });
      return queries.invalidateQueries({ queryKey: ['attention'] });
    });
    announce(words.draft.discarded);
  };
  return (
    <>
      <ProblemMessage problem={problem} />
      {drafts.length === 0 && <Empty>{words.home.noDrafts}</Empty>}
      <ul className="plain-list">
        {drafts.map((draft) => (
          <li key={draft.id}>
            <DraftLink draft={draft} />{' '}
            <span className="soft">{words.home.savedAt(formatAge(draft.savedAt, words.locale))}</span>{' '}
            <button
              type="button"
              className="usa-button usa-button--unstyled"
              aria-label={`${words.draft.discard}: ${nameOf(draft, words)}`}
              onClick={() => runDraftAction(() => discard(draft), setProblem)}
            >
              {words.home.discard}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Link to the form of a draft, or its name alone: the console has no form for answers in a performance report. */
function DraftLink({ draft }: { readonly draft: Schemas['DraftSummary'] }) {
  const name = nameOf(draft, useWords());
  if (draft.kind === 'complaint') return <Link to={`/new/${draft.id}`}>{name}</Link>;
  if (draft.complaintId === null) return name;
  return (
    <Link to={`/complaints/${draft.complaintId}`} state={{ form: draft.kind }}>
      {name}
    </Link>
  );
}

function nameOf({ kind, subject }: Schemas['DraftSummary'], words: ReturnType<typeof useWords>): string {
  return words.home.draftOf[kind](subject?.reference ?? '');
}
