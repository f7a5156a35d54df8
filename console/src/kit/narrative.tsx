import { useState } from 'react';
import { useWords } from '../words/use-words';

const maxCollapsed = 600;

/** Returns the length of the collapsed text: it ends with a word, unless a word is far too long. */
function cutLength(text: string): number {
  const start = text.slice(0, maxCollapsed + 1);
  const end = start.search(/\s\S*$/);
  return end < maxCollapsed / 2 ? maxCollapsed : end;
}

/** Text of a report as it was typed. A long one is collapsed first, and printed whole. */
export function Narrative({ text, isCollapsed = true }: { readonly text: string; readonly isCollapsed?: boolean }) {
  const words = useWords();
  const [isOpen, setIsOpen] = useState(!isCollapsed);
  const isLong = text.length > maxCollapsed;
  const cut = cutLength(text);
  return (
    <>
      <p className="narrative" dir="auto">
        {isLong && !isOpen ? (
          <>
            {text.slice(0, cut)}
            <span className="no-print"> …</span>
            <span className="print-only">{text.slice(cut)}</span>
          </>
        ) : (
          text
        )}
      </p>
      {isLong && (
        <button
          type="button"
          className="usa-button usa-button--unstyled no-print"
          aria-expanded={isOpen}
          onClick={() => setIsOpen(!isOpen)}
        >
          {isOpen ? words.complaint.narrativeLess : words.complaint.narrativeMore}
        </button>
      )}
    </>
  );
}
