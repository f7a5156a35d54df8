import { useId, useRef, useState } from 'react';
import { useLocation, useSearchParams } from 'react-router';
import { TextField } from '../kit/field';
import { ProblemMessage } from '../kit/messages';
import { Page } from '../kit/page';
import { SubmitForm } from '../kit/submit-form';
import { useSession } from '../session/session';
import { useAct } from '../session/use-act';
import { AccessExplanation } from './access-explanation';
import { AccessLog } from './access-log';
import { useAccessWords } from './access-words';
import { findRecord } from './find-record';

interface Named {
  readonly id: string;
  /** Null if only the id is known, as from an address. */
  readonly name: string | null;
}

/** Last question of the user. The number counts the questions, so the same question can be asked twice. */
interface Question {
  readonly record: Named;
  readonly account: Named | null;
  readonly number: number;
}

/**
 * Page that shows who looked at a complaint, and why a person can or cannot see it. Supervisors ask about complaints that they can read. Auditors ask
 * about all at or below their seat, and administrators only why a person has access.
 */
export default function Access() {
  const texts = useAccessWords();
  const { may } = useSession();
  const { act, problem, isBusy } = useAct();
  const [address] = useSearchParams();
  const { state } = useLocation() as { readonly state: { readonly reference?: unknown } | null };
  const linked = address.get('record');
  const knownReference = typeof state?.reference === 'string' ? state.reference : null;
  const mayReadLog = may('access-log:read');
  const [reference, setReference] = useState(knownReference ?? '');
  const [email, setEmail] = useState('');
  const [faults, setFaults] = useState<{ readonly reference?: string; readonly email?: string }>({});
  const [question, setQuestion] = useState<Question | null>(
    linked !== null && mayReadLog ? { record: { id: linked, name: knownReference }, account: null, number: 0 } : null,
  );
  const number = useRef(0);
  const referenceId = useId();
  const emailId = useId();
  const ask = (record: Named, account: Named | null): void => {
    number.current += 1;
    setQuestion({ record, account, number: number.current });
  };
  const fail = (field: 'reference' | 'email', sentence: string): void => {
    setFaults({ [field]: sentence });
    document.getElementById(field === 'reference' ? referenceId : emailId)?.focus();
  };
  const submit = (): void => {
    if (isBusy) return;
    setFaults({});
    if (reference.trim() === '') {
      fail('reference', texts.needsReference);
      return;
    }
    if (email.trim() === '' && !mayReadLog) {
      fail('email', texts.needsEmail);
      return;
    }
    act(async () => {
      const record = await findRecord(reference, 'complaint');
      if (record === null) {
        fail('reference', texts.noComplaint);
        return;
      }
      const account = email.trim() === '' ? null : await findRecord(email, 'account');
      if (email.trim() !== '' && account === null) {
        fail('email', texts.noAccount);
        return;
      }
      ask(record, account);
    });
  };
  return (
    <Page title={texts.title}>
      <p>
        {mayReadLog ? texts.intro : texts.introOfAdmin} {texts.logged}
      </p>
      <SubmitForm className="list-filters no-print" onSubmit={submit}>
        <TextField
          id={referenceId}
          label={texts.reference}
          value={reference}
          error={faults.reference}
          maxLength={200}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setReference(event.target.value)}
        />
        <TextField
          id={emailId}
          label={mayReadLog ? texts.emailOptional : texts.email}
          type="email"
          value={email}
          error={faults.email}
          maxLength={200}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setEmail(event.target.value)}
        />
        <button type="submit" className="usa-button" aria-disabled={isBusy}>
          {texts.show}
        </button>
      </SubmitForm>
      <ProblemMessage problem={problem} />
      {question?.account && (
        <AccessExplanation
          key={`explanation ${question.number}`}
          record={question.record.id}
          account={question.account.id}
        />
      )}
      {question && mayReadLog && (
        <AccessLog
          // An explanation of an entry leaves the list as it is.
          key={question.record.id}
          record={question.record}
          onExplain={(account) => ask(question.record, account)}
        />
      )}
    </Page>
  );
}
