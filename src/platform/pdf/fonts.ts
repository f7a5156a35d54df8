import { fileURLToPath } from 'node:url';

const file = (name: string): string => fileURLToPath(new URL(`fonts/${name}`, import.meta.url));

/** Font files of a PDF, which embeds them for names in many scripts. */
export const fonts = { plain: file('DejaVuSans.ttf'), bold: file('DejaVuSans-Bold.ttf') } as const;
