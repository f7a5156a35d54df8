import { useQuery } from '@tanstack/react-query';
import { matchesQuery } from '../api/complaint-query';
import type { Schemas } from '../api/types';
import { useWords } from '../words/use-words';
import { ComplaintLink, StateBadge, StrengthBadge } from './complaint-words';
import { Empty } from './messages';
import { QueryContent } from './query-content';

interface SharedValue {
  readonly kind: Schemas['IdentifierKind'];
  readonly means: Schemas['MatchKind'];
  readonly roles: readonly Schemas['ReportedRole'][];
  readonly theirRoles: readonly Schemas['ReportedRole'][];
  readonly complaintsWithIt: number;
  readonly secondsApart: number | null;
}

export interface Match {
  readonly complaint: Schemas['ComplaintSummary'];
  readonly strength: Schemas['MatchStrength'];
  readonly means: readonly Schemas['MatchKind'][];
  readonly sharedValues: readonly SharedValue[];
}

/** List of matches, strongest first, each with the reason. */
export function MatchList({ matches }: { readonly matches: readonly Match[] }) {
  const words = useWords();
  return (
    <ul className="match-list">
      {matches.map(({ complaint, strength, means, sharedValues }) => (
        <li key={complaint.id}>
          <div className="match-head">
            <ComplaintLink complaint={complaint} />
            <StrengthBadge strength={strength} />
            <StateBadge state={complaint.state} />
          </div>
          <p className="flush">{means.map((kind) => words.matchKind[kind]).join(', ')}</p>
          <ul className="match-why">
            {sharedValues.map((shared, index) => (
              <li key={`${shared.kind} ${index}`}>{whyText(shared, words)}</li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}

/** Matches of a complaint, read when they are shown. */
export function Matches({ id }: { readonly id: string }) {
  const words = useWords();
  const matches = useQuery(matchesQuery(id));
  return (
    <QueryContent query={matches}>
      {({ items, isComplete }) =>
        items.length === 0 ? (
          <Empty>{words.complaint.noMatches}</Empty>
        ) : (
          <>
            <MatchList matches={items} />
            {!isComplete && <p className="usa-hint">{words.complaint.incomplete}</p>}
          </>
        )
      }
    </QueryContent>
  );
}

function whyText(shared: SharedValue, words: ReturnType<typeof useWords>): string {
  const of = (roles: readonly Schemas['ReportedRole'][]): string =>
    roles.map((role) => words.reportedRole[role]).join(', ');
  const { because } = words.complaint;
  return [
    because.shares(words.identifierKind[shared.kind], of(shared.roles), of(shared.theirRoles)),
    because.rare(shared.complaintsWithIt),
    ...(shared.secondsApart === null ? [] : [because.seconds(shared.secondsApart)]),
  ].join('; ');
}
