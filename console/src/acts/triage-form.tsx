import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactNode, type RefObject, useEffect, useId, useRef } from 'react';
import { api, call } from '../api/client';
import { toProblem } from '../api/problem';
import type { ChildAccess, Priority, Schemas } from '../api/types';
import { Dialog } from '../kit/dialog';
import { DraftFoot, DraftMessage } from '../kit/draft-state';
import { Options, SelectField } from '../kit/field';
import { FormFields } from '../kit/form-fields';
import { Loading, ProblemMessage } from '../kit/messages';
import { QueryContent } from '../kit/query-content';
import { type SavedDraft, useSavedDraft } from '../kit/saved-draft';
import { SubmissionFaults } from '../kit/submission-faults';
import { SubmitForm } from '../kit/submit-form';
import { useDraftClosing } from '../kit/use-draft-closing';
import { useDraftForm } from '../kit/use-draft-form';
import { useSubmit } from '../kit/use-submit';
import { useWaitingFocus } from '../kit/use-waiting-focus';
import { useWords } from '../words/use-words';
import { paramsOf } from './act-props';
import { findJurisdiction, JurisdictionField, Places } from './places';
import { proposalQuery } from './proposal-query';
import { checkTriage, toTriage, type TriageDecision, TriageFields, useTriageFieldIds } from './triage-fields';

/** Priority chosen by a key. Each press creates a new object, so that the same key can set its priority again. */
export interface ChosenPriority {
  readonly priority: Priority;
}

interface TriageFormProps {
  readonly complaint: Schemas['ComplaintView'];
  readonly submitLabel: string;
  readonly onDone: (sentence: string, decision: Schemas['TriageComplaint']) => void;
  readonly onStale: () => void;
  /** Priority chosen by a key; null for the proposed one. */
  readonly chosenPriority?: ChosenPriority | null;
  /** Whether the first missing field has the focus, or else the button, so that Enter decides as proposed. */
  readonly takesFocus?: boolean;
  /** Buttons of other decisions, beside the one of the form. */
  readonly otherActs?: ReactNode;
  /** Closes the dialog of the form. */
  readonly onClose?: () => void;
  /** Function that closes the dialog once the draft is saved. The form sets it. */
  readonly closing?: RefObject<() => void>;
}

/** Decision on one complaint, which may be unfinished. Without a chosen place the jurisdiction is empty. */
type SingleDecision = TriageDecision & ChosenFacts & { jurisdiction: string };

/** Facts that the user found in the report; empty for those that nobody chose here. */
type ChosenFacts = { childAccess: ChildAccess | ''; handsOnStatement: 'yes' | 'no' | '' };

const noFacts: ChosenFacts = { childAccess: '', handsOnStatement: '' };

/** Returns the facts as the tracker takes them, without those that nobody chose. */
function toFacts({ childAccess, handsOnStatement }: ChosenFacts) {
  return {
    ...(childAccess === '' ? {} : { childAccess }),
    ...(handsOnStatement === '' ? {} : { hasHandsOnStatement: handsOnStatement === 'yes' }),
  };
}

/**
 * Decision of the triage, filled with the user's draft, or else with what the rules propose. Ctrl+Enter sends it from
 * anywhere in the form.
 */
export function TriageForm(props: TriageFormProps) {
  const query = useProposal(props.complaint.id, noFacts);
  const saved = useSavedDraft(subjectOf(props.complaint));
  const isReady = query.data !== undefined && saved !== undefined;
  return (
    <>
      <QueryContent query={query}>
        {(proposal) => (saved === undefined ? <Loading /> : <Filled {...props} proposal={proposal} saved={saved} />)}
      </QueryContent>
      {!isReady && props.onClose && <CancelButton onClick={props.onClose} />}
      {/* Before an answer they would be at another place than in the form, and a click could miss them. */}
      {query.isError && !isReady && props.otherActs && <div className="dialog-acts">{props.otherActs}</div>}
    </>
  );
}

function CancelButton({ onClick }: { readonly onClick: () => void }) {
  const words = useWords();
  return (
    <button type="button" className="usa-button usa-button--outline" onClick={onClick}>
      {words.common.cancel}
    </button>
  );
}

function subjectOf({ id }: Schemas['ComplaintView']) {
  return { kind: 'triage', subjectId: id } as const;
}

function useProposal(id: string, facts: ChosenFacts) {
  return useQuery({ ...proposalQuery(id, toFacts(facts)), placeholderData: keepPreviousData });
}

const stays = (): void => undefined;

