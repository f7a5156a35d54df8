import type PDFDocument from 'pdfkit';
import type { Picture, Shape } from '../charts/shapes.js';

type Pdf = InstanceType<typeof PDFDocument>;

export interface PicturePosition {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

/** Draws the shapes of a chart on a page, as the web gets them in SVG. The page has the fonts `plain` and `bold`. */
export function drawPicture(pdf: Pdf, { shapes }: Picture, { x, y, scale }: PicturePosition): void {
  pdf.save().translate(x, y).scale(scale);
  for (const shape of shapes) draw(pdf, shape);
  pdf.restore();
}

function draw(pdf: Pdf, shape: Shape): void {
  switch (shape.kind) {
    case 'rect': {
      const { x, y, width, height, fill, stroke, strokeWidth = 1 } = shape;
      pdf.rect(x, y, width, height);
      if (stroke === undefined) pdf.fill(fill);
      else pdf.lineWidth(strokeWidth).fillAndStroke(fill, stroke);
      return;
    }
    case 'line': {
      const { x1, y1, x2, y2, stroke, strokeWidth } = shape;
      pdf.moveTo(x1, y1).lineTo(x2, y2).lineWidth(strokeWidth).stroke(stroke);
      return;
    }
    case 'path':
      pdf.path(shape.d).fill(shape.fill);
      return;
    case 'text': {
      const { x, y, text, size, fill, anchor, isBold = false } = shape;
      pdf
        .font(isBold ? 'bold' : 'plain')
        .fontSize(size)
        .fillColor(fill);
      const offset = { start: 0, middle: 0.5, end: 1 }[anchor] * pdf.widthOfString(text);
      pdf.text(text, x - offset, y, { lineBreak: false, baseline: 'alphabetic' });
    }
  }
}
