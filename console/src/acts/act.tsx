import { useId, useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { api, call, ifMatch } from '../api/client';
import type { DispositionCode, Schemas } from '../api/types';
import { ActDialog } from '../kit/act-dialog';
import { toLocalInput, withOffset } from '../kit/dates';
import type { FormFault } from '../kit/error-summary';
import { Options, SelectField, TextArea, TextField } from '../kit/field';
import { Picker } from '../kit/picker';
import { useSession } from '../session/session';
import { useWords } from '../words/use-words';
import { useAgencies, usePeople } from './directory';

export type ActName = 'assign' | 'hold' | 'resume' | 'merge' | 'unmerge' | 'propose' | 'close' | 'reopen' | 'note';

/** Complaint that an act is about. */
export interface ActTarget {
  readonly id: string;
  readonly version: number;
  readonly reference: string;
  readonly agencyId: string;
  readonly workingAgencyId: string | null;
}

interface ActProps {
  readonly complaint: ActTarget;
  readonly onClose: () => void;
  /** Continues with the sentence of the outcome. */
  readonly onDone: (sentence: string) => void;
  readonly onStale: () => void;
}

/** Dialog of one act on a complaint. */
export function Act({ name, ...props }: ActProps & { readonly name: ActName }) {
  switch (name) {
    case 'assign':
      return <Assign {...props} />;
    case 'hold':
      return <Hold {...props} />;
    case 'merge':
      return <Merge {...props} />;
    case 'propose':
    case 'close':
      return <Close {...props} isProposal={name === 'propose'} />;
    case 'resume':
    case 'unmerge':
    case 'reopen':
      return <WithReason {...props} name={name} />;
    case 'note':
      return <Note {...props} />;
  }
}

function params({ id, version }: ActTarget): { path: { id: string }; header: { 'If-Match': string } } {
  return { path: { id }, header: ifMatch(version) };
}

function missing(fieldId: string, text: string, sentence: string): FormFault[] {
  return text.trim() === '' ? [{ fieldId, message: sentence }] : [];
}

function Assign({ complaint, onClose, onDone, onStale }: ActProps) {
  const words = useWords();
  const id = useId();
  const agencies = useAgencies();
  const [agencyId, setAgencyId] = useState(complaint.workingAgencyId ?? complaint.agencyId);
  const [investigatorId, setInvestigatorId] = useState<string | null>(null);
  const zone = useZone();
  const [dueOn, setDueOn] = useState('');
  const [reason, setReason] = useState('');
  return (
    <ActDialog
      title={`${words.acts.assign}: ${complaint.reference}`}
      effect={words.acts.effect.assign}
      submitLabel={words.acts.assign}
      check={() => []}
      fieldIds={{
        agencyId: { id: `${id}-agency`, label: words.acts.agency },
        dueAt: { id: `${id}-due`, label: words.acts.dueAt },
        reason: { id: `${id}-reason`, label: words.acts.reason },
        investigatorId: { id: `${id}-investigator`, label: words.acts.investigator },
      }}
      send={async () => {
        const body: Schemas['AssignComplaint'] = {
          agencyId,
          investigatorId,
          dueAt: dueOn === '' ? null : withOffset(`${dueOn}T17:00`, zone),
          reason: reason.trim() === '' ? null : reason,
        };
        await call(() => api.PUT('/api/v1/complaints/{id}/assignment', { params: params(complaint), body }));
        onDone(words.acts.done.assign(complaint.reference));
      }}
      onClose={onClose}
      onStale={onStale}
    >
      {(faultOf) => (
        <>
          <InvestigatorPicker key={agencyId} agencyId={agencyId} value={investigatorId} onChange={setInvestigatorId} />
          <SelectField
            id={`${id}-agency`}
            label={words.acts.agency}
            error={faultOf(`${id}-agency`)}
            value={agencyId}
            onChange={(event) => {
              setAgencyId(event.target.value);
              setInvestigatorId(null);
            }}
          >
            {agencies.map((agency) => (
              <option key={agency.id} value={agency.id}>
                {agency.name}
              </option>
            ))}
          </SelectField>
          <TextField
            id={`${id}-due`}
            type="date"
            label={words.common.optional(words.acts.dueAt)}
            error={faultOf(`${id}-due`)}
            value={dueOn}
            onChange={(event) => setDueOn(event.target.value)}
          />
          <TextArea
            id={`${id}-reason`}
            label={words.common.optional(words.acts.reason)}
            error={faultOf(`${id}-reason`)}
            value={reason}
            rows={2}
            onChange={(event) => setReason(event.target.value)}
          />
        </>
      )}
    </ActDialog>
  );
}

/** Picker of an investigator of an agency, with the number of open complaints and the state of the training. */
export function InvestigatorPicker({
  agencyId,
  value,
  onChange,
}: {
  readonly agencyId: string;
  readonly value: string | null;
  readonly onChange: (id: string | null) => void;
}) {
  const words = useWords();
  const people = usePeople(agencyId);
  return (
    <Picker
      label={words.common.optional(words.acts.investigator)}
      hint={words.acts.investigatorHint}
      showLabel={words.common.showChoices}
      choices={people.map(({ id, name, load }) => ({
        id,
        name,
        note: load === null ? undefined : words.acts.load(load.open, load.isTrained),
      }))}
      value={value}
      onChange={onChange}
      autoFocus
    />
  );
}

/** Returns the time zone of the user's task force. */
function useZone(): string {
  return useSession().session.seat.taskForce?.zone ?? 'UTC';
}

function Hold({ complaint, onClose, onDone, onStale }: ActProps) {
  const words = useWords();
  const id = useId();
  const [reason, setReason] = useState('');
  const zone = useZone();
  const [reviewOn, setReviewOn] = useState(() =>
    toLocalInput(new Date(Date.now() + 14 * 86_400_000), zone).slice(0, 10),
  );
  return (
    <ActDialog
      title={`${words.acts.hold}: ${complaint.reference}`}
      effect={words.acts.effect.hold}
      submitLabel={words.acts.hold}
      check={() => [
        ...missing(`${id}-day`, reviewOn, words.errors.required(words.acts.reviewOn)),
        ...missing(`${id}-reason`, reason, words.errors.required(words.acts.reason)),
      ]}
      fieldIds={{
        reviewOn: { id: `${id}-day`, label: words.acts.reviewOn },
        reason: { id: `${id}-reason`, label: words.acts.reason },
      }}
      send={async () => {
        await call(() =>
          api.PUT('/api/v1/complaints/{id}/hold', { params: params(complaint), body: { reason, reviewOn } }),
        );
        onDone(words.acts.done.hold(complaint.reference));
      }}
      onClose={onClose}
      onStale={onStale}
    >
      {(faultOf) => (
        <>
          <TextField
            id={`${id}-day`}
            type="date"
            label={words.acts.reviewOn}
            error={faultOf(`${id}-day`)}
            value={reviewOn}
            autoFocus
            onChange={(event) => setReviewOn(event.target.value)}
          />
          <TextArea
            id={`${id}-reason`}
            label={words.acts.reason}
            error={faultOf(`${id}-reason`)}
            value={reason}
            rows={3}
            onChange={(event) => setReason(event.target.value)}
          />
        </>
      )}
    </ActDialog>
  );
}

function WithReason({
  name,
  complaint,
  onClose,
  onDone,
  onStale,
}: ActProps & { readonly name: 'resume' | 'unmerge' | 'reopen' }) {
  const words = useWords();
  const id = useId();
  const [reason, setReason] = useState('');
  const paths = {
    resume: '/api/v1/complaints/{id}/resume',
    unmerge: '/api/v1/complaints/{id}/unmerge',
    reopen: '/api/v1/complaints/{id}/reopen',
  } as const;
  return (
    <ActDialog
      title={`${words.acts[name]}: ${complaint.reference}`}
      effect={words.acts.effect[name]}
      submitLabel={words.acts[name]}
      check={() => missing(`${id}-reason`, reason, words.errors.required(words.acts.reason))}
      fieldIds={{ reason: { id: `${id}-reason`, label: words.acts.reason } }}
      send={async () => {
        await call(() => api.POST(paths[name], { params: params(complaint), body: { reason } }));
        onDone(words.acts.done[name](complaint.reference));
      }}
      onClose={onClose}
      onStale={onStale}
    >
      {(faultOf) => (
        <TextArea
          id={`${id}-reason`}
          label={words.acts.reason}
          error={faultOf(`${id}-reason`)}
          value={reason}
          rows={3}
          autoFocus
          onChange={(event) => setReason(event.target.value)}
        />
      )}
    </ActDialog>
  );
}

function Note({ complaint, onClose, onDone, onStale }: ActProps) {
  const words = useWords();
  const id = useId();
  const [text, setText] = useState('');
  return (
    <ActDialog
      title={`${words.acts.note}: ${complaint.reference}`}
      effect={words.acts.effect.note}
      submitLabel={words.acts.note}
      check={() => missing(`${id}-text`, text, words.errors.required(words.acts.noteText))}
      fieldIds={{ text: { id: `${id}-text`, label: words.acts.noteText } }}
      send={async () => {
        await call(() =>
          api.POST('/api/v1/complaints/{id}/notes', { params: { path: { id: complaint.id } }, body: { text } }),
        );
        onDone(words.acts.done.note(complaint.reference));
      }}
      onClose={onClose}
      onStale={onStale}
    >
      {(faultOf) => (
        <TextArea
          id={`${id}-text`}
          label={words.acts.noteText}
          error={faultOf(`${id}-text`)}
          value={text}
          rows={6}
          autoFocus
          onChange={(event) => setText(event.target.value)}
        />
      )}
    </ActDialog>
  );
}

function Close({ complaint, onClose, onDone, onStale, isProposal }: ActProps & { readonly isProposal: boolean }) {
  const words = useWords();
  const id = useId();
  const [code, setCode] = useState<DispositionCode | ''>('');
  const [narrative, setNarrative] = useState('');
  const name = isProposal ? 'propose' : 'close';
  return (
    <ActDialog
      title={`${words.acts[name]}: ${complaint.reference}`}
      effect={words.acts.effect[name]}
      submitLabel={words.acts[name]}
      check={() => [
        ...missing(`${id}-code`, code, words.errors.choose(words.acts.disposition)),
        ...missing(`${id}-narrative`, narrative, words.errors.required(words.acts.narrative)),
      ]}
      fieldIds={{
        code: { id: `${id}-code`, label: words.acts.disposition },
        narrative: { id: `${id}-narrative`, label: words.acts.narrative },
      }}
      send={async () => {
        const body = { code: code as DispositionCode, narrative };
        await call(() =>
          isProposal
            ? api.PUT('/api/v1/complaints/{id}/closure-proposal', {
                params: { path: { id: complaint.id }, header: ifMatch(complaint.version) },
                body,
              })
            : api.PUT('/api/v1/complaints/{id}/disposition', { params: params(complaint), body }),
        );
        onDone(words.acts.done[name](complaint.reference));
      }}
      onClose={onClose}
      onStale={onStale}
    >
      {(faultOf) => (
        <>
          <SelectField
            id={`${id}-code`}
            label={words.acts.disposition}
            error={faultOf(`${id}-code`)}
            value={code}
            autoFocus
            onChange={(event) => setCode(event.target.value as DispositionCode)}
          >
            <option value=""></option>
            <Options words={words.disposition} />
          </SelectField>
          <TextArea
            id={`${id}-narrative`}
            label={words.acts.narrative}
            error={faultOf(`${id}-narrative`)}
            value={narrative}
            rows={5}
            onChange={(event) => setNarrative(event.target.value)}
          />
        </>
      )}
    </ActDialog>
  );
}

function Merge({ complaint, onClose, onDone, onStale }: ActProps) {
  const words = useWords();
  const id = useId();
  const [into, setInto] = useState('');
  const [reason, setReason] = useState('');
  const { data: matches } = useQuery({
    queryKey: ['complaint', complaint.id, 'matches'],
    queryFn: () => call(() => api.GET('/api/v1/complaints/{id}/matches', { params: { path: { id: complaint.id } } })),
  });
  const [first] = matches?.items ?? [];
  const [isSuggested, setIsSuggested] = useState(false);
  if (first && !isSuggested) {
    setIsSuggested(true);
    if (into === '') setInto(first.complaint.reference);
    if (reason === '') setReason(first.means.map((kind) => words.matchKind[kind]).join(', '));
  }
  return (
    <ActDialog
      title={`${words.acts.merge}: ${complaint.reference}`}
      effect={words.acts.effect.merge}
      submitLabel={words.acts.merge}
      check={() => [
        ...missing(`${id}-into`, into, words.errors.required(words.acts.mergeInto)),
        ...missing(`${id}-reason`, reason, words.errors.required(words.acts.reason)),
      ]}
      fieldIds={{
        into: { id: `${id}-into`, label: words.acts.mergeInto },
        reason: { id: `${id}-reason`, label: words.acts.reason },
      }}
      send={async () => {
        const target = matches?.items.find((match) => match.complaint.reference === into.trim())?.complaint.id;
        const found = target ?? (await findByReference(into.trim()));
        await call(() =>
          api.PUT('/api/v1/complaints/{id}/merge', { params: params(complaint), body: { into: found, reason } }),
        );
        onDone(words.acts.done.merge(complaint.reference));
      }}
      onClose={onClose}
      onStale={onStale}
    >
      {(faultOf) => (
        <>
          <TextField
            id={`${id}-into`}
            label={words.acts.mergeInto}
            hint={words.acts.mergeHint}
            error={faultOf(`${id}-into`)}
            value={into}
            autoFocus
            list={`${id}-matches`}
            onChange={(event) => setInto(event.target.value.toUpperCase())}
          />
          <datalist id={`${id}-matches`}>
            {matches?.items.map((match) => (
              <option key={match.complaint.id} value={match.complaint.reference}>
                {words.matchStrength[match.strength]}
              </option>
            ))}
          </datalist>
          <TextArea
            id={`${id}-reason`}
            label={words.acts.reason}
            error={faultOf(`${id}-reason`)}
            value={reason}
            rows={3}
            onChange={(event) => setReason(event.target.value)}
          />
        </>
      )}
    </ActDialog>
  );
}

/** Returns the id of the complaint with a reference; the tracker rejects an empty one at the field. */
async function findByReference(reference: string): Promise<string> {
  const found = await call(() => api.POST('/api/v1/search', { body: { text: reference, limit: 1 } }));
  return found.references.find(({ isWhole }) => isWhole)?.complaint.id ?? '';
}
