import { attributeOf, childrenOf, type XmlElement } from './xml-element.js';
import { formatNumbered, formatWritten, plain, type NumberFormat } from './number-format.js';

/** Formats of the cell styles, by index. */
export type Styles = readonly NumberFormat[];

export function stylesIn(root: XmlElement): Styles {
  const written = new Map(
    childrenOf(root, 'numFmts', 'numFmt').map((format) => [
      attributeOf(format, 'numFmtId'),
      formatWritten(attributeOf(format, 'formatCode') ?? ''),
    ]),
  );
  return childrenOf(root, 'cellXfs', 'xf').map((style) => {
    const id = attributeOf(style, 'numFmtId');
    return id === undefined ? plain : (written.get(id) ?? formatNumbered(Number(id)));
  });
}
