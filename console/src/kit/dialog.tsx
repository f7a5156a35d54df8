import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';

interface DialogProps {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose?: () => void;
  readonly hidesPage?: boolean;
  readonly children: ReactNode;
}

/**
 * Modal dialog. Esc closes it if `onClose` is given. With `hidesPage`, nothing of a case is visible behind it.
 */
export function Dialog({ title, isOpen, onClose, hidesPage = false, children }: DialogProps) {
  return (
    <ModalOverlay
      className={hidesPage ? 'dialog-overlay dialog-overlay--blank' : 'dialog-overlay'}
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
