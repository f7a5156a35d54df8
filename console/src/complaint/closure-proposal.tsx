import { useQuery } from '@tanstack/react-query';
import type { ActName } from '../acts/act';
import { ActButtons } from '../acts/act-buttons';
import { api, call } from '../api/client';
import type { Schemas } from '../api/types';
import { formatInstant } from '../kit/dates';
import { Alert } from '../kit/messages';
import { useSession } from '../session/session';
import { useZone } from '../session/use-zone';
import { useWords } from '../words/use-words';

type Proposal = Schemas['ClosureProposalView'];

/**
 * Returns the proposal to close a case that waits for an answer; null without one. It is read only if the timeline has it,
 * because the tracker refuses to return one that there is not, and each refusal is in the trail.
 */
export function useClosureProposal({ complaint: { id }, events }: Schemas['CaseView']): Proposal | null {
  const latest = events.find(({ kind }) => ['closure_proposed', 'closure_answered', 'closed'].includes(kind));
  const isPending = latest?.kind === 'closure_proposed';
  const { data } = useQuery({
    // By the proposal and not by the complaint, so that an answered one is not read again.
    queryKey: ['closure proposal', latest?.recordId],
    queryFn: () => call(() => api.GET('/api/v1/complaints/{id}/closure-proposal', { params: { path: { id } } })),
    enabled: isPending,
    staleTime: Infinity,
  });
  return isPending ? (data ?? null) : null;
}

/** Proposal to close a complaint, with the acts that answer it. Its author can only withdraw it. */
export function ClosureProposal({
  proposal: { code, narrative, proposedBy, proposedByPerson, proposedAt },
  may,
  onAct,
}: {
  readonly proposal: Proposal;
  readonly may: Schemas['ComplaintMay'];
  readonly onAct: (name: ActName) => void;
}) {
  const words = useWords();
  const zone = useZone();
  const isOwn = useSession().session.account.id === proposedBy;
  const answers: readonly ActName[] = isOwn ? ['withdraw'] : ['close', 'reject'];
  const { closureProposal: texts } = words.complaint;
  return (
    <section className="no-print" aria-label={texts.title}>
      <Alert tone="info" heading={texts.title}>
        <p className="flush">
          {texts.line(
            proposedByPerson.name ?? words.common.hidden,
            words.disposition[code],
            formatInstant(proposedAt, words.locale, zone),
          )}
        </p>
        <p className="flush narrative" dir="auto">
          {narrative}
        </p>
        <div className="dialog-acts">
          <ActButtons names={answers.filter(() => (isOwn ? may.work : may.close))} onAct={onAct} />
        </div>
      </Alert>
    </section>
  );
}
