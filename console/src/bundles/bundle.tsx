import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { Link, useParams } from 'react-router';
import { checkTriage, toTriage, type TriageDecision, TriageFields, useTriageFieldIds } from '../acts/triage-fields';
import { api, call } from '../api/client';
import { useComplaintsChanged } from '../api/complaint-query';
import type { Schemas } from '../api/types';
import { useCreationKey } from '../api/use-creation-key';
import { kindsOf } from '../kit/bundle-kinds';
import { ComplaintLink, PriorityBadge } from '../kit/complaint-words';
import { formatDay } from '../kit/dates';
import { FormFields } from '../kit/form-fields';
import { Empty } from '../kit/messages';
import { focusHeading, Page } from '../kit/page';
import { QueryContent } from '../kit/query-content';
import { type Skipped, SkippedComplaints, skippedOf } from '../kit/skipped';
import { useAnnounce } from '../kit/status-line';
import { SubmissionFaults } from '../kit/submission-faults';
import { SubmitForm } from '../kit/submit-form';
import { type Column, Table } from '../kit/table';
import { useSubmit } from '../kit/use-submit';
import { useWaitingFocus } from '../kit/use-waiting-focus';
import { useWords } from '../words/use-words';

type Bundled = Schemas['BundledComplaint'];

/** Number of complaints that one decision takes. */
const maxDecided = 200;

/** Untriaged complaints of a bundle, all selected, with one decision for those that stay selected. */
export default function Bundle() {
  const words = useWords();
  const { id = '' } = useParams();
  const [skipped, setSkipped] = useState<readonly Skipped[]>([]);
  const [decisions, setDecisions] = useState(0);
  const path = { id };
  const bundle = useQuery({
    queryKey: ['bundles', id],
    queryFn: () => call(() => api.GET('/api/v1/bundles/{id}', { params: { path } })),
  });
  // Each read is an entry in the access log, so it is read when the page is opened and after a decision.
  const complaints = useQuery({
    queryKey: ['bundles', id, 'complaints'],
    queryFn: () =>
      call(() => api.GET('/api/v1/bundles/{id}/complaints', { params: { path, query: { limit: maxDecided } } })),
    refetchOnWindowFocus: false,
  });
  return (
    <Page
      title={words.bundles.one}
      acts={
        <Link className="usa-button usa-button--outline" to="/bundles">
          {words.bundles.exit}
        </Link>
      }
    >
      {skipped.length > 0 && <SkippedComplaints skipped={skipped} onClose={() => setSkipped([])} />}
      <QueryContent query={bundle}>
        {({ count, reasons }) => count > 1 && <p>{words.bundles.line(count, kindsOf(reasons))}</p>}
      </QueryContent>
      <QueryContent query={complaints}>
        {({ items, nextCursor }) =>
          items.length === 0 ? (
            <Empty>{words.bundles.finished}</Empty>
          ) : (
            <>
              {nextCursor !== null && <p className="usa-hint">{words.bundles.part(items.length)}</p>}
              <Decision
                key={decisions}
                items={items}
                onDone={(failed) => {
                  setSkipped(failed);
                  setDecisions((before) => before + 1);
                  // The next form has no element with the focus.
                  focusHeading();
                }}
              />
            </>
          )
        }
      </QueryContent>
    </Page>
  );
}

