import { QueryClient } from '@tanstack/react-query';
import { Problem } from './problem.ts';

const MINUTE_MS = 60_000;

/** One for the application. What is shown is asked again when it is looked at again and a minute old, or when the stream says so. */
export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: MINUTE_MS,
      gcTime: 30 * MINUTE_MS,
      // What was refused stays refused; only what was not reached or is momentarily unavailable is worth another try.
      retry: (count, error) => count < 2 && !(error instanceof Problem && error.problem.status !== 503),
      // 'always': whether there is a network is found by asking, not by what the browser believes.
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
});
