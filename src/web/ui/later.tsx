/** What a slow phone draws after what is above it: in short steps, between which a press is answered. */
import { Children, type ReactNode, startTransition, useEffect, useState } from 'react';

/** What stands further down a page, once what is above has been shown. `before` keeps its place meanwhile, so that nothing jumps. */
export function Later({ before = null, children }: { before?: ReactNode; children: ReactNode }) {
  const [isTime, setIsTime] = useState(false);
  useEffect(() => startTransition(() => setIsTime(true)), []);
  return isTime ? children : before;
}

/** The parts of a long page, each once the one before it has been shown. */
export function InTurn({ children }: { children: ReactNode }) {
  const parts = Children.toArray(children);
  const [shown, setShown] = useState(1);
  useEffect(() => {
    if (shown < parts.length) startTransition(() => setShown(shown + 1));
  }, [shown, parts.length]);
  return parts.slice(0, shown);
}
