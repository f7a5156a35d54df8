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

/** Loads the library in the thread that reads a PDF, and in no other. */
export async function loadPdfLibrary(): Promise<PdfLibrary> {
  return (await import('unpdf/pdfjs')) as unknown as PdfLibrary;
}
