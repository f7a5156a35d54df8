import { useEffect } from 'react';

/** Focused element, and the elements around it at that time, the innermost first. */
type FocusPath = readonly Element[];

/**
 * Keeps the focus in the page. A browser leaves it nowhere when an act removes or disables the button that started it, and the next Tab
 * would begin at the top. An enabled button gets it back. In place of a removed one, the nearest heading gets it.
 */
export function useKeptFocus(): void {
  useEffect(() => {
    let path: FocusPath = [];
    let frame = 0;
    const onFocus = ({ target }: FocusEvent): void => {
      path = pathOf(target);
    };
    const onBlur = ({ target }: FocusEvent): void => {
      // The element is still there during its removal.
      queueMicrotask(() => {
        if (target === path[0] && canFocus(path[0])) path = [];
      });
    };
    const check = (): void => {
      frame = 0;
      if (document.activeElement === document.body) findTarget(path)?.focus();
    };
    const observer = new MutationObserver(() => {
      const [focused] = path;
      // A dialog that closes moves the focus itself in the next frame, so that this one comes later.
      if (focused && document.activeElement === document.body && frame === 0) {
        frame = requestAnimationFrame(() => {
          frame = requestAnimationFrame(check);
        });
      }
    });
    document.addEventListener('focusin', onFocus);
    document.addEventListener('focusout', onBlur);
    observer.observe(document.body, {
      childList: true,
      subtree: true,
      attributes: true,
      attributeFilter: ['disabled'],
    });
    return () => {
      document.removeEventListener('focusin', onFocus);
      document.removeEventListener('focusout', onBlur);
      observer.disconnect();
      cancelAnimationFrame(frame);
    };
  }, []);
}

function pathOf(target: EventTarget | null): FocusPath {
  const path: Element[] = [];
  for (let element = target instanceof Element ? target : null; element !== null; element = element.parentElement) {
    path.push(element);
  }
  return path;
}

/** Returns the element that gets the focus: the one that had it, or the nearest heading. A disabled one is waited for. */
function findTarget(path: FocusPath): HTMLElement | null {
  const [focused] = path;
  if (focused instanceof HTMLElement && focused.isConnected) return canFocus(focused) ? focused : null;
  const heading = path
    .filter(({ isConnected }) => isConnected)
    .map((around) => around.querySelector<HTMLElement>('h1, h2, h3'))
    .find((found) => found !== null);
  if (heading === undefined) return null;
  heading.tabIndex = -1;
  return heading;
}

function canFocus(element: Element | undefined): boolean {
  return element?.isConnected === true && !element.matches(':disabled');
}
