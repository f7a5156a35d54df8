import { foldText } from '../../../casework/vault/name-matching.js';

const minNameLength = 3;
/** Longer names are searched up to this length. */
const maxNameLength = 100;
const letterPattern = /[\p{L}\p{N}]/u;

interface Node {
  readonly next: Map<string, Node>;
  /** The node of the longest proper suffix that is also a prefix of a name. */
  fallback: Node | null;
  lengths: readonly number[];
}

/**
 * Finds names in texts, as whole words in any spelling: case, marks and invisible characters make no difference. It reads a text once,
 * regardless of the number of names (Aho and Corasick, 1975).
 */
export class NameSearch {
  private readonly root = newNode();

  constructor(names: readonly string[]) {
    for (const name of names.map(normalizeName)) if (name.length >= minNameLength) this.add(name);
    this.connect();
  }

  matches(text: string): boolean {
    const letters = foldSpelling(text);
    let node = this.root;
    for (let position = 0; position < letters.length; position += 1) {
      node = nextNode(node, letters.charAt(position)) ?? this.root;
      if (node.lengths.length === 0 || isLetter(letters.charAt(position + 1))) continue;
      if (node.lengths.some((length) => !isLetter(letters.charAt(position - length)))) return true;
    }
    return false;
  }

  private add(name: string): void {
    let node = this.root;
    for (const letter of name.split('')) {
      const next = node.next.get(letter) ?? newNode();
      node.next.set(letter, next);
      node = next;
    }
    node.lengths = [name.length];
  }

  /** Connects each node to its fallback, in breadth-first order. */
  private connect(): void {
    const queue = [this.root];
    for (const node of queue) {
      for (const [letter, child] of node.next) {
        child.fallback = (node.fallback && nextNode(node.fallback, letter)) ?? this.root;
        child.lengths = [...child.lengths, ...child.fallback.lengths];
        queue.push(child);
      }
    }
  }
}

/** Returns the node after one more letter; null if no name continues with it. */
function nextNode(from: Node, letter: string): Node | null {
  for (let node: Node | null = from; node; node = node.fallback) {
    const next = node.next.get(letter);
    if (next) return next;
  }
  return null;
}

function newNode(): Node {
  return { next: new Map(), fallback: null, lengths: [] };
}

/** Returns a name in search form. A long name is cut at a word boundary. */
function normalizeName(name: string): string {
  const whole = foldSpelling(name).trim();
  return whole.length <= maxNameLength
    ? whole
    : whole
        .slice(0, maxNameLength)
        .replace(/[\p{L}\p{N}]+$/u, '')
        .trim();
}

function isLetter(letter: string): boolean {
  return letterPattern.test(letter);
}

/** Returns a text in one spelling, as the vault compares names: `José` is `jose`. An apostrophe stays, because it may end a name. */
function foldSpelling(text: string): string {
  return foldText(text).replaceAll(/[’ʼ]/g, "'").replaceAll(/\s+/g, ' ');
}
