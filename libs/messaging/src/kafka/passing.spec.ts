import { KafkaJSConnectionError, KafkaJSNonRetriableError } from 'kafkajs';
import { isPassing } from './passing.js';

describe('what stops a reader', () => {
  // As kafkajs makes them; its types want other arguments.
  const named = (name: string): Error => Object.assign(new Error(name), { name, retriable: false });
  const refused = Object.assign(new Error('connect ECONNREFUSED'), { name: 'KafkaJSConnectionError' });
  const untrusted = Object.assign(new KafkaJSConnectionError('x'), { code: 'SELF_SIGNED_CERT_IN_CHAIN' });
  it.each([
    ['a refused connection', refused],
    ['one that kafkajs has wrapped', Object.assign(new KafkaJSNonRetriableError('x'), { cause: refused })],
    ['a group without a coordinator', named('KafkaJSGroupCoordinatorNotFound')],
    ['a connection that broke', new KafkaJSConnectionError('x')],
  ])('passes: %s', (_, error) => expect(isPassing(error)).toBe(true));

  it.each([
    ['a wrong password', named('KafkaJSSASLAuthenticationError')],
    ['a connection to a broker that is not trusted', untrusted],
    ['one that kafkajs has wrapped', Object.assign(new KafkaJSNonRetriableError('x'), { cause: untrusted })],
    ['a fault of ours', new TypeError('x')],
    ['what is no error', 'x'],
  ])('does not pass: %s', (_, error) => expect(isPassing(error)).toBe(false));
});
