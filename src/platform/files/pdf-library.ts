import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import type { PdfWork } from './pdf-work.js';

/** Parts of PDF.js that the tracker uses. The types of its package do not resolve under Node's rules for modules. */
export interface PdfLibrary {
  readonly OPS: Readonly<Record<PdfOperator, number>>;
  getDocument(options: PdfOptions): { readonly promise: Promise<PdfDocument>; destroy(): Promise<void> };
}

interface PdfOptions {
  readonly data: Uint8Array;
  readonly verbosity: number;
  readonly isEvalSupported: boolean;
  readonly maxImageSize: number;
  readonly disableFontFace: boolean;
  readonly useSystemFonts: boolean;
  readonly useWorkerFetch: boolean;
  readonly useWasm: boolean;
  readonly enableXfa: boolean;
  readonly isOffscreenCanvasSupported: boolean;
}

type PdfOperator =
  | 'save'
  | 'restore'
  | 'transform'
  | 'paintFormXObjectBegin'
  | 'paintFormXObjectEnd'
  | 'beginText'
  | 'setTextMatrix'
  | 'moveText'
  | 'setLeadingMoveText'
  | 'setLeading'
  | 'nextLine'
  | 'setHScale'
  | 'setGState'
  | 'setFont'
  | 'setTextRenderingMode'
  | 'beginMarkedContent'
  | 'beginMarkedContentProps'
  | 'endMarkedContent'
  | 'showText'
  | 'setFillRGBColor'
  | 'setFillColorN'
  | 'beginGroup'
  | 'endGroup'
  | 'beginAnnotation'
  | 'endAnnotation'
  | 'clip'
  | 'eoClip'
  | 'constructPath'
  | 'fill'
  | 'eoFill'
  | 'fillStroke'
  | 'eoFillStroke';

export interface PdfDocument {
  readonly numPages: number;
  getPage(number: number): Promise<PdfPage>;
  getMetadata(): Promise<{ readonly info: { readonly EncryptFilterName?: string | null } }>;
  getOptionalContentConfig(): Promise<{ isVisible(group: unknown): boolean }>;
}

export interface PdfPage {
  readonly pageNumber: number;
  /** The visible part of the page: left, bottom, right and top. */
  readonly view: readonly number[];
  getTextContent(): Promise<{ readonly items: readonly PdfTextItem[] }>;
  getOperatorList(): Promise<{ readonly fnArray: readonly number[]; readonly argsArray: readonly unknown[] }>;
  cleanup(): void;
}

export interface PdfTextItem {
  readonly str: string;
  readonly transform: readonly number[];
  readonly width: number;
}

/** Starts of the library's loops that a few bytes can repeat, and the same with a question to its {@link PdfWork}. */
const questions: readonly (readonly [string, string])[] = [
  ['initialState:a=null,fallbackFontDict:r=null,prevRefs:o=null}){', '$&if(!pdfWork.draw(e,o?._set.size))return;'],
  ['keepWhiteSpace:u=!1,prevRefs:d=null,intersector:m=null}){', '$&if(!pdfWork.draw(e,d?._set.size))return;'],
  ['for(const c of n)r.push(zs.create(', 'for(const c of n)if(pdfWork.draw())r.push(zs.create('],
  ['check(){return++this.checked', 'check(){pdfWork.operate();return++this.checked'],
  ['mapCidRange(e,n,s){if(n-e>If)', 'mapCidRange(e,n,s){if(!pdfWork.addCodes(e,n,this))return;if(n-e>If)'],
  ['mapBfRange(e,n,s){if(n-e>If)', 'mapBfRange(e,n,s){if(!pdfWork.addCodes(e,n,this))return;if(n-e>If)'],
  ['mapOne(e,n){this', 'mapOne(e,n){if(!pdfWork.addCodes(e,e,this))return;this'],
  ['addCodespaceRange(e,n,s){', '$&if(!pdfWork.addCodeLength(this.numCodespaceRanges))return;'],
  ['for(let x=g;x<=b;x++)a[x]=w', 'if(pdfWork.addCodes(g,b))$&'],
  ['for(let j=w;j<=x;j++)o[j]=y', 'if(pdfWork.addCodes(w,x))$&'],
  ['for(let Se=be;Se<=Ce;Se++)Ne.push(', 'if(pdfWork.addCodes(be,Ce))$&'],
  ['for(Se=J.offsetIndex,Le=ce;Le<=Ge;Le++)', 'if(pdfWork.addCodes(ce,Ge))$&'],
];

type CountedLibrary = PdfLibrary & { readonly setWork: (work: PdfWork) => void };

let loading: Promise<CountedLibrary> | null = null;

/** Loads the library in the thread that reads a PDF, and in no other. It then counts the work of the next file. */
export async function loadPdfLibrary(work: PdfWork): Promise<PdfLibrary> {
  const library = await (loading ??= importCounted());
  library.setWork(work);
  return library;
}

/**
 * Imports the library with the questions in its text. It has no setting for this work, and its loops never pause, so
 * nothing else in their thread can end them. Fails for another release, whose text differs.
 */
async function importCounted(): Promise<CountedLibrary> {
  const main = createRequire(import.meta.url).resolve('unpdf');
  let text = await readFile(new URL('pdfjs.mjs', pathToFileURL(main)), 'utf8');
  for (const [start, asking] of questions) {
    if (text.split(start).length !== 2) throw new Error(`The PDF library does not have this once: ${start}`);
    text = text.replace(start, asking);
  }
  text += ';let pdfWork;export function setWork(work){pdfWork=work}';
  return import(`data:text/javascript;base64,${Buffer.from(text).toString('base64')}`) as Promise<CountedLibrary>;
}
