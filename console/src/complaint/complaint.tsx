import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Link, useLocation, useNavigate, useParams, useSearchParams } from 'react-router';
import { Act, type ActName } from '../acts/act';
import { ActButtons } from '../acts/act-buttons';
import { TriageDialog } from '../acts/triage-form';
import { api, call } from '../api/client';
import { useComplaintsChanged } from '../api/complaint-query';
import { type Problem, toProblem } from '../api/problem';
import type { Schemas } from '../api/types';
import { useKeys } from '../keys/use-keys';
import { ComplaintLink, personName, StateBadge, PriorityBadge } from '../kit/complaint-words';
import { formatDay, formatInstant, formatInstantOrDay, formatUse } from '../kit/dates';
import { Facts } from '../kit/facts';
import { Matches } from '../kit/matches';
import { Alert, Loading, ProblemMessage } from '../kit/messages';
import { Narrative } from '../kit/narrative';
import { Page } from '../kit/page';
import { useAnnounce } from '../kit/status-line';
import { useSession } from '../session/session';
import { useZone } from '../session/use-zone';
import { useWords } from '../words/use-words';
import { ClosureProposal, useClosureProposal } from './closure-proposal';
import { Decisions } from './decisions';
import { Timeline } from './timeline';
import { Drafts, isDraftForm } from './drafts';
import { Persons } from './persons';
import { Reported } from './reported';

const caseKey = (id: string) => ['complaint', id, 'case'];
const tabs = ['timeline', 'reportedPersons', 'matches', 'decisions'] as const;
type Tab = (typeof tabs)[number];
const actsWithDraft: readonly (ActName | 'triage')[] = ['note', 'triage', 'propose', 'close'];

/** Complaint: its head, what was reported, persons, and one of its parts: timeline, report, matches or decisions. */
export default function Complaint() {
  const { id = '' } = useParams();
  const words = useWords();
  const { data, dataUpdatedAt, error, refetch } = useQuery({
    queryKey: caseKey(id),
    queryFn: () => call(() => api.GET('/api/v1/complaints/{id}/case', { params: { path: { id } } })),
  });
  const problem = error ? toProblem(error) : null;
  const onRetry = (): void => void refetch();
  // A complaint that the account may no longer see is not kept on the page.
  if (data && problem?.status !== 403 && problem?.status !== 404) {
    return <Case view={data} readAt={dataUpdatedAt} key={id} problem={problem} onRetry={onRetry} />;
  }
  return (
    <Page title={words.complaint.title}>
      {problem ? <ProblemMessage problem={problem} onRetry={onRetry} /> : <Loading />}
    </Page>
  );
}

