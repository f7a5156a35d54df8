import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { useAgencies } from '../acts/directory';
import { api, call } from '../api/client';
import { ApiError, type Problem, toProblem } from '../api/problem';
import type { ComplaintMode, ComplaintSource, ComplaintType, PostalCode, ReportedRole, Schemas } from '../api/types';
import { submitOnCtrlEnter } from '../keys/use-keys';
import { toFaults } from '../kit/act-dialog';
import { Chips } from '../kit/chips';
import { toLocalInput, withOffset } from '../kit/dates';
import { ErrorSummary, type FormFault } from '../kit/error-summary';
import { Options, SelectField, TextArea, TextField } from '../kit/field';
import { MatchList } from '../kit/matches';
import { Alert, Empty, Loading, ProblemMessage } from '../kit/messages';
import { Page } from '../kit/page';
import { states } from '../kit/states';
import { useAnnounce } from '../kit/status-line';
import { StepUpCancelled, useSession } from '../session/session';
import { useWords } from '../words/use-words';
import { type DraftState, useDraft } from './use-draft';
import { useUnsavedMatches } from './use-matches';

/** Fields of the form, as they are typed and as a draft keeps them. */
type Report = {
  narrative: string;
  source: ComplaintSource;
  externalReference: string;
  received: string;
  state: PostalCode | '';
  county: string;
  city: string;
  agencyId: string;
  type: ComplaintType | '';
  mode: ComplaintMode | '';
  kept: Record<string, ReportedRole>;
  dropped: string[];
};

const roleKeys: Readonly<Record<string, ReportedRole>> = { s: 'suspect', v: 'victim', r: 'reporter', u: 'unknown' };

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
      id={id}
      saved={isOwn ? null : (data?.body ?? null)}
      version={isOwn ? null : (data?.version ?? null)}
      onAnother={() => {
        setOwn((ids) => [...ids, crypto.randomUUID()]);
        void navigate('/new', { replace: true });
      }}
    />
  );
}