/** One decision. The choices of the user stay when the complaints are read again. */
function Decision({
  items,
  onDone,
}: {
  readonly items: readonly Bundled[];
  readonly onDone: (skipped: readonly Skipped[]) => void;
}) {
  const words = useWords();
  const announce = useAnnounce();
  const changed = useComplaintsChanged();
  const id = useId();
  const [leftOut, setLeftOut] = useState<ReadonlySet<string>>(new Set());
  const selected = items.filter(({ complaint, obstacle }) => obstacle === null && !leftOut.has(complaint.id));
  const [changes, setChanges] = useState<Partial<TriageDecision>>({});
  const values = { ...proposeFor(selected), ...changes };
  const fieldIds = useTriageFieldIds(id);
  const { keyOf } = useCreationKey();
  const chosen = selected.map(({ complaint }) => complaint);
  const submission = useSubmit({
    check: () => [
      ...(chosen.length === 0 ? [{ fieldId: `${id}-list`, message: words.bundles.noneSelected }] : []),
      ...checkTriage(values, fieldIds, words),
    ],
    fieldIds: { ...fieldIds, items: { id: `${id}-list`, label: words.bundles.one } },
    send: async () => {
      const body = {
        items: chosen.map(({ id: complaint, version }) => ({ id: complaint, version })),
        ...toTriage(values),
      };
      const params = { header: { 'Idempotency-Key': keyOf(body) } };
      const outcomes = await call(() => api.PUT('/api/v1/complaints/triages', { params, body }));
      const failed = skippedOf(outcomes, chosen);
      announce(words.bundles.triaged(chosen.length - failed.length, failed.length));
      onDone(failed);
      changed();
    },
  });
  const { submit, faultOf, isBusy } = submission;
  const button = useWaitingFocus(isBusy);
  const toggle = (complaint: string): void => {
    setLeftOut((before) => {
      const after = new Set(before);
      if (!after.delete(complaint)) after.add(complaint);
      return after;
    });
  };
  const columns = useColumns(leftOut, toggle);
  return (
    <div className="triage">
      <div className="card triage-report" id={`${id}-list`} tabIndex={-1}>
        <Table
          caption={words.bundles.one}
          isCaptionHidden
          columns={columns}
          rows={items}
          rowKey={({ complaint }) => complaint.id}
        />
      </div>
      <section className="card triage-decision">
        <h2>{words.bundles.decision(chosen.length)}</h2>
        <SubmitForm className="triage-form" onSubmit={submit}>
          <SubmissionFaults submission={submission} />
          <p className="usa-hint">{words.bundles.effect}</p>
          <FormFields isBusy={isBusy}>
            <TriageFields
              fieldIds={fieldIds}
              values={values}
              faultOf={faultOf}
              onChange={(part) => setChanges((before) => ({ ...before, ...part }))}
            />
          </FormFields>
          {isBusy && <progress className="progress" aria-label={words.bundles.decide} />}
          <button ref={button} type="submit" className="usa-button" aria-disabled={isBusy}>
            {words.bundles.decide}
          </button>
        </SubmitForm>
      </section>
    </div>
  );
}

function useColumns(leftOut: ReadonlySet<string>, toggle: (id: string) => void): readonly Column<Bundled>[] {
  const words = useWords();
  const id = useId();
  const { columns } = words.queue;
  return [
    {
      key: 'select',
      head: columns.select,
      className: 'select-cell',
      isHeadHidden: true,
      cell: ({ complaint, obstacle }) => (
        <label className="select-box">
          <input
            type="checkbox"
            disabled={obstacle !== null}
            aria-describedby={obstacle === null ? undefined : `${id}-${complaint.id}`}
            checked={obstacle === null && !leftOut.has(complaint.id)}
            onChange={() => toggle(complaint.id)}
          />
          <span className="usa-sr-only">{words.queue.select(complaint.reference)}</span>
        </label>
      ),
    },
    {
      key: 'reference',
      head: columns.reference,
      isRowHeader: true,
      cell: ({ complaint, obstacle }) => (
        <>
          <ComplaintLink complaint={complaint} />
          {obstacle && (
            <div className="soft" id={`${id}-${complaint.id}`}>
              {words.bundles.obstacle[obstacle]}
            </div>
          )}
        </>
      ),
    },
    {
      key: 'received',
      head: columns.received,
      cell: ({ complaint }) => formatDay(complaint.receivedOn, words.locale),
    },
    {
      key: 'proposed',
      head: words.bundles.columns.proposedPriority,
      cell: ({ proposedPriority }) => <PriorityBadge priority={proposedPriority} />,
    },
    {
      key: 'type',
      head: words.bundles.columns.proposedType,
      cell: ({ proposedType: type }) =>
        type ? words.complaintType[type] : <span className="soft">{words.common.notSet}</span>,
    },
    { key: 'agency', head: columns.agency, cell: ({ complaint }) => complaint.agency.name },
  ];
}

/** Returns what the rules propose for all complaints, and the most urgent tier that they propose for one of them. */
function proposeFor(items: readonly Bundled[]): TriageDecision {
  const [first] = items;
  const isSame = (field: 'proposedType' | 'proposedMode'): boolean =>
    items.every((item) => item[field] === first?.[field]);
  return {
    type: (isSame('proposedType') && first?.proposedType) || '',
    mode: (isSame('proposedMode') && first?.proposedMode) || '',
    priority: items.reduce<Bundled['proposedPriority']>(
      (most, { proposedPriority }) => (proposedPriority < most ? proposedPriority : most),
      4,
    ),
    rationale: '',
  };
}
