import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { api, call } from '../api/client';
import { toProblem } from '../api/problem';
import type { ComplaintSource } from '../api/types';
import { submitOnCtrlEnter } from '../keys/use-keys';
import { ErrorSummary } from '../kit/error-summary';
import { Loading, ProblemMessage } from '../kit/messages';
import { Page } from '../kit/page';
import { useAnnounce } from '../kit/status-line';
import { useWords } from '../words/use-words';
import { DraftConflict, DraftLine } from './draft-state';
import { KnownMatches } from './known-matches';
import { ReportFields } from './report-fields';
import { type SavedReport, useReport } from './use-report';

/** New complaint: what was reported, with the matches beside it while it is typed, kept as a draft on the server. */
export default function Intake() {
  const { draft } = useParams();
  const words = useWords();
  const navigate = useNavigate();
  // Drafts that began in this page are not read: the form has their text.
  const [own, setOwn] = useState<readonly string[]>(() => [crypto.randomUUID()]);
  const isOwn = draft === undefined || own.includes(draft);
  const id = draft ?? own.at(-1) ?? '';
  const { data, error } = useQuery({
    queryKey: ['draft', draft],
    enabled: !isOwn,
    queryFn: () => call(() => api.GET('/api/v1/drafts/{id}', { params: { path: { id } } })),
    staleTime: Infinity,
    gcTime: 0,
  });
  if (!isOwn && error) {
    return (
      <Page title={words.intake.title}>
        <ProblemMessage problem={toProblem(error)} />
      </Page>
    );
  }
  if (!isOwn && !data) return <Loading />;
  return (
    <Form
      key={id}
      saved={
        isOwn ? { id, body: null, version: null } : { id, body: data?.body ?? null, version: data?.version ?? null }
      }
      onAnother={() => {
        setOwn((ids) => [...ids, crypto.randomUUID()]);
        void navigate('/new', { replace: true });
      }}
    />
  );
}

function Form({ saved, onAnother }: { readonly saved: SavedReport; readonly onAnother: () => void }) {
  const words = useWords();
  const announce = useAnnounce();
  const navigate = useNavigate();
  const form = useReport(saved, (logged, isLast) => {
    const strong = logged.matches?.items.filter(({ strength }) => strength === 'strong').length ?? 0;
    announce(
      <>
        {words.intake.logged(logged.reference)} {strong > 0 && words.intake.loggedMatches(strong)}{' '}
        <Link to={`/complaints/${logged.id}`}>{words.intake.open}</Link>
      </>,
    );
    if (isLast) void navigate(`/complaints/${logged.id}`);
    else onAnother();
  });
  const { draft, submit } = form;
  const sources = Object.keys(words.complaintSource) as readonly ComplaintSource[];
  const onCtrlEnter = submitOnCtrlEnter(() => submit(true));
  const discard = async (): Promise<void> => {
    await draft.discard();
    announce(words.intake.discarded);
    await navigate('/');
  };
  return (
    <Page title={words.intake.title} acts={<DraftLine state={draft.state} />}>
      {draft.state.is === 'elsewhere' && (
        <DraftConflict onTakeOther={() => void form.takeOther()} onKeepMine={() => void draft.keepMine()} />
      )}
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
          <ReportFields form={form} />
          <div className="dialog-acts">
            <button type="submit" className="usa-button" disabled={form.isBusy}>
              {words.intake.submit}
            </button>
            <button
              type="button"
              className="usa-button usa-button--outline"
              disabled={form.isBusy}
              onClick={() => submit(false)}
            >
              {words.intake.another}
            </button>
            <button type="button" className="usa-button usa-button--unstyled" onClick={() => void discard()}>
              {words.intake.discard}
            </button>
          </div>
        </div>
        <aside className="card intake-known" aria-label={words.intake.known}>
          <KnownMatches view={form.view} />
        </aside>
      </form>
    </Page>
  );
}
