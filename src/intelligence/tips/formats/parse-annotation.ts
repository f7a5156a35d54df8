import { complaintAnnotations, type ComplaintAnnotation } from '../../../casework/complaints/annotations.enums.js';
import { foldText } from './parse-values.js';

/** Tags that NCMEC gives to files, in other words than the provider schema. */
const annotationByTag = {
  'Infant/Toddler': 'infant',
  Meme: 'potential_meme',
  'Informational/Meme': 'potential_meme',
} as const satisfies Readonly<Record<string, ComplaintAnnotation>>;

const annotations = new Map<string, ComplaintAnnotation>([
  ...complaintAnnotations.map((code) => [foldWord(code), code] as const),
  ...Object.entries(annotationByTag).map(([tag, code]) => [foldWord(tag), code] as const),
]);

/**
 * Returns the annotation that a word of the provider schema or a tag means, or null. Case, spaces and punctuation do not
 * matter: `generativeAi` and `Generative AI` are equal.
 */
export function parseAnnotation(raw: string): ComplaintAnnotation | null {
  return annotations.get(foldWord(raw)) ?? null;
}

function foldWord(word: string): string {
  return foldText(word).replace(/[^a-z]/g, '');
}
