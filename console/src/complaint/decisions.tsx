import { useQuery } from '@tanstack/react-query';
import { api, call } from '../api/client';
import type { Schemas } from '../api/types';
import { formatDay, formatInstant } from '../kit/dates';
import { Empty } from '../kit/messages';
import { QueryContent } from '../kit/query-content';
import { useZone } from '../session/use-zone';
import { useWords } from '../words/use-words';

/** Decisions about a complaint, also those before it was reopened. They are read when the tab is opened. */
export function Decisions({ id }: { readonly id: string }) {
  const words = useWords();
  const decisions = useQuery({
    queryKey: ['complaint', id, 'decisions'],
    queryFn: () => call(() => api.GET('/api/v1/complaints/{id}/decisions', { params: { path: { id } } })),
  });
  return (
    <QueryContent query={decisions}>
      {({ items }) =>
        items.length === 0 ? (
          <Empty>{words.complaint.noDecisions}</Empty>
        ) : (
          <ul className="decisions">
            {items.map((decision) => (
              <Decision key={decision.id} decision={decision} />
            ))}
          </ul>
        )
      }
    </QueryContent>
  );
}

function Decision({ decision }: { readonly decision: Schemas['DecisionView'] }) {
  const words = useWords();
  const zone = useZone();
  return (
    <li>
      <p className="flush">
        <strong>{words.complaint.decided[decision.kind]}</strong>{' '}
        <span className="soft">
          {formatInstant(decision.decidedAt, words.locale, zone)}{' '}
          {words.complaint.by(decision.author?.name ?? words.complaint.tracker)}
        </span>
      </p>
      <p className="flush">{factsOf(decision, words, zone)}</p>
      {decision.reason && (
        <p className="flush" dir="auto">
          {decision.reason}
        </p>
      )}
      {decision.proposedPriority !== null && decision.proposedPriority !== decision.priority && (
        <p className="flush soft">{words.complaint.proposedPriority(words.priority[decision.proposedPriority])}</p>
      )}
    </li>
  );
}

function factsOf(decision: Schemas['DecisionView'], words: ReturnType<typeof useWords>, zone: string): string {
  return [
    decision.priority && words.priority[decision.priority],
    decision.type && words.complaintType[decision.type],
    decision.mode && words.complaintMode[decision.mode],
    decision.investigator?.name,
    decision.code && words.disposition[decision.code],
    decision.reviewOn && `${words.acts.reviewOn} ${formatDay(decision.reviewOn, words.locale)}`,
    decision.dueAt && `${words.acts.dueAt} ${formatInstant(decision.dueAt, words.locale, zone)}`,
  ]
    .filter(Boolean)
    .join(' · ');
}