/** Complaint that was read. A problem is that of a later read: the page and its open act keep their texts. */
function Case({
  view,
  readAt,
  problem,
  onRetry,
}: {
  readonly view: Schemas['CaseView'];
  readonly readAt: number;
  readonly problem: Problem | null;
  readonly onRetry: () => void;
}) {
  const words = useWords();
  const announce = useAnnounce();
  const { may: mayAsk } = useSession();
  const { complaint } = view;
  const [searchParams] = useSearchParams();
  const asked = searchParams.get('show');
  const tab: Tab = tabs.find((name) => name === asked) ?? 'timeline';
  const may = toMay(complaint);
  const main = mainActs[complaint.state] ?? 'note';
  const { state: asksFor } = useLocation() as { readonly state: { readonly form?: unknown } | null };
  const [act, setAct] = useState<ActName | 'triage' | null>(() => toAct(asksFor?.form, may));
  const navigate = useNavigate();
  useEffect(() => {
    // A later load of the page does not open the form again.
    if (asksFor?.form !== undefined) void navigate({ search: `${searchParams}` }, { replace: true, state: null });
  }, [asksFor, navigate, searchParams]);
  const proposal = useClosureProposal(view);
  const readAgain = useComplaintsChanged();
  const readDrafts = useReadDrafts(complaint.id);
  const close = (): void => {
    setAct(null);
    if (act !== null && actsWithDraft.includes(act)) void readDrafts();
  };
  const done = (sentence: string): void => {
    setAct(null);
    announce(sentence);
    readAgain();
  };
  const copy = (text: string): void => {
    // A page without HTTPS has no clipboard.
    const { clipboard } = navigator as Partial<Navigator>;
    const copied = clipboard?.writeText(text) ?? Promise.reject(new Error('There is no clipboard.'));
    void copied.then(
      () => announce(words.complaint.copied(text)),
      () => announce(words.complaint.notCopied(text)),
    );
  };
  const closing = may.close ? 'close' : may.propose ? 'propose' : null;
  useKeys({
    assign: may.assign ? () => setAct('assign') : undefined,
    hold: may.hold ? () => setAct('hold') : undefined,
    duplicate: may.merge ? () => setAct('merge') : undefined,
    close: closing ? () => setAct(closing) : undefined,
    note: may.note ? () => setAct('note') : undefined,
    copyReference: () => copy(complaint.reference),
  });
  return (
    <Page
      title={words.complaint.title}
      heading={
        <>
          {complaint.reference} <StateBadge state={complaint.state} />
        </>
      }
      acts={<ActButtons names={namesOf(may, main)} onAct={setAct} isFirstMain={may[main]} />}
    >
      <ProblemMessage problem={problem} onRetry={onRetry} />
      {complaint.isSealed && <Alert tone="warning">{words.complaint.sealed}</Alert>}
      {complaint.mergedIntoComplaint && (
        <Alert tone="info">
          {words.complaint.mergedInto} <ComplaintLink complaint={complaint.mergedIntoComplaint} />
        </Alert>
      )}
      {proposal && <ClosureProposal proposal={proposal} may={complaint.may} onAct={setAct} />}
      <Drafts
        drafts={view.drafts.filter(({ kind }) => toAct(kind, may) !== null)}
        onContinue={(form) => setAct(toAct(form, may))}
      />
      <div className="case">
        <aside className="card case-head" aria-label={words.complaint.title}>
          <Head complaint={complaint} onCopy={copy} />
          {mayAsk('access-log:read') && (
            <p className="no-print">
              <Link to={`/access?record=${complaint.id}`} state={{ reference: complaint.reference }}>
                {words.complaint.whoLooked}
              </Link>
            </p>
          )}
        </aside>
        <div className="case-body">
          <section className="card">
            <h2>{words.complaint.reported}</h2>
            <Narrative text={complaint.narrative} />
          </section>
          <section className="card">
            <h2>{words.complaint.persons}</h2>
            <Persons view={view} />
          </section>
          <section className="card">
            <nav className="tabs" aria-label={words.complaint.title}>
              {tabs.map((name) => (
                <Link
                  key={name}
                  to={name === 'timeline' ? '?' : `?show=${name}`}
                  replace
                  aria-current={tab === name ? 'page' : undefined}
                >
                  {words.complaint[name]}
                </Link>
              ))}
            </nav>
            <h2 className="usa-sr-only">{words.complaint[tab]}</h2>
            {tab === 'timeline' && <Timeline view={view} readAt={readAt} />}
            {tab === 'reportedPersons' && <Reported id={complaint.id} hasTip={complaint.source === 'ncmec_cybertip'} />}
            {tab === 'matches' && <Matches id={complaint.id} />}
            {tab === 'decisions' && <Decisions id={complaint.id} />}
          </section>
        </div>
      </div>
      {act === 'triage' ? (
        <TriageDialog complaint={complaint} onClose={close} onDone={done} onStale={readAgain} />
      ) : (
        act && (
          <Act name={act} complaint={complaint} proposal={proposal} onClose={close} onDone={done} onStale={readAgain} />
        )
      )}
    </Page>
  );
}

/** Acts of the head of the page. The answers to a proposal stand beside the proposal. */
type May = Record<Exclude<ActName, 'reject' | 'withdraw'> | 'triage', boolean>;

/**
 * Returns the function that reads the drafts about a complaint again, and leaves the rest of the case. Another read of the
 * case would be an entry of the access log.
 */
function useReadDrafts(id: string): () => Promise<void> {
  const queries = useQueryClient();
  return async () => {
    const key = caseKey(id);
    const { data } = await api.GET('/api/v1/drafts').catch(() => ({ data: undefined }));
    if (data === undefined) return;
    const drafts = data.items.filter(({ complaintId }) => complaintId === id);
    queries.setQueryData<Schemas['CaseView']>(key, (view) => view && { ...view, drafts }, {
      updatedAt: queries.getQueryState(key)?.dataUpdatedAt,
    });
  };
}

