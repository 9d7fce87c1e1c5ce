import { JsonLogger } from '../run/logger.js';
import { withTrace, newTrace } from '../index.js';

const written = (log: (logger: JsonLogger) => void): readonly Record<string, unknown>[] => {
  const lines: string[] = [];
  log(new JsonLogger('debug', 'hello', { write: (line: string) => lines.push(line) }));
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
};

describe('the log', () => {
  it('is JSON, with severity, time, component and trace', () => {
    const trace = newTrace();
    const [line] = written((logger) => withTrace(trace, () => logger.warn('something is odd', 'Sequencer')));
    expect(line).toEqual({
      level: 'warn',
      service: 'hello',
      time: expect.stringMatching(/Z$/) as string,
      correlationId: trace.correlationId,
      traceId: trace.correlationId,
      spanId: trace.traceparent.slice(36, 52),
      component: 'Sequencer',
      message: 'something is odd',
    });
  });

  it.each([
    'authorization',
    'cookie',
    'set-cookie',
    'password',
    'access_token',
    'refresh_token',
    'resource_token',
    'client_assertion',
    'code',
    'code_verifier',
    'request',
    'software_statement',
    'privateKey',
    'totpSecret',
  ])('never has a %s, at any depth', (name) => {
    const [line] = written((logger) => logger.error({ deep: [{ [name]: 'hunter2' }] }, 'oops'));
    expect(JSON.stringify(line)).not.toContain('hunter2');
  });

  it('has what is wrong with an error, but not the values of its query', () => {
    const error = Object.assign(new Error('duplicate key'), {
      code: '23505',
      detail: 'Key (name)=(hunter2)',
      parameters: ['hunter2'],
    });
    const [line] = written((logger) => logger.error({ err: error }, 'oops'));
    expect(line).toMatchObject({ err: { message: 'duplicate key', code: '23505' } });
    expect(JSON.stringify(line)).not.toContain('hunter2');
  });
});
