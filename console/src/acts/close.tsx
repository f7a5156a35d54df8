import { useId } from 'react';
import { api, call } from '../api/client';
import type { DispositionCode } from '../api/types';
import { ActDialog } from '../kit/act-dialog';
import { checkRequired } from '../kit/check-required';
import { Options, SelectField, TextArea } from '../kit/field';
import { useSavedDraft } from '../kit/saved-draft';
import { useDraftForm } from '../kit/use-draft-form';
import { useWords } from '../words/use-words';
import { type ActProps, paramsOf } from './act-props';

const paths = {
  propose: '/api/v1/complaints/{id}/closure-proposal',
  close: '/api/v1/complaints/{id}/disposition',
} as const;

/** Decision on the form, which may be unfinished. */
type Closure = { code: DispositionCode | ''; narrative: string };

/** Closing of a complaint with a disposition, as it was proposed if it was, or the proposal of it. Both are kept as the same draft. */
export function Close({
  name,
  complaint,
  onClose,
  onDone,
  onStale,
  proposal = null,
}: ActProps & { readonly name: 'propose' | 'close' }) {
  const words = useWords();
  const id = useId();
  const subject = { kind: 'closure', subjectId: complaint.id } as const;
  const draft = useDraftForm<Closure>(
    subject,
    { code: proposal?.code ?? '', narrative: proposal?.narrative ?? '' },
    useSavedDraft(subject),
  );
  const { values, change } = draft;
  const { code, narrative } = values;
  const fields = {
    code: { id: `${id}-code`, label: words.acts.disposition },
    narrative: { id: `${id}-narrative`, label: words.acts.narrative },
  };
  return (
    <ActDialog
      title={`${words.acts[name]}: ${complaint.reference}`}
      effect={words.acts.effect[name]}
      submitLabel={words.acts[name]}
      check={() => [
        ...checkRequired(fields.code, code, words.errors.choose),
        ...checkRequired(fields.narrative, narrative, words.errors.required),
      ]}
      fields={fields}
      send={async () => {
        const body = { code: code as DispositionCode, narrative };
        await draft.submit((draftHeader) =>
          call(() => api.PUT(paths[name], { params: paramsOf(complaint, draftHeader), body })),
        );
        onDone(words.acts.done[name](complaint.reference));
      }}
      draft={draft}
      onClose={onClose}
      onStale={onStale}
    >
      {(fieldOf) => (
        <>
          <SelectField
            {...fieldOf('code')}
            value={code}
            autoFocus
            onChange={(event) => change({ code: event.target.value as DispositionCode })}
          >
            <option value="">{words.common.choose}</option>
            <Options words={words.disposition} />
          </SelectField>
          <TextArea
            {...fieldOf('narrative')}
            value={narrative}
            rows={5}
            onChange={(event) => change({ narrative: event.target.value })}
          />
        </>
      )}
    </ActDialog>
  );
}
