import type { TipMark } from '../complaints/complaints.enums.js';
import type { PriorityFacts } from '../complaints/priority-rules.js';
import type { Classification, FileRelevance } from '../identifiers/identifiers.enums.js';

/** Facts of a recorded file that the rules of the triage use. */
export interface TriagedFile {
  readonly classification: Classification | null;
  readonly relevance: FileRelevance | null;
  readonly marks: readonly TipMark[];
}

const prepubescent: readonly (Classification | null)[] = ['A1', 'A2'];

/**
 * Returns the facts of the reported files and the marks of a tip. A viral file or a meme is known material: its class and
 * its other marks say nothing about the reported person, and do not count. A supplemental file is only context.
 */
export function summarizeFiles(
  files: readonly TriagedFile[],
  ofTip: readonly TipMark[],
): Pick<PriorityFacts, 'marks' | 'files' | 'prepubescentFiles' | 'isAllViral'> {
  const reported = files.filter(({ relevance }) => relevance !== 'supplemental');
  const counted = reported.filter(({ marks }) => !marks.includes('viral') && !marks.includes('meme'));
  return {
    marks: [...new Set([...ofTip, ...counted.flatMap(({ marks }) => marks)])],
    files: counted.length,
    prepubescentFiles: counted.filter(({ classification }) => prepubescent.includes(classification)).length,
    isAllViral: reported.length > 0 && counted.length === 0,
  };
}
