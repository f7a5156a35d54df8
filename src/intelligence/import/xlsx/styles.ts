import { getAttribute, findChildren, type XmlElement } from './xml-element.js';
import { findBuiltInFormat, parseFormatCode, generalFormat, type NumberFormat } from './number-format.js';

export type Styles = readonly NumberFormat[];

export function readStyles(root: XmlElement): Styles {
  const customFormats = new Map(
    findChildren(root, 'numFmts', 'numFmt').map((format) => [
      getAttribute(format, 'numFmtId'),
      parseFormatCode(getAttribute(format, 'formatCode') ?? ''),
    ]),
  );
  return findChildren(root, 'cellXfs', 'xf').map((style) => {
    const id = getAttribute(style, 'numFmtId');
    return id === undefined ? generalFormat : (customFormats.get(id) ?? findBuiltInFormat(Number(id)));
  });
}
