import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { api, call } from '../api/client';
import type { ComplaintMode, ComplaintType, Priority, Schemas } from '../api/types';
import { submitOnCtrlEnter } from '../keys/use-keys';
import { Dialog } from '../kit/dialog';
import { Options, SelectField, TextArea } from '../kit/field';
import { QueryContent } from '../kit/query-content';
import { SubmissionFaults } from '../kit/submission-faults';
import { useSubmit } from '../kit/use-submit';
import { useWords } from '../words/use-words';
import { missing, paramsOf } from './act-props';

interface TriageFormProps {
  readonly complaint: Schemas['ComplaintView'];
  readonly submitLabel: string;
  readonly onDone: (sentence: string, decision: Schemas['TriageComplaint']) => void;
  readonly onStale: () => void;
  /** Tier that a key chose; null for the proposed one. */
  readonly chosenTier?: Priority | null;
  /** Whether the button has the focus first, so that Enter decides as proposed. */
  readonly focusesSubmit?: boolean;
}

/** Decision of the triage, filled with what the rules propose. Ctrl+Enter sends it from anywhere in the form. */
export function TriageForm(props: TriageFormProps) {
  const query = useProposal(props.complaint.id);
  return <QueryContent query={query}>{(proposal) => <Filled {...props} proposal={proposal} />}</QueryContent>;
}

function useProposal(id: string) {
  return useQuery({
    queryKey: ['complaint', id, 'proposal'],
    queryFn: () => call(() => api.GET('/api/v1/complaints/{id}/triage-proposal', { params: { path: { id } } })),
    staleTime: Infinity,
  });
}

function Filled({
  complaint,
  proposal,
  submitLabel,
  onDone,
  onStale,
  chosenTier = null,
  focusesSubmit = false,
}: TriageFormProps & { readonly proposal: Schemas['TriageProposalView'] }) {
  const words = useWords();
  const id = useId();
  const [type, setType] = useState<ComplaintType | ''>(proposal.type ?? '');
  const [mode, setMode] = useState<ComplaintMode | ''>(proposal.mode ?? '');
  const [priority, setPriority] = useState<Priority>(proposal.priority);
  const [rationale, setRationale] = useState(proposal.rationale);
  const [seenTier, setSeenTier] = useState(chosenTier);
  if (chosenTier !== seenTier) {
    setSeenTier(chosenTier);
    if (chosenTier !== null) setPriority(chosenTier);
  }

  const fieldIds = {
    type: { id: `${id}-type`, label: words.complaint.facts.type },
    mode: { id: `${id}-mode`, label: words.complaint.facts.mode },
    priority: { id: `${id}-priority`, label: words.complaint.facts.priority },
    rationale: { id: `${id}-rationale`, label: words.acts.rationale },
  };
  const submission = useSubmit({
    check: () => [
      ...missing(fieldIds.type.id, type, words.errors.choose(fieldIds.type.label)),
      ...missing(fieldIds.mode.id, mode, words.errors.choose(fieldIds.mode.label)),
      ...missing(fieldIds.rationale.id, rationale, words.errors.required(fieldIds.rationale.label)),
    ],
    fieldIds,
    send: async () => {
      const body = { type: type as ComplaintType, mode: mode as ComplaintMode, priority, rationale };
      await call(() => api.PUT('/api/v1/complaints/{id}/triage', { params: paramsOf(complaint), body }));
      onDone(words.acts.done.triage(complaint.reference), body);
    },
  });
  const { submit, faultOf, isBusy } = submission;
  return (
    <form
      noValidate
      className="triage-form"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
      onKeyDown={submitOnCtrlEnter(submit)}
    >
      <SubmissionFaults submission={submission} onStale={onStale} />
      <ul className="because" aria-label={words.triage.because} lang="en">
        {proposal.reasons.map(({ field, rule, says }) => (
          <li key={`${field} ${rule}`}>{says}</li>
        ))}
      </ul>
      <fieldset className="usa-fieldset tiers">
        <legend className="usa-label">{fieldIds.priority.label}</legend>
        <div className="tier-options">
          {([1, 2, 3, 4] as const).map((tier) => (
            <label key={tier} className="tier-option">
              <input
                id={tier === 1 ? fieldIds.priority.id : undefined}
                type="radio"
                name={`${id}-tier`}
                checked={priority === tier}
                onChange={() => setPriority(tier)}
              />
              {words.priority[tier]}
            </label>
          ))}
        </div>
      </fieldset>
      <SelectField
        id={fieldIds.type.id}
        label={fieldIds.type.label}
        error={faultOf(fieldIds.type.id)}
        value={type}
        onChange={(event) => setType(event.target.value as ComplaintType)}
      >
        <option value="">{words.common.choose}</option>
        <Options words={words.complaintType} />
      </SelectField>
      <SelectField
        id={fieldIds.mode.id}
        label={fieldIds.mode.label}
        error={faultOf(fieldIds.mode.id)}
        value={mode}
        onChange={(event) => setMode(event.target.value as ComplaintMode)}
      >
        <option value="">{words.common.choose}</option>
        <Options words={words.complaintMode} />
      </SelectField>
      <TextArea
        id={fieldIds.rationale.id}
        label={fieldIds.rationale.label}
        error={faultOf(fieldIds.rationale.id)}
        value={rationale}
        rows={3}
        onChange={(event) => setRationale(event.target.value)}
      />
      <button type="submit" className="usa-button" aria-disabled={isBusy} autoFocus={focusesSubmit}>
        {submitLabel}
      </button>
    </form>
  );
}

/** Triage as a dialog on a complaint. */
export function TriageDialog({
  complaint,
  onClose,
  onDone,
  onStale,
}: {
  readonly complaint: Schemas['ComplaintView'];
  readonly onClose: () => void;
  readonly onDone: (sentence: string) => void;
  readonly onStale: () => void;
}) {
  const words = useWords();
  return (
    <Dialog title={`${words.acts.triage}: ${complaint.reference}`} isOpen onClose={onClose}>
      <p>{words.acts.effect.triage}</p>
      <TriageForm
        complaint={complaint}
        submitLabel={words.acts.triage}
        onDone={(sentence) => onDone(sentence)}
        onStale={onStale}
      />
      <button type="button" className="usa-button usa-button--outline small-button" onClick={onClose}>
        {words.common.cancel}
      </button>
    </Dialog>
  );
}
