import { useId, useState } from 'react';
import { api, call } from '../api/client';
import { useCreationKey } from '../api/use-creation-key';
import { ActDialog } from '../kit/act-dialog';
import { TextArea } from '../kit/field';
import { useWords } from '../words/use-words';
import { type ActProps, type ActTarget, missing, paramsOf } from './act-props';

type SingleTextName = 'note' | 'resume' | 'unmerge' | 'reopen';

interface SingleTextAct {
  readonly field: 'text' | 'reason';
  readonly rows: number;
  readonly send: (complaint: ActTarget, text: string, keyOf: (body: unknown) => string) => Promise<unknown>;
}

const acts: Readonly<Record<SingleTextName, SingleTextAct>> = {
  note: {
    field: 'text',
    rows: 6,
    send: ({ id }, text, keyOf) => {
      const params = { path: { id }, header: { 'Idempotency-Key': keyOf({ text }) } };
      return call(() => api.POST('/api/v1/complaints/{id}/notes', { params, body: { text } }));
    },
  },
  resume: withReason('/api/v1/complaints/{id}/resume'),
  unmerge: withReason('/api/v1/complaints/{id}/unmerge'),
  reopen: withReason('/api/v1/complaints/{id}/reopen'),
};

function withReason(
  path: '/api/v1/complaints/{id}/resume' | '/api/v1/complaints/{id}/unmerge' | '/api/v1/complaints/{id}/reopen',
): SingleTextAct {
  return {
    field: 'reason',
    rows: 3,
    send: (complaint, reason) => call(() => api.POST(path, { params: paramsOf(complaint), body: { reason } })),
  };
}

/** Act that needs one text: a note, or the reason to resume, to undo a merge or to reopen. */
export function SingleText({
  name,
  complaint,
  onClose,
  onDone,
  onStale,
}: ActProps & { readonly name: SingleTextName }) {
  const words = useWords();
  const id = useId();
  const [text, setText] = useState('');
  const { keyOf } = useCreationKey();
  const { field, rows, send } = acts[name];
  const label = field === 'text' ? words.acts.noteText : words.acts.reason;
  return (
    <ActDialog
      title={`${words.acts[name]}: ${complaint.reference}`}
      effect={words.acts.effect[name]}
      submitLabel={words.acts[name]}
      check={() => missing(id, text, words.errors.required(label))}
      fieldIds={{ [field]: { id, label } }}
      send={async () => {
        await send(complaint, text, keyOf);
        onDone(words.acts.done[name](complaint.reference));
      }}
      onClose={onClose}
      onStale={onStale}
    >
      {(faultOf) => (
        <TextArea
          id={id}
          label={label}
          error={faultOf(id)}
          value={text}
          rows={rows}
          autoFocus
          onChange={(event) => setText(event.target.value)}
        />
      )}
    </ActDialog>
  );
}
