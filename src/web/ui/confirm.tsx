import type { ReactNode } from 'react';
import { useMutation } from '@tanstack/react-query';
import { ProblemNote } from '../shell/problems.tsx';
import { useTexts } from '../text/catalogue.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { uiTexts } from './texts.ts';

export interface ConfirmProps {
  title: string;
  /** What it does, and what cannot be taken back. */
  children: ReactNode;
  /** What is done, as a verb. */
  action: string;
  isOpen: boolean;
  /** Whether everything that it asks for is there. */
  isReady?: boolean;
  onClose: () => void;
  /** What is done; the dialog closes after it, and stays with the reason when it was refused. */
  onConfirm: () => Promise<unknown>;
}

/** Asks once more before something that people would miss. The focus is on what leaves everything as it is. */
export function Confirm({
  title,
  children,
  action,
  isOpen,
  isReady = true,
  onClose,
  onConfirm,
}: ConfirmProps) {
  const t = useTexts(uiTexts);
  const done = useMutation({ mutationFn: onConfirm, onSuccess: onClose });
  const close = () => {
    done.reset();
    onClose();
  };
  return (
    <Dialog title={title} isOpen={isOpen} onClose={close}>
      {done.isError && <ProblemNote error={done.error} />}
      <div className="flex flex-col gap-3">{children}</div>
      <div className="flex flex-wrap justify-end gap-3 pt-2">
        <Button autoFocus onPress={close}>
          {t('leaveIt')}
        </Button>
        <Button
          weight="danger"
          isDisabled={!isReady}
          isPending={done.isPending}
          onPress={() => done.mutate()}
        >
          {action}
        </Button>
      </div>
    </Dialog>
  );
}
