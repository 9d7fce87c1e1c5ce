import type { LoggerService } from '@nestjs/common';
import { pino, type DestinationStream, type Level, type Logger as Pino } from 'pino';
import { currentTrace, parseTraceparent } from '../requests/trace.js';
import { censored, errorFacts } from './log-censor.js';

/** JSON lines on standard error, each with its process and the trace and span it belongs to; never a token, code, assertion, password or cookie. */
export class JsonLogger implements LoggerService {
  private readonly pino: Pino;

  constructor(
    level: string,
    service: string,
    destination: DestinationStream = pino.destination({ fd: 2, sync: true }),
  ) {
    this.pino = pino(
      {
        level,
        base: { service },
        timestamp: pino.stdTimeFunctions.isoTime,
        messageKey: 'message',
        serializers: { err: (facts: unknown) => facts },
        formatters: { level: (label) => ({ level: label }) },
        mixin: placeInTrace,
      },
      destination,
    );
  }

  log(message: unknown, ...rest: unknown[]): void {
    this.write('info', message, rest);
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.write('warn', message, rest);
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.write('error', message, rest);
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.write('fatal', message, rest);
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }

  // Every request has a line, and most deployments ask for none of them: it is not put together in vain.
  private write(level: Level, message: unknown, rest: readonly unknown[]): void {
    if (this.pino.isLevelEnabled(level)) this.pino[level](...entry(message, rest));
  }
}

// Of a line that is about the process itself, such as its start, there is nothing to tell.
const placeInTrace = (): object => {
  const trace = currentTrace();
  if (!trace) return {};
  const { traceId, spanId } = parseTraceparent(trace.traceparent) ?? {};
  return { correlationId: trace.correlationId, traceId, spanId };
};

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
