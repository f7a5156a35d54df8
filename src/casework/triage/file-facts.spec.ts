import { describe, expect, it } from '@jest/globals';
import { summarizeFiles, type TriagedFile } from './file-facts.js';

const file = (over: Partial<TriagedFile> = {}): TriagedFile => ({
  classification: null,
  relevance: null,
  annotations: [],
  ...over,
});

describe('the facts of the files of a tip', () => {
  it('are none without files', () => {
    expect(summarizeFiles([], [])).toEqual({ annotations: [], files: 0, prepubescentFiles: 0, isAllViral: false });
  });

  it('are the number, the classes A1 and A2, and the marks of the tip and of its files, each once', () => {
    const files = [
      file({ classification: 'A1', annotations: ['infant'] }),
      file({ classification: 'A2', annotations: ['infant'] }),
      file({ classification: 'B1' }),
    ];

    expect(summarizeFiles(files, ['sextortion'])).toEqual({
      annotations: ['sextortion', 'infant'],
      files: 3,
      prepubescentFiles: 2,
      isAllViral: false,
    });
  });

  it('omit a viral file and a meme, their class and their marks', () => {
    const files = [
      file({ classification: 'A1', annotations: ['viral', 'infant'] }),
      file({ classification: 'A1', annotations: ['potential_meme'] }),
      file({ classification: 'B2' }),
    ];

    expect(summarizeFiles(files, [])).toEqual({ annotations: [], files: 1, prepubescentFiles: 0, isAllViral: false });
  });

  it('are viral if each reported file is, whatever the supplemental ones are', () => {
    const files = [
      file({ annotations: ['viral'] }),
      file({ annotations: ['potential_meme'] }),
      file({ relevance: 'supplemental' }),
    ];

    expect(summarizeFiles(files, []).isAllViral).toBe(true);
    expect(summarizeFiles([...files, file({ relevance: 'reported' })], []).isAllViral).toBe(false);
  });

  it('are not viral where only supplemental files are known', () => {
    expect(summarizeFiles([file({ relevance: 'supplemental', annotations: ['viral'] })], []).isAllViral).toBe(false);
  });
});
