/** What a slow phone draws after what is above it: in short steps, each after the one before is to be seen, between which a press is answered. */
import { Children, type ReactNode, startTransition, useEffect, useState } from 'react';

/** Runs once what was just rendered has been painted; soon where nobody looks at the page, which is not painted then. Answers how to call it off. */
function afterPaint(run: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let frame: number | undefined;
  const soon = () => {
    timer = setTimeout(() => startTransition(run));
  };
  if (document.hidden) soon();
  else frame = requestAnimationFrame(soon);
  return () => {
    if (frame !== undefined) cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
}

/** What stands further down a page, once what is above has been shown. `before` keeps its place meanwhile, so that nothing jumps. */
export function Later({ before = null, children }: { before?: ReactNode; children: ReactNode }) {
  const [isTime, setIsTime] = useState(false);
  useEffect(() => afterPaint(() => setIsTime(true)), []);
  return isTime ? children : before;
}

/** The parts of a long page, each once the one before it has been shown. */
export function InTurn({ children }: { children: ReactNode }) {
  const parts = Children.toArray(children);
  const [shown, setShown] = useState(1);
  useEffect(
    () => (shown < parts.length ? afterPaint(() => setShown(shown + 1)) : undefined),
    [shown, parts.length],
  );
  return parts.slice(0, shown);
}
