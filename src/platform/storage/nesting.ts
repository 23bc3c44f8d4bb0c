import { AsyncLocalStorage } from 'node:async_hooks';

const inUnit = new AsyncLocalStorage<'read' | 'write'>();

/**
 * Runs a unit of work and refuses one inside another: a nested write would wait for itself or, worse, commit alone.
 * The storage is only the guard; the scope itself is always passed explicitly.
 */
export function asUnit<T>(kind: 'read' | 'write', work: () => Promise<T>): Promise<T> {
  const outer = inUnit.getStore();
  if (outer !== undefined) {
    return Promise.reject(new Error(`a ${kind} unit of work was started inside a ${outer} unit of work`));
  }
  return work();
}

/** Marks everything `work` awaits as being inside a unit of work. */
export function insideUnit<T>(kind: 'read' | 'write', work: () => Promise<T>): Promise<T> {
  return inUnit.run(kind, work);
}
