import type { ReactNode } from 'react';
import { Dialog as AriaDialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { AriaLocale } from './aria-locale.tsx';

export interface DialogProps {
  title: string;
  isOpen: boolean;
  /** Called by Escape and by a press outside; without it the dialog has to be answered. */
  onClose?: () => void;
  /** For what stands side by side. */
  isWide?: boolean;
  children: ReactNode;
}

/** Asks for something before anything else goes on. The focus stays inside, and returns to where it was. */
export function Dialog({ title, isOpen, onClose, isWide = false, children }: DialogProps) {
  return (
    <AriaLocale>
      <ModalOverlay
        isOpen={isOpen}
        onOpenChange={(open) => !open && onClose?.()}
        isDismissable={onClose !== undefined}
        isKeyboardDismissDisabled={onClose === undefined}
        className="fixed inset-0 z-30 flex items-end justify-center bg-[#000a] sm:items-center sm:p-6"
      >
        <Modal
          className={`max-h-[90dvh] w-full overflow-auto rounded-t bg-surface p-6 shadow-lg sm:rounded ${isWide ? 'sm:max-w-3xl' : 'sm:max-w-lg'}`}
        >
          <AriaDialog className="flex flex-col gap-4 outline-none">
            <Heading slot="title" className="text-lg font-semibold">
              {title}
            </Heading>
            {children}
          </AriaDialog>
        </Modal>
      </ModalOverlay>
    </AriaLocale>
  );
}
