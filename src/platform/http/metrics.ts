import { Histogram, Registry, collectDefaultMetrics } from 'prom-client';

export interface HttpMetrics {
  /** Other parts of the process register their own metrics here. */
  registry: Registry;
  /** Counts one answered request. */
  observe(operationId: string, status: number, seconds: number): void;
}

/**
 * The process's metrics and a histogram of requests by operation and status. Label values come from the contract, never
 * from the caller, so their number is bounded.
 */
export function createMetrics(): HttpMetrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const durations = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the request head to the answer, by operation and status',
    labelNames: ['operation', 'status'] as const,
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  });
  return {
    registry,
    observe: (operation, status, seconds) => durations.observe({ operation, status }, seconds),
  };
}
