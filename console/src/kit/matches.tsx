import type { Schemas } from '../api/types';
import { useWords } from '../words/use-words';
import { ComplaintLink, StateBadge, StrengthBadge } from './complaint-words';

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
