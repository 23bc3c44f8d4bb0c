import { setTimeout as delay } from 'node:timers/promises';

/** One thing the service stands on. Without a required one it is not ready; without another it is degraded. */
export interface ReadinessCheck {
  name: string;
  ok: boolean;
  required: boolean;
  detail?: string;
}

export type Readiness = () => Promise<readonly ReadinessCheck[]>;

export interface ReadinessReport {
  status: 'ready' | 'degraded' | 'unavailable';
  checks: readonly ReadinessCheck[];
}

/** A check that does not answer is a check that fails. */
const PATIENCE_MS = 2_000;

function statusOf(checks: readonly ReadinessCheck[]): ReadinessReport['status'] {
  const failed = checks.filter((check) => !check.ok);
  if (failed.length === 0) return 'ready';
  return failed.some((check) => check.required) ? 'unavailable' : 'degraded';
}

/** Runs the checks; never throws and never waits longer than 2 seconds. */
export async function assessReadiness(readiness: Readiness): Promise<ReadinessReport> {
  const silence = new AbortController();
  const failed = (detail: string): ReadinessCheck[] => [
    { name: 'readiness', ok: false, required: true, detail },
  ];
  try {
    const late = delay(PATIENCE_MS, failed('no answer in time'), { signal: silence.signal });
    late.catch(() => undefined);
    const checks = await Promise.race([readiness(), late]);
    return { status: statusOf(checks), checks };
  } catch (error) {
    return { status: 'unavailable', checks: failed(error instanceof Error ? error.message : 'failed') };
  } finally {
    silence.abort();
  }
}
