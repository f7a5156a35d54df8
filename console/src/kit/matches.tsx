import { useQuery } from '@tanstack/react-query';
import { matchesQuery } from '../api/complaint-query';
import type { Schemas } from '../api/types';
import { useWords } from '../words/use-words';
import { ComplaintLink, StateBadge, StrengthBadge } from './complaint-words';
import { Empty } from './messages';
import { QueryContent } from './query-content';

interface SharedValue {
  readonly kind: Schemas['IdentifierKind'];
  /** Roles in this complaint of the persons with the value. */
  readonly roles: readonly Schemas['ReportedRole'][];
  /** Roles in the other complaint. */
  readonly theirRoles: readonly Schemas['ReportedRole'][];
  readonly complaintsWithIt: number;
  /** Shortest time between its uses in the two complaints; null if unknown. */
  readonly secondsApart: number | null;
}

export interface Match {
  readonly complaint: Schemas['ComplaintSummary'];
  readonly strength: Schemas['MatchStrength'];
  /** Kinds of match that the shared values indicate, such as the same victim. */
  readonly means: readonly Schemas['MatchKind'][];
  readonly sharedValues: readonly SharedValue[];
}

/** List of matches in the given order, each with the reasons for it. */
export function MatchList({ matches }: { readonly matches: readonly Match[] }) {
  const words = useWords();
  return (
    <ul className="match-list">
      {matches.map(({ complaint, strength, means: matchKinds, sharedValues }) => (
        <li key={complaint.id}>
          <div className="match-head">
            <ComplaintLink complaint={complaint} />
            <StrengthBadge strength={strength} />
            <StateBadge state={complaint.state} />
          </div>
          <p className="flush">{matchKinds.map((kind) => words.matchKind[kind]).join(', ')}</p>
          <ul className="match-reasons">
            {sharedValues.map((shared, index) => (
              <li key={`${shared.kind} ${index}`}>{reasonText(shared, words)}</li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}

/** Matches of a complaint. They are read only when they are shown, because the access log has each read. */
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

function reasonText(
  { kind, roles, theirRoles: rolesInOther, complaintsWithIt, secondsApart }: SharedValue,
  words: ReturnType<typeof useWords>,
): string {
  const joinRoles = (names: readonly Schemas['ReportedRole'][]): string =>
    names.map((role) => words.reportedRole[role]).join(', ');
  const { matchReason } = words.complaint;
  return [
    matchReason.sharedValue(words.identifierKind[kind], joinRoles(roles), joinRoles(rolesInOther)),
    matchReason.complaintsWithIt(complaintsWithIt),
    ...(secondsApart === null ? [] : [matchReason.secondsApart(secondsApart)]),
  ].join('; ');
}
