import { ifMatch } from '../api/client';
import type { Schemas } from '../api/types';
import type { NamedAgency } from './agency-picker';

export interface ActTarget {
  readonly id: string;
  readonly version: number;
  readonly reference: string;
  readonly agency: NamedAgency;
  readonly workingAgency: NamedAgency | null;
}

/** Properties that the dialog of every act has. */
export interface ActProps {
  readonly complaint: ActTarget;
  readonly onClose: () => void;
  /** Continues with the sentence of the outcome. */
  readonly onDone: (sentence: string) => void;
  readonly onStale: () => void;
  /** Proposal with which a closing begins. */
  readonly proposal?: Schemas['ClosureProposalView'] | null;
}

/** Returns the path of a request that changes the complaint, and its headers: the version, and the draft that it ends. */
export function paramsOf(
  { id, version }: ActTarget,
  draftHeader: { readonly Draft?: string } = {},
): { path: { id: string }; header: { 'If-Match': string; Draft?: string } } {
  return { path: { id }, header: { ...ifMatch(version), ...draftHeader } };
}