/** Returns the act that continues a draft, if the user may carry it out. */
function toAct(form: unknown, may: May): ActName | 'triage' | null {
  if (!isDraftForm(form)) return null;
  if (form !== 'closure') return may[form] ? form : null;
  return may.close ? 'close' : may.propose ? 'propose' : null;
}

/** Next act of a complaint by its state. In the other states work goes on, and a note says what was done. */
const mainActs: Partial<Record<Schemas['ComplaintState'], keyof May>> = {
  received: 'triage',
  in_triage: 'triage',
  triaged: 'assign',
  reopened: 'assign',
  on_hold: 'resume',
  merged: 'unmerge',
  closed: 'reopen',
};

/** Returns the acts that the user may carry out, the main one first. */
function namesOf(may: May, main: keyof May): readonly (keyof May)[] {
  const others = (Object.keys(may) as (keyof May)[]).filter((name) => name !== main);
  return [main, ...others].filter((name) => may[name]);
}

function toMay({ may }: Schemas['ComplaintView']): May {
  return {
    triage: may.triage,
    assign: may.assign,
    hold: may.hold,
    resume: may.resume,
    merge: may.merge,
    unmerge: may.unmerge,
    close: may.close,
    propose: may.proposeClosure && !may.close,
    reopen: may.reopen,
    note: may.work,
  };
}

function Head({
  complaint,
  onCopy,
}: {
  readonly complaint: Schemas['ComplaintView'];
  readonly onCopy: (text: string) => void;
}) {
  const words = useWords();
  const zone = useZone();
  const { facts } = words.complaint;
  const at = (instant: string | null): string | null => instant && formatInstant(instant, words.locale, zone);
  const known = (instant: string | null, isDay: boolean): string | null =>
    instant && formatInstantOrDay(instant, { isDay, remark: facts.timeNotKept }, words.locale, zone);
  const on = (day: string | null): string | null => day && formatDay(day, words.locale);
  const { jurisdiction, externalReference } = complaint;
  return (
    <>
      <Facts
        facts={[
          [facts.priority, <PriorityBadge priority={complaint.priority} />],
          [facts.type, complaint.type ? words.complaintType[complaint.type] : words.common.notSet],
          [facts.annotations, complaint.annotations.map((code) => words.annotation[code]).join('; ') || null],
          [facts.mode, complaint.mode ? words.complaintMode[complaint.mode] : words.common.notSet],
          [facts.agency, (complaint.workingAgency ?? complaint.agency).name],
          [facts.investigator, personName(complaint.investigator, words.queue.unassigned)],
          [facts.due, at(complaint.dueAt)],
          [facts.preservedUntil, on(complaint.preservedUntil)],
          [facts.source, words.complaintSource[complaint.source]],
          [facts.externalReference(complaint.source), externalReference],
          [facts.agencyCaseNumber, complaint.agencyCaseNumber],
          [facts.reportedToNcmec, at(complaint.reportedToNcmecAt)],
          [facts.ncmecClass, complaint.ncmecClass && words.ncmecClass[complaint.ncmecClass]],
          [facts.received, known(complaint.receivedAt, complaint.isReceivedDayOnly)],
          [facts.incident, known(complaint.incidentAt, complaint.isIncidentDayOnly)],
          [
            facts.firstUse[complaint.firstUse ?? 'upload'],
            complaint.firstUseAt && formatUse(complaint.firstUseAt, words.locale, zone),
          ],
          [facts.jurisdiction, [jurisdiction.city, jurisdiction.county, jurisdiction.state].filter(Boolean).join(', ')],
          [facts.since, at(complaint.stateSince)],
          [facts.disposition, complaint.disposition && words.disposition[complaint.disposition]],
        ]}
      />
      <div className="copies no-print">
        <button type="button" className="usa-button usa-button--unstyled" onClick={() => onCopy(complaint.reference)}>
          {words.complaint.copy}
        </button>
        {externalReference !== null && (
          <button type="button" className="usa-button usa-button--unstyled" onClick={() => onCopy(externalReference)}>
            {words.complaint.copyExternalReference(complaint.source)}
          </button>
        )}
      </div>
    </>
  );
}
