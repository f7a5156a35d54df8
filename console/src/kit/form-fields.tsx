import type { ReactNode } from 'react';
import { useWords } from '../words/use-words';

/**
 * Fields of a form. They take no input while it is submitted, because that would be in neither the record nor the draft, which ends
 * with the submission.
 */
export function FormFields({ isBusy, children }: { readonly isBusy: boolean; readonly children: ReactNode }) {
  const words = useWords();
  return (
    <>
      <div className="form-fields" inert={isBusy}>
        {children}
      </div>
      <p role="status" className="usa-sr-only">
        {isBusy && words.common.submitting}
      </p>
    </>
  );
}
