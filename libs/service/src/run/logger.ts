import type { LoggerService } from '@nestjs/common';
import { pino, type DestinationStream, type Logger as Pino } from 'pino';
import { currentTrace } from '../requests/trace.js';
import { censored, errorFacts } from './log-censor.js';

/** JSON lines on standard error, each with the trace it belongs to; never a token, code, assertion, password or cookie. */
export class JsonLogger implements LoggerService {
  private readonly pino: Pino;

  constructor(level: string, destination: DestinationStream = pino.destination({ fd: 2, sync: true })) {
    this.pino = pino(
      {
        level,
        base: null,
        timestamp: pino.stdTimeFunctions.isoTime,
        messageKey: 'message',
        serializers: { err: (facts: unknown) => facts },
        formatters: { level: (label) => ({ level: label }) },
        mixin: () => ({ correlationId: currentTrace()?.correlationId }),
      },
      destination,
    );
  }

  log(message: unknown, ...rest: unknown[]): void {
    this.pino.info(...entry(message, rest));
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.pino.warn(...entry(message, rest));
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.pino.error(...entry(message, rest));
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.pino.fatal(...entry(message, rest));
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.pino.debug(...entry(message, rest));
  }
}

// Nest passes the context (a class name) last; an error may stand in any place.
const entry = (message: unknown, rest: readonly unknown[]): [object, string] => {
  const texts = [message, ...rest].filter((part): part is string => typeof part === 'string');
  const objects = [message, ...rest].filter(
    (part): part is object => typeof part === 'object' && part !== null,
  );
  const fields = objects.map((part) => (part instanceof Error ? { err: errorFacts(part) } : censored(part)));
  const component = texts.length > 1 ? texts.at(-1) : undefined;
  const text = texts.slice(0, Math.max(1, texts.length - 1)).join(' ');
  return [Object.assign({}, ...fields, component === undefined ? {} : { component }) as object, text];
};
