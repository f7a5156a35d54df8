import { type RefObject, useLayoutEffect, useRef } from 'react';

/**
 * Returns the ref of the button that has the focus while its form is submitted, because a locked field cannot have it. After
 * a refusal the field has it again.
 */
export function useWaitingFocus(isBusy: boolean): RefObject<HTMLButtonElement | null> {
  const button = useRef<HTMLButtonElement>(null);
  const field = useRef<HTMLElement | null>(null);
  useLayoutEffect(() => {
    const { activeElement: focused } = document;
    if (isBusy) {
      // The browser takes the focus from a locked element only when it draws.
      if (!(focused instanceof HTMLElement) || !focused.matches('[inert] *, :disabled')) return;
      field.current = focused;
      button.current?.focus();
      return;
    }
    // The user may have gone to another part of the page meanwhile. A click into a locked field gives the focus to an element around it.
    if (focused === button.current || focused?.contains(field.current) === true) field.current?.focus();
    field.current = null;
  }, [isBusy]);
  return button;
}
