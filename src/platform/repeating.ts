/** Work that is looked for again and again in one process, one look at a time. */
export interface Repeating {
  /** There may be something to do: returns at once. */
  nudge: () => void;
  /** Waits for the look under way, looks a last time, and ends. */
  close: () => Promise<void>;
}

export interface Pace {
  /** A look so long after a nudge, so that a burst of them is one look. */
  nudgedMs: number;
  /** The fallback where no nudge arrives, and the pause after a failure. */
  everyMs: number;
}

/** Starts looking. A look that fails is told once, until one succeeds, and made again; nudges are not heard until then. */
export function repeating(
  work: () => Promise<unknown>,
  { nudgedMs, everyMs }: Pace,
  onError: (error: unknown) => void,
): Repeating {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let isNudged = false;
  let isFailing = false;
  let isClosed = false;

  async function look(): Promise<void> {
    isNudged = false;
    try {
      await work();
      isFailing = false;
    } catch (error) {
      if (!isFailing) onError(error);
      isFailing = true;
    }
  }

  function lookAfter(ms: number): void {
    clearTimeout(timer);
    if (isClosed) return;
    timer = setTimeout(() => {
      running = look().finally(() => {
        running = undefined;
        lookAfter(isNudged && !isFailing ? nudgedMs : everyMs);
      });
    }, ms);
  }

  lookAfter(nudgedMs);
  return {
    nudge() {
      if (isNudged) return;
      isNudged = true;
      if (!running && !isFailing) lookAfter(nudgedMs);
    },
    async close() {
      isClosed = true;
      clearTimeout(timer);
      await running;
      await look();
    },
  };
}
