import { Link } from 'react-router';
import type { Schemas } from '../api/types';
import { MatchList } from '../kit/matches';
import { Alert, ProblemMessage } from '../kit/messages';
import { useWords } from '../words/use-words';
import { maxTextLength, type UnsavedMatches } from './use-matches';

/** Panel of what the tracker knows of the report: matches, the same number, and names of known children. */
export function KnownMatches({
  known: { view, problem, isTooLong, retry },
  length,
}: {
  readonly known: UnsavedMatches;
  readonly length: number;
}) {
  const words = useWords();
  const matches = view?.matches.items ?? [];
  const isCurrent = problem === null && !isTooLong;
  return (
    <>
      <h2>{words.intake.known}</h2>
      {isTooLong && (
        <Alert tone="warning" isLive>
          {words.intake.tooLong(length, maxTextLength)}
        </Alert>
      )}
      <ProblemMessage problem={problem} onRetry={retry} />
      <p role="status" className="flush known-count">
        {isCurrent && words.intake.knownCount(matches.length)}
        {!isCurrent && (matches.length > 0 ? words.intake.knownBefore : words.intake.notCompared)}
      </p>
      {view?.nameMentions && view.nameMentions.length > 0 && (
        <Alert tone="warning" isLive>
          {words.intake.mentions}
        </Alert>
      )}
      {view?.sameReport && <SameReport same={view.sameReport} />}
      {matches.length > 0 && <MatchList matches={matches} />}
    </>
  );
}

/** Complaint with the same source and number: a link to it, or the contact of the agency that has it. */
function SameReport({ same }: { readonly same: Schemas['SameReportView'] }) {
  const words = useWords();
  return (
    <Alert tone="warning" isLive>
      {same.id !== null && same.reference !== null ? (
        <Link to={`/complaints/${same.id}`}>{words.intake.same(same.reference)}</Link>
      ) : (
        <>
          <p className="flush">{words.intake.callWhom}</p>
          {same.contact && <p className="flush">{Object.values(same.contact).filter(Boolean).join(', ')}</p>}
        </>
      )}
    </Alert>
  );
}