function Form({
  id,
  saved,
  version,
  onAnother,
}: {
  readonly id: string;
  readonly saved: Partial<Report> | null;
  readonly version: number | null;
  readonly onAnother: () => void;
}) {
  const words = useWords();
  const announce = useAnnounce();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { session } = useSession();
  const { seat } = session;
  const zone = seat.taskForce?.zone ?? 'UTC';
  const agencies = useAgencies();
  const fieldId = useId();
  const attempt = useRef(crypto.randomUUID());
  const [report, setReport] = useState<Report>(() => ({
    narrative: '',
    source: 'ncmec_cybertip',
    externalReference: '',
    received: toLocalInput(new Date(), zone),
    state: '',
    county: '',
    city: '',
    agencyId: seat.agency?.id ?? '',
    type: '',
    mode: '',
    kept: {},
    dropped: [],
    ...saved,
  }));
  const [faults, setFaults] = useState<readonly FormFault[]>([]);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const draft = useDraft<Report>(id, version);
  const { view } = useUnsavedMatches({
    text: report.narrative,
    source: report.source,
    externalReference: report.externalReference,
  });
  const homeState = (agencies.find((agency) => agency.id === seat.agency?.id) ?? agencies[0])?.state ?? '';
  const knownState = homeState in states ? (homeState as PostalCode) : '';
  const state = report.state === '' ? knownState : report.state;
  const agencyId = report.agencyId === '' ? (agencies[0]?.id ?? '') : report.agencyId;

  const change = (part: Partial<Report> | ((before: Report) => Partial<Report>)): void =>
    setReport((before) => ({ ...before, ...(typeof part === 'function' ? part(before) : part) }));
  const first = useRef(report);
  const { keep } = draft;
  useEffect(() => {
    if (report !== first.current) keep(report);
  }, [report, keep]);
  const isSaved = draft.state.is === 'saved';
  useEffect(() => {
    // The address of the draft lets the page be loaded again.
    if (isSaved) void navigate(`/new/${id}`, { replace: true });
  }, [isSaved, id, navigate]);

  const candidates = useMemo(
    () =>
      (view?.candidates ?? [])
        .map((candidate) => ({ ...candidate, id: `${candidate.kind} ${candidate.normalised}` }))
        .filter(({ id: key }, index, all) => all.findIndex((other) => other.id === key) === index)
        .filter(({ id: key }) => !report.dropped.includes(key)),
    [view, report.dropped],
  );
  const kept = new Set(candidates.map(({ id: key }) => key).filter((key) => key in report.kept));
  const keepRole = (key: string, role: ReportedRole): void =>
    change((before) => ({ kept: { ...before.kept, [key]: role } }));

  const ids = {
    narrative: { id: `${fieldId}-narrative`, label: words.intake.reported },
    source: { id: `${fieldId}-source`, label: words.intake.source },
    externalReference: { id: `${fieldId}-number`, label: words.intake.externalReference },
    receivedAt: { id: `${fieldId}-received`, label: words.intake.received(zone) },
    'jurisdiction/state': { id: `${fieldId}-state`, label: words.intake.state },
    'jurisdiction/county': { id: `${fieldId}-county`, label: words.intake.county },
    'jurisdiction/city': { id: `${fieldId}-city`, label: words.intake.city },
    agencyId: { id: `${fieldId}-agency`, label: words.intake.agency },
    type: { id: `${fieldId}-type`, label: words.intake.type },
    mode: { id: `${fieldId}-mode`, label: words.intake.mode },
  };
  const faultOf = (name: keyof typeof ids): string | undefined =>
    faults.find((fault) => fault.fieldId === ids[name].id)?.message;

  const submit = (isLast: boolean): void => {
    if (isBusy) return;
    const found = [
      ...(report.narrative.trim() === ''
        ? [{ fieldId: ids.narrative.id, message: words.errors.required(ids.narrative.label) }]
        : []),
      ...(report.received === ''
        ? [{ fieldId: ids.receivedAt.id, message: words.errors.required(ids.receivedAt.label) }]
        : []),
      ...(state === ''
        ? [{ fieldId: ids['jurisdiction/state'].id, message: words.errors.choose(words.intake.state) }]
        : []),
    ];
    setFaults(found);
    setProblem(null);
    if (found.length > 0 || state === '') return;
    setIsBusy(true);
    const body: Schemas['LogComplaint'] = {
      source: report.source,
      receivedAt: withOffset(report.received, zone),
      jurisdiction: { state, county: report.county || null, city: report.city || null },
      narrative: report.narrative,
      externalReference: report.externalReference.trim() || null,
      type: report.type || null,
      mode: report.mode || null,
      identifiers: candidates
        .filter(({ id: key }) => kept.has(key))
        .map(({ id: key, kind, raw, port }) => ({ kind, raw, port, role: report.kept[key] ?? 'unknown' })),
      ...(seat.agency === null && agencyId !== '' ? { agencyId } : {}),
    };
    // A save that arrives after the complaint would make a new draft of it.
    draft
      .flush()
      .then(() =>
        call(() =>
          api.POST('/api/v1/complaints', {
            params: { header: { 'Idempotency-Key': attempt.current, Draft: id } },
            body,
          }),
        ),
      )
      .then((logged) => {
        draft.end();
        void queries.invalidateQueries({ queryKey: ['complaints'] });
        void queries.invalidateQueries({ queryKey: ['queues'] });
        const strong = logged.matches?.items.filter(({ strength }) => strength === 'strong').length ?? 0;
        announce(
          <>
            {words.intake.logged(logged.reference)} {strong > 0 && words.intake.loggedMatches(strong)}{' '}
            <Link to={`/complaints/${logged.id}`}>{words.intake.open}</Link>
          </>,
        );
        if (isLast) void navigate(`/complaints/${logged.id}`);
        else onAnother();
      })
      .catch((error: unknown) => {
        if (error instanceof StepUpCancelled) return;
        if (!(error instanceof ApiError)) throw error;
        if (error.problem.status > 0) attempt.current = crypto.randomUUID();
        if (error.is('invalidInput')) setFaults(toFaults(error.problem, ids, words));
        else setProblem(error.problem);
      })
      .finally(() => setIsBusy(false));
  };
  const onCtrlEnter = submitOnCtrlEnter(() => submit(true));

  return (
    <Page title={words.intake.title} acts={<DraftLine state={draft.state} />}>
      {draft.state.is === 'elsewhere' && (
        <Alert tone="warning" isLive>
          <p className="flush">{words.intake.draftElsewhere}</p>
          <button
            type="button"
            className="usa-button usa-button--outline small-button"
            onClick={() =>
              void draft.takeOther().then((other) => {
                first.current = other;
                setReport(other);
              })
            }
          >
            {words.intake.draftTakeOther}
          </button>{' '}
          <button
            type="button"
            className="usa-button usa-button--outline small-button"
            onClick={() => void draft.keepMine()}
          >
            {words.intake.draftKeepMine}
          </button>
        </Alert>
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
          const source = event.altKey && /^Digit[1-7]$/.test(event.code) && sources[Number(event.code.slice(5)) - 1];
          if (!source) return;
          event.preventDefault();
          change({ source });
        }}
      >
        <div className="intake-fields">
          <p className="usa-hint flush">{words.common.requiredNote}</p>
          <ErrorSummary faults={faults} />
          <ProblemMessage problem={problem} />
          <TextArea
            {...ids.narrative}
            hint={words.intake.reportedHint}
            error={faultOf('narrative')}
            value={report.narrative}
            rows={10}
            dir="auto"
            autoFocus
            onChange={(event) => change({ narrative: event.target.value })}
          />
          {candidates.length > 0 && (
            <Chips
              label={words.intake.found}
              hint={words.intake.foundHint}
              chips={candidates.map(({ id: key, kind, raw, port }) => {
                const role = report.kept[key];
                return {
                  id: key,
                  text: port === null ? raw : `${raw} :${port}`,
                  note: role ? words.intake.ofRole(words.reportedRole[role]) : words.identifierKind[kind],
                };
              })}
              kept={kept}
              onKept={(keys) =>
                change((before) => ({
                  kept: Object.fromEntries([...keys].map((key) => [key, before.kept[key] ?? 'unknown'])),
                }))
              }
              onDrop={(key) => change((before) => ({ dropped: [...before.dropped, key] }))}
              onKey={(key, pressed) => {
                const role = roleKeys[pressed];
                if (role) keepRole(key, role);
                return role !== undefined;
              }}
              dropLabel={words.intake.drop}
            />
          )}
          <div className="field-row">
            <SelectField
              {...ids.source}
              hint={words.intake.sourceHint}
              error={faultOf('source')}
              value={report.source}
              onChange={(event) => change({ source: event.target.value as ComplaintSource })}
            >
              <Options words={words.complaintSource} />
            </SelectField>
            <TextField
              {...ids.externalReference}
              label={words.common.optional(words.intake.externalReference)}
              error={faultOf('externalReference')}
              value={report.externalReference}
              autoComplete="off"
              onChange={(event) => change({ externalReference: event.target.value })}
            />
          </div>
          <div className="field-row">
            <TextField
              {...ids.receivedAt}
              type="datetime-local"
              error={faultOf('receivedAt')}
              value={report.received}
              onChange={(event) => change({ received: event.target.value })}
            />
            <SelectField
              {...ids['jurisdiction/state']}
              error={faultOf('jurisdiction/state')}
              value={state}
              onChange={(event) => change({ state: event.target.value as PostalCode | '' })}
            >
              <option value=""></option>
              <Options words={states} />
            </SelectField>
          </div>
          <div className="field-row">
            <TextField
              {...ids['jurisdiction/county']}
              label={words.common.optional(words.intake.county)}
              error={faultOf('jurisdiction/county')}
              value={report.county}
              onChange={(event) => change({ county: event.target.value })}
            />
            <TextField
              {...ids['jurisdiction/city']}
              label={words.common.optional(words.intake.city)}
              error={faultOf('jurisdiction/city')}
              value={report.city}
              onChange={(event) => change({ city: event.target.value })}
            />
          </div>
          <div className="field-row">
            <SelectField
              {...ids.type}
              label={words.common.optional(words.intake.type)}
              error={faultOf('type')}
              value={report.type}
              onChange={(event) => change({ type: event.target.value as ComplaintType | '' })}
            >
              <option value="">{words.intake.later}</option>
              <Options words={words.complaintType} />
            </SelectField>
            <SelectField
              {...ids.mode}
              label={words.common.optional(words.intake.mode)}
              error={faultOf('mode')}
              value={report.mode}
              onChange={(event) => change({ mode: event.target.value as ComplaintMode | '' })}
            >
              <option value="">{words.intake.later}</option>
              <Options words={words.complaintMode} />
            </SelectField>
          </div>
          {seat.agency === null && (
            <SelectField
              {...ids.agencyId}
              error={faultOf('agencyId')}
              value={agencyId}
              onChange={(event) => change({ agencyId: event.target.value })}
            >
              {agencies.map((agency) => (
                <option key={agency.id} value={agency.id}>
                  {agency.name}
                </option>
              ))}
            </SelectField>
          )}
          <div className="dialog-acts">
            <button type="submit" className="usa-button" disabled={isBusy}>
              {words.intake.submit}
            </button>
            <button
              type="button"
              className="usa-button usa-button--outline"
              disabled={isBusy}
              onClick={() => submit(false)}
            >
              {words.intake.another}
            </button>
            <button
              type="button"
              className="usa-button usa-button--unstyled"
              onClick={() =>
                void draft.discard().then(() => {
                  announce(words.intake.discarded);
                  return navigate('/');
                })
              }
            >
              {words.intake.discard}
            </button>
          </div>
        </div>
        <aside className="card intake-known" aria-label={words.intake.known}>
          <Known view={view} />
        </aside>
      </form>
    </Page>
  );
}

const sources = [
  'ncmec_cybertip',
  'service_provider',
  'other_agency',
  'subject_interview',
  'public_source',
  'observation',
  'public_complaint',
] as const satisfies readonly ComplaintSource[];

/** What is known of the report: matches, the same number, and names of known children. */
function Known({ view }: { readonly view: Schemas['UnsavedReportView'] | undefined }) {
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

function DraftLine({ state }: { readonly state: DraftState }) {
  const words = useWords();
  if (state.is === 'saved')
    return (
      <span className="soft">
        {words.intake.draftSaved(state.at.toLocaleTimeString(words.locale, { timeStyle: 'short' }))}
      </span>
    );
  if (state.is === 'saving') return <span className="soft">{words.intake.draftSaving}</span>;
  if (state.is === 'failed') return <span className="badge badge--warn">{words.intake.draftFailed}</span>;
  return null;
}
