import { useState } from 'react';
import { useWords } from '../words/use-words';

const maxCollapsed = 600;

/** Text of a report as it was typed. A long one is collapsed first, and printed whole. */
export function Narrative({ text, isCollapsed = true }: { readonly text: string; readonly isCollapsed?: boolean }) {
  const words = useWords();
  const [isOpen, setIsOpen] = useState(!isCollapsed);
  const isLong = text.length > maxCollapsed;
  return (
    <>
      <p className="narrative" dir="auto">
        {isLong && !isOpen ? (
          <>
            {text.slice(0, maxCollapsed)}
            <span className="no-print"> …</span>
            <span className="print-only">{text.slice(maxCollapsed)}</span>
          </>
        ) : (
          text
        )}
      </p>
      {isLong && (
        <button type="button" className="usa-button usa-button--unstyled no-print" onClick={() => setIsOpen(!isOpen)}>
          {isOpen ? words.complaint.narrativeLess : words.complaint.narrativeMore}
        </button>
      )}
    </>
  );
}
