import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';

interface DialogProps {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose?: () => void;
  readonly isBlank?: boolean;
  readonly children: ReactNode;
}

/**
 * Modal dialog. Esc closes it if `onClose` is given. `isBlank` covers the page, so that nothing of a
 * case is visible behind it.
 */
export function Dialog({ title, isOpen, onClose, isBlank = false, children }: DialogProps) {
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
      <Modal className="dialog">
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
