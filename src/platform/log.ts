import { pino } from 'pino';
import type { DestinationStream, Logger } from 'pino';

export type Log = Logger;
export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/**
 * One JSON object a line, on standard output unless told otherwise. Bodies and headers are never logged; the redaction
 * is a second net for whoever logs an object that carries a secret.
 */
export function createLog(options: { level: LogLevel; destination?: DestinationStream }): Log {
  const settings = {
    level: options.level,
    base: null,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label: string) => ({ level: label }) },
    redact: [
      'authorization',
      'cookie',
      'password',
      'apiKey',
      '*.authorization',
      '*.cookie',
      '*.password',
      '*.apiKey',
    ],
  };
  return options.destination === undefined ? pino(settings) : pino(settings, options.destination);
}
