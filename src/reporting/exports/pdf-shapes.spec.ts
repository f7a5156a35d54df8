import { once } from 'node:events';
import { describe, expect, it } from '@jest/globals';
import PDFDocument from 'pdfkit';
import type { Picture } from '../charts/shapes.js';
import { drawPicture } from './pdf-shapes.js';

const black = '#000000';

async function draw(picture: Picture, scale: number): Promise<string> {
  const pdf = new PDFDocument({ compress: false, size: 'LETTER' });
  pdf.registerFont('plain', 'Helvetica').registerFont('bold', 'Helvetica-Bold');
  const parts: Buffer[] = [];
  pdf.on('data', (part: Buffer) => parts.push(part));
  const ended = once(pdf, 'end');
  drawPicture(pdf, picture, { x: 40, y: 60, scale });
  pdf.end();
  await ended;
  return Buffer.concat(parts).toString('latin1');
}

describe('a chart in a PDF', () => {
  it('has each of its shapes, scaled to the page', async () => {
    const file = await draw(
      {
        width: 100,
        height: 100,
        shapes: [
          { kind: 'rect', x: 1, y: 2, width: 30, height: 40, fill: '#ff0000' },
          { kind: 'rect', x: 5, y: 6, width: 7, height: 8, fill: '#ffffff', stroke: black, strokeWidth: 2 },
          { kind: 'line', x1: 10, y1: 11, x2: 12, y2: 13, stroke: black, strokeWidth: 1.5 },
          { kind: 'path', d: 'M1 1 L9 1 L9 9 Z', fill: '#0000ff' },
          { kind: 'text', x: 50, y: 60, text: 'Arrests', size: 12, fill: black, anchor: 'middle', isBold: true },
        ],
      },
      0.5,
    );

    expect(file).toContain('1 0 0 1 40 60 cm\n0.5 0 0 0.5 0 0 cm');
    expect(file).toMatch(/1 2 30 40 re\n[^]*1 0 0 scn\nf\n/);
    expect(file).toMatch(/5 6 7 8 re\n2 w\n[^]*\nB\n/);
    expect(file).toMatch(/10 11 m\n12 13 l\n1.5 w\n[^]*\nS\n/);
    expect(file).toMatch(/1 1 m\n9 1 l\n9 9 l\nh\n[^]*0 0 1 scn\nf\n/);
    expect(file).toContain('/Helvetica-Bold');
  });

  it('stays on its page at any size', async () => {
    const text = { kind: 'text', x: 900, y: 1500, text: 'below', size: 12, fill: black, anchor: 'end' } as const;

    expect((await draw({ width: 960, height: 1600, shapes: [text] }, 0.3)).match(/\/Type \/Page\n/g)).toHaveLength(1);
  });
});