function Filled({
  complaint,
  proposal,
  saved,
  submitLabel,
  onDone,
  onStale,
  chosenPriority = null,
  takesFocus = false,
  otherActs,
  onClose,
  closing,
}: TriageFormProps & { readonly proposal: Schemas['TriageProposalView']; readonly saved: SavedDraft | null }) {
  const words = useWords();
  const id = useId();
  const proposed: SingleDecision = {
    type: proposal.type ?? '',
    mode: proposal.mode ?? '',
    priority: proposal.priority,
    rationale: proposal.rationale,
    jurisdiction: '',
    ...noFacts,
  };
  const draft = useDraftForm(subjectOf(complaint), proposed, saved);
  const { values, change } = draft;
  const { jurisdiction, childAccess, handsOnStatement } = values;
  const { data, error, isPlaceholderData, refetch } = useProposal(complaint.id, values);
  const current = data ?? proposal;
  const isOfFacts = data !== undefined && !isPlaceholderData;
  /** Proposal that the form follows; null until a draft has the one for its facts. */
  const followed = useRef(saved === null ? proposal : null);
  const takeOther = async (): Promise<void> => {
    await draft.takeOther();
    followed.current = null;
  };
  useEffect(() => {
    if (!isOfFacts || data === followed.current) return;
    const before = followed.current;
    followed.current = data;
    if (before === null) return;
    // A tier or a rationale that the user changed stays.
    change((chosen) => ({
      ...(chosen.priority === before.priority ? { priority: data.priority } : {}),
      ...(chosen.rationale === before.rationale ? { rationale: data.rationale } : {}),
    }));
  });
  useEffect(() => {
    if (chosenPriority !== null) change({ priority: chosenPriority.priority });
  }, [chosenPriority, change]);
  const close = useDraftClosing(draft, onClose ?? stays);
  useEffect(() => {
    if (closing) closing.current = close;
  });

  const fieldIds = {
    ...useTriageFieldIds(id),
    childAccess: { id: `${id}-access`, label: words.common.optional(words.triage.childAccess) },
    hasHandsOnStatement: { id: `${id}-statement`, label: words.common.optional(words.triage.handsOnStatement) },
    jurisdiction: { id: `${id}-jurisdiction`, label: words.complaint.facts.jurisdiction },
  };
  const submission = useSubmit({
    check: () => [
      ...checkTriage(values, fieldIds, words),
      // Its tier and rationale would be those of other facts.
      ...(isOfFacts
        ? []
        : [{ fieldId: fieldIds.priority.id, message: error ? words.triage.noProposal : words.triage.laterProposal }]),
    ],
    fieldIds,
    send: async () => {
      const chosen = findJurisdiction(proposal, jurisdiction);
      const body = {
        ...toTriage(values),
        ...toFacts(values),
        ...(chosen === undefined ? {} : { jurisdiction: chosen }),
      };
      await draft.submit((draftHeader) =>
        call(() => api.PUT('/api/v1/complaints/{id}/triage', { params: paramsOf(complaint, draftHeader), body })),
      );
      onDone(words.acts.done.triage(complaint.reference), body);
    },
  });
  const { submit, faultOf, isBusy, setProblem } = submission;
  const button = useWaitingFocus(isBusy);
  const missing = useRef(checkTriage(values, fieldIds, words)[0]?.fieldId);
  useEffect(() => {
    if (!takesFocus) return;
    const first = missing.current === undefined ? button.current : document.getElementById(missing.current);
    // The usual scroll would hide the complaint that the form decides.
    first?.focus({ preventScroll: true });
    first?.scrollIntoView({ block: 'nearest' });
  }, [takesFocus, button]);
  return (
    <SubmitForm className="triage-form" onSubmit={submit}>
      <DraftMessage draft={{ ...draft, takeOther }} setProblem={setProblem} isLocked={isBusy} />
      <SubmissionFaults submission={submission} onStale={onStale} />
      {error && <ProblemMessage problem={toProblem(error)} onRetry={() => void refetch()} />}
      <ul className="reasons" aria-label={words.triage.reasons}>
        {current.reasons.map(({ field, rule, effect, params }) => (
          <li key={`${field} ${rule}`}>
            {effect !== 'supports' && <span className="reason-effect">{words.triage.effect[effect]}: </span>}
            {words.triage.reason[rule](params)}
          </li>
        ))}
      </ul>
      <Places proposal={proposal} />
      <FormFields isBusy={isBusy}>
        <JurisdictionField
          id={fieldIds.jurisdiction.id}
          label={fieldIds.jurisdiction.label}
          error={faultOf(fieldIds.jurisdiction.id)}
          complaint={complaint}
          proposal={proposal}
          value={jurisdiction}
          onChange={(key) => change({ jurisdiction: key })}
        />
        <TriageFields fieldIds={fieldIds} values={values} faultOf={faultOf} onChange={change}>
          <fieldset className="usa-fieldset field-pair">
            <legend className="usa-hint">{words.triage.factsHint}</legend>
            <SelectField
              id={fieldIds.childAccess.id}
              label={fieldIds.childAccess.label}
              error={faultOf(fieldIds.childAccess.id)}
              value={childAccess}
              onChange={(event) => change({ childAccess: event.target.value as ChildAccess | '' })}
            >
              <option value="">{words.common.choose}</option>
              <Options words={words.triage.childAccessOf} />
            </SelectField>
            <SelectField
              id={fieldIds.hasHandsOnStatement.id}
              label={fieldIds.hasHandsOnStatement.label}
              error={faultOf(fieldIds.hasHandsOnStatement.id)}
              value={handsOnStatement}
              onChange={(event) => change({ handsOnStatement: event.target.value as ChosenFacts['handsOnStatement'] })}
            >
              <option value="">{words.common.choose}</option>
              <Options words={{ yes: words.common.yes, no: words.common.no }} />
            </SelectField>
          </fieldset>
        </TriageFields>
      </FormFields>
      <div className="dialog-acts">
        <button type="submit" className="usa-button" aria-disabled={isBusy} ref={button}>
          {submitLabel}
        </button>
        {onClose && <CancelButton onClick={close} />}
        <DraftFoot
          draft={draft}
          setProblem={setProblem}
          isLocked={isBusy}
          onDiscarded={onClose ?? (() => button.current?.focus())}
        />
        {otherActs}
      </div>
    </SubmitForm>
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
  const closing = useRef(onClose);
  const close = (): void => closing.current();
  return (
    <Dialog title={`${words.acts.triage}: ${complaint.reference}`} isOpen onClose={close}>
      <p>{words.acts.effect.triage}</p>
      <TriageForm
        complaint={complaint}
        submitLabel={words.acts.triage}
        onDone={(sentence) => onDone(sentence)}
        onStale={onStale}
        onClose={onClose}
        closing={closing}
      />
    </Dialog>
  );
}
