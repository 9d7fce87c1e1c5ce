import { brokerRefusal } from './broker-refusal.js';

const passing =
  /^KafkaJS(Connection(Closed)?Error|RequestTimeoutError|BrokerNotFound|GroupCoordinatorNotFound|NoBrokerAvailableError|LockTimeout)$/;

/**
 * Brokers that are away, starting or electing: time heals it. kafkajs hides the cause under errors of its own, which it
 * calls not retriable because it has retried already.
 */
export const isPassing = (error: unknown): boolean => {
  if (!(error instanceof Error) || brokerRefusal(error) !== undefined) return false;
  if (passing.test(error.name) || ('retriable' in error && error.retriable === true)) return true;
  return isPassing(error.cause);
};
