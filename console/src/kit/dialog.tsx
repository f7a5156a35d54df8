import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';

interface DialogProps {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose?: () => void;
  readonly isBlank?: boolean;
  readonly size?: 'narrow' | 'wide';
  readonly children: ReactNode;
}

/**
 * Modal dialog. Esc and a press outside close it if `onClose` is given. `isBlank` covers the page, so that nothing of a
 * case is visible behind it.
 */
export function Dialog({ title, isOpen, onClose, isBlank = false, size = 'narrow', children }: DialogProps) {
  return (
    <ModalOverlay
      className={isBlank ? 'dialog-overlay dialog-overlay--blank' : 'dialog-overlay'}
      isOpen={isOpen}
      isDismissable={false}
      isKeyboardDismissDisabled={!onClose}
      onOpenChange={(open) => {
        if (!open) onClose?.();
      }}
    >
      <Modal className={`dialog dialog--${size}`}>
        <AriaDialog className="dialog-body">
          <Heading slot="title" level={2} className="dialog-title">
            {title}
          </Heading>
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
