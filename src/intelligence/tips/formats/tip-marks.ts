import type { TipMark } from '../../../casework/complaints/complaints.enums.js';
import { foldText } from './parse-values.js';

/**
 * Meaning of the annotations of the provider schema (November 2025), of the elements of 2026, and of tags that NCMEC
 * gives to files. Annotations and tags that are not here propose nothing.
 */
const markByWord: Readonly<Record<string, TipMark>> = {
  sadisticOnlineExploitation: 'sadistic_exploitation',
  sextortion: 'sextortion',
  potentialAggravatingFactors: 'aggravating_factors',
  instrumentalUse: 'instrumental_use',
  informational: 'informational',
  infant: 'infant',
  'Infant/Toddler': 'infant',
  physicalHarm: 'physical_harm',
  violenceGore: 'violence',
  bestiality: 'bestiality',
  liveStreaming: 'live_streaming',
  viral: 'viral',
  potentialMeme: 'meme',
  Meme: 'meme',
  'Informational/Meme': 'meme',
};

const marks = new Map(Object.entries(markByWord).map(([word, mark]) => [foldWord(word), mark]));

/** Returns the mark that a word means, or null. Case, spaces and punctuation do not matter. */
export function parseTipMark(raw: string): TipMark | null {
  return marks.get(foldWord(raw)) ?? null;
}

function foldWord(word: string): string {
  return foldText(word).replace(/[^a-z]/g, '');
}
