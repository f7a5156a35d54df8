import { useEffect } from 'react';

type Save = () => Promise<boolean>;

const saves = new Set<Save>();

/** Registers a save that is due before the user signs out. It returns whether everything is saved. */
export function useLeaving(save: Save): void {
  useEffect(() => {
    saves.add(save);
    return () => void saves.delete(save);
  }, [save]);
}

/** Saves what is not saved yet, and returns whether everything is saved. */
export async function saveBeforeLeaving(): Promise<boolean> {
  const outcomes = await Promise.all([...saves].map((save) => save()));
  return outcomes.every(Boolean);
}
