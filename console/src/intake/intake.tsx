import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { agencyQuery } from '../acts/directory';
import { api, call } from '../api/client';
import { toProblem } from '../api/problem';
import type { ComplaintSource, Schemas } from '../api/types';
import { submitOnCtrlEnter } from '../keys/use-keys';
import { DiscardDraft, DraftLine, DraftMessage } from '../kit/draft-state';
import { ErrorSummary } from '../kit/error-summary';
import { FormFields } from '../kit/form-fields';
import { Loading, ProblemMessage } from '../kit/messages';
import { Page } from '../kit/page';
import type { SavedDraft } from '../kit/saved-draft';
import { useAnnounce } from '../kit/status-line';
import { useWaitingFocus } from '../kit/use-waiting-focus';
import { useSession } from '../session/session';
import { useWords } from '../words/use-words';
import { KnownMatches } from './known-matches';
import { ReportFields } from './report-fields';
import { useReport } from './use-report';

/** New complaint: what was reported, with the matches beside it while it is typed, kept as a draft on the server. */
export default function Intake() {
  const { draft } = useParams();
  const words = useWords();
  const navigate = useNavigate();
  // Drafts that began in this page are not read: the form has their text. Each has the id of the form that began it.
  const [own, setOwn] = useState<ReadonlyMap<string, string>>(() => startForm(new Map()));
  const id = draft ?? [...own.keys()].at(-1) ?? '';
  const isOwn = own.has(id);
  const { data, error, refetch } = useQuery({
    queryKey: ['draft', draft],
    enabled: !isOwn,
    queryFn: () => call(() => api.GET('/api/v1/drafts/{id}', { params: { path: { id } } })),
    staleTime: Infinity,
    gcTime: 0,
  });
  // The form begins with the State of the agency. Without an answer the user chooses it.
  const { agency } = useSession().session.seat;
  const { isLoading } = useQuery({ ...agencyQuery(agency?.id ?? ''), enabled: agency !== null });
  const [isReady, setIsReady] = useState(!isLoading);
  if (!isReady && !isLoading) setIsReady(true);
  if (!isOwn && error) {
    return (
      <Page title={words.intake.title}>
        <ProblemMessage problem={toProblem(error)} onRetry={() => void refetch()} />
      </Page>
    );
  }
  if (!isReady || (!isOwn && !data)) {
    return (
      <Page title={words.intake.title}>
        <Loading />
      </Page>
    );
  }
  return (
    <Form
      key={own.get(id) ?? id}
      saved={isOwn || !data ? { id, version: null, savedAt: null, body: null } : data}
      onAnother={() => {
        setOwn(startForm);
        void navigate('/new', { replace: true });
      }}
      onNewId={(newId) => setOwn((before) => new Map(before).set(newId, before.get(id) ?? id))}
    />
  );
}

function startForm(own: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const id = crypto.randomUUID();
  return new Map(own).set(id, id);
}

function Form({
  saved,
  onAnother,
  onNewId,
}: {
  readonly saved: SavedDraft;
  readonly onAnother: () => void;
  readonly onNewId: (id: string) => void;
}) {
  const words = useWords();
  const announce = useAnnounce();
  const navigate = useNavigate();
  const onLogged = (logged: Schemas['LoggedComplaint'], isLast: boolean): void => {
    const strong = logged.matches?.items.filter(({ strength }) => strength === 'strong').length ?? 0;
    announce(
      <>
        {words.intake.logged(logged.reference)} {strong > 0 && words.intake.loggedMatches(strong)}{' '}
        {!isLast && <Link to={`/complaints/${logged.id}`}>{words.intake.open}</Link>}
      </>,
    );
    // Back leads to the page before the form, whose draft has ended.
    if (isLast) void navigate(`/complaints/${logged.id}`, { replace: true });
    else onAnother();
  };
  const form = useReport(saved, { onLogged, onNewId });
  const { draft, submit, setProblem, isBusy } = form;
  const submitButton = useWaitingFocus(isBusy);
  const sources = Object.keys(words.complaintSource) as readonly ComplaintSource[];
  const onCtrlEnter = submitOnCtrlEnter(() => submit(true));
  return (
    <Page title={words.intake.title} acts={<DraftLine state={draft.state} />}>
      <DraftMessage draft={draft} setProblem={setProblem} isLocked={isBusy} />
      <form
        noValidate
        className="intake"
        onSubmit={(event) => {
          event.preventDefault();
          submit(true);
        }}
        onKeyDownCapture={(event) => {
          onCtrlEnter(event);
          if (event.key === 'Enter' && event.target instanceof HTMLInputElement) event.preventDefault();
          const source = event.altKey && /^Digit[1-9]$/.test(event.code) && sources[Number(event.code.slice(5)) - 1];
          if (!source) return;
          event.preventDefault();
          form.change({ source });
        }}
      >
        <div className="intake-fields">
          <p className="usa-hint flush">{words.common.requiredNote}</p>
          <ErrorSummary faults={form.faults} />
          <ProblemMessage problem={form.problem} />
          <FormFields isBusy={isBusy}>
            <ReportFields form={form} />
          </FormFields>
          <div className="dialog-acts">
            <button ref={submitButton} type="submit" className="usa-button" aria-disabled={isBusy}>
              {words.intake.submit}
            </button>
            <button
              type="button"
              className="usa-button usa-button--outline"
              aria-disabled={isBusy}
              onClick={() => submit(false)}
            >
              {words.intake.another}
            </button>
            <DiscardDraft
              draft={draft}
              setProblem={setProblem}
              isLocked={isBusy}
              onDiscarded={() => void navigate('/')}
            />
          </div>
        </div>
        <aside className="card intake-known" aria-label={words.intake.known}>
          <KnownMatches known={form.known} length={form.report.narrative.length} />
        </aside>
      </form>
    </Page>
  );
}
