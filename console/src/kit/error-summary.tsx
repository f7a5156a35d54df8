import { useEffect, useId, useRef } from 'react';
import { useWords } from '../words/use-words';

export interface FormFault {
  readonly fieldId?: string | undefined;
  readonly message: string;
}

/** Faults of a form, each a link to its field. It takes the focus when it appears. */
export function ErrorSummary({ faults }: { readonly faults: readonly FormFault[] }) {
  const words = useWords();
  const headingId = useId();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (faults.length > 0) box.current?.focus();
  }, [faults]);
  if (faults.length === 0) return null;
  return (
    <div className="error-summary" ref={box} tabIndex={-1} role="group" aria-labelledby={headingId}>
      <h2 id={headingId}>{words.errors.summary}</h2>
      <ul>
        {faults.map(({ fieldId, message }) => (
          <li key={`${fieldId ?? ''} ${message}`}>
            {fieldId === undefined ? (
              message
            ) : (
              <a
                href={`#${fieldId}`}
                onClick={(event) => {
                  event.preventDefault();
                  document.getElementById(fieldId)?.focus();
                }}
              >
                {message}
              </a>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
