import type { ComplaintAnnotation } from '../complaints/annotations.enums.js';
import type { PriorityFacts } from '../complaints/priority-rules.js';
import type { Classification, FileRelevance } from '../identifiers/identifiers.enums.js';

/** Facts of a recorded file that the rules of the triage use. */
export interface TriagedFile {
  readonly classification: Classification | null;
  readonly relevance: FileRelevance | null;
  readonly annotations: readonly ComplaintAnnotation[];
}

const prepubescent: readonly (Classification | null)[] = ['A1', 'A2'];

/**
 * Returns the facts of the reported files and the annotations of a complaint. A viral file or a meme is known material: its class and
 * its other annotations say nothing about the reported person, and do not count. A supplemental file is only context.
 */
export function summarizeFiles(
  files: readonly TriagedFile[],
  others: readonly ComplaintAnnotation[],
): Pick<PriorityFacts, 'annotations' | 'files' | 'prepubescentFiles' | 'isAllViral'> {
  const reported = files.filter(({ relevance }) => relevance !== 'supplemental');
  const counted = reported.filter(
    ({ annotations }) => !annotations.includes('viral') && !annotations.includes('potential_meme'),
  );
  return {
    annotations: [...new Set([...others, ...counted.flatMap(({ annotations }) => annotations)])],
    files: counted.length,
    prepubescentFiles: counted.filter(({ classification }) => prepubescent.includes(classification)).length,
    isAllViral: reported.length > 0 && counted.length === 0,
  };
}
