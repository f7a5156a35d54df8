import { Link } from 'react-router';
import type { Schemas } from '../api/types';
import { MatchList } from '../kit/matches';
import { Alert, Empty } from '../kit/messages';
import { useWords } from '../words/use-words';

/** Panel of what the tracker knows of the report: matches, the same number, and names of known children. */
export function KnownMatches({ view }: { readonly view: Schemas['UnsavedReportView'] | undefined }) {
  const words = useWords();
  const matches = view?.matches.items ?? [];
  return (
    <>
      <h2>{words.intake.known}</h2>
      <p role="status" className="flush known-count">
        {words.intake.knownCount(matches.length)}
      </p>
      {view?.nameMentions && view.nameMentions.length > 0 && (
        <Alert tone="warning" isLive>
          {words.intake.mentions}
        </Alert>
      )}
      {view?.sameReport && (
        <Alert tone="warning" isLive>
          {view.sameReport.id !== null && view.sameReport.reference !== null ? (
            <Link to={`/complaints/${view.sameReport.id}`}>{words.intake.same(view.sameReport.reference)}</Link>
          ) : (
            <>
              <p className="flush">{words.intake.callWhom}</p>
              {view.sameReport.contact && (
                <p className="flush">{Object.values(view.sameReport.contact).filter(Boolean).join(', ')}</p>
              )}
            </>
          )}
        </Alert>
      )}
      {matches.length > 0 ? (
        <MatchList matches={matches} />
      ) : (
        view === undefined && <Empty>{words.intake.reportedHint}</Empty>
      )}
    </>
  );
}
