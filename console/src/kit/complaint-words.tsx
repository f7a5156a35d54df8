import { Link } from 'react-router';
import type { Schemas } from '../api/types';
import { useWords } from '../words/use-words';

/** Link to a complaint by its reference, or by a word for a hidden one. */
export function ComplaintLink({
  complaint,
}: {
  readonly complaint: { readonly id: string; readonly reference: string | null };
}) {
  const words = useWords();
  return (
    <Link className="nowrap" to={`/complaints/${complaint.id}`}>
      {complaint.reference ?? words.common.hidden}
    </Link>
  );
}

/** State of a complaint, as a badge. */
export function StateBadge({ state }: { readonly state: Schemas['ComplaintState'] }) {
  const words = useWords();
  return <span className="badge badge--state">{words.complaintState[state]}</span>;
}

/** Priority of a complaint as a badge: 1 as an alarm, 2 as a warning. */
export function PriorityBadge({ priority }: { readonly priority: Schemas['Priority'] | null }) {
  const words = useWords();
  if (priority === null) return <span className="soft nowrap">{words.common.notSet}</span>;
  const tone = priority === 1 ? ' badge--alarm' : priority === 2 ? ' badge--warn' : '';
  return <span className={`badge${tone}`}>{words.priority[priority]}</span>;
}

/** Strength of a match, as a badge. */
export function StrengthBadge({ strength }: { readonly strength: Schemas['MatchStrength'] }) {
  const words = useWords();
  return (
    <span className={strength === 'strong' ? 'badge badge--alarm' : 'badge'}>{words.matchStrength[strength]}</span>
  );
}

/** Name of a person, or the fallback without one. */
export function personName(person: { readonly name: string | null } | null, fallback: string): string {
  return person?.name ?? fallback;
}
