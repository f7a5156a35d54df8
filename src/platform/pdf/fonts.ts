import { fileURLToPath } from 'node:url';

const file = (name: string): string => fileURLToPath(new URL(`fonts/${name}`, import.meta.url));

/** Files of the fonts of a PDF. They are embedded in it, so that a name in any script that they have is legible. */
export const fonts = { plain: file('DejaVuSans.ttf'), bold: file('DejaVuSans-Bold.ttf') } as const;
