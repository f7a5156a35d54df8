import { useId, useState } from 'react';
import { api, call } from '../api/client';
import { ActDialog } from '../kit/act-dialog';
import { toLocalInput } from '../kit/dates';
import { TextArea, TextField } from '../kit/field';
import { useZone } from '../session/use-zone';
import { useWords } from '../words/use-words';
import { type ActProps, checkRequired, paramsOf } from './act-props';

/** Hold of a complaint until a day of review, two weeks from today unless the user chooses another. */
export function Hold({ complaint, onClose, onDone, onStale }: ActProps) {
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
        ...checkRequired(`${id}-day`, reviewOn, words.errors.required(words.acts.reviewOn)),
        ...checkRequired(`${id}-reason`, reason, words.errors.required(words.acts.reason)),
      ]}
      fieldIds={{
        reviewOn: { id: `${id}-day`, label: words.acts.reviewOn },
        reason: { id: `${id}-reason`, label: words.acts.reason },
      }}
      send={async () => {
        await call(() =>
          api.PUT('/api/v1/complaints/{id}/hold', { params: paramsOf(complaint), body: { reason, reviewOn } }),
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
            onChange={(event) => setReviewOn(event.target.value)}
          />
          <TextArea
            id={`${id}-reason`}
            label={words.acts.reason}
            error={faultOf(`${id}-reason`)}
            value={reason}
            rows={3}
            autoFocus
            onChange={(event) => setReason(event.target.value)}
          />
        </>
      )}
    </ActDialog>
  );
}
