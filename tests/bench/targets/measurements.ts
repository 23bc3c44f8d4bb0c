/** What the process that starts a target may ask it about itself, while nothing is asked of it. */
const measurements: Record<string, () => number> = {
  /** Processor time so far, of all threads, in µs. */
  cpu: () => {
    const { user, system } = process.cpuUsage();
    return user + system;
  },
  /** Resident memory, in bytes. */
  memory: () => process.memoryUsage.rss(),
};

export function answerMeasurements(): void {
  process.on('message', (name: string) => process.send?.(measurements[name]?.()));
}
