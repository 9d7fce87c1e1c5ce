export { context } from './context.js';
export { describeUnless } from './describe-unless.js';
export { eventually } from './eventually.js';
export { given, specificationOf, type Happening, type Past } from './given.js';
export { runningService, type Answered, type RunningService, type Sent } from './running-service.js';
export { type Credential, TestAuthority } from './test-authority.js';
export { TestClock } from './test-clock.js';
export { describeKafka, noKafka, OwnBroker, testKafka } from './test-kafka.js';
export { testLog, type TestLog } from './test-log.js';
export { testPostgres, type TestPostgres } from './test-postgres.js';
export { Neighbour } from './neighbour.js';
export { TokenIssuer, type TokenWish } from './token-issuer.js';
export { connections, connectWith, fetchWith } from './buyer/connections.js';
export { freePort } from './free-port.js';
export * as flow from './buyer/flows.js';
export { Browser, formsOf } from './buyer/browser.js';
export { oneTimePasswords } from './buyer/one-time-passwords.js';
export {
  apiOf,
  assertion,
  authenticated,
  type JwtOptions,
  opaque,
  requestObject,
  seconds,
  sha256,
  type TestClient,
  unsigned,
} from './buyer/test-client.js';
export { intentFor, ownQuote } from './buyer/wishes.js';
export { type Certified, SigningAuthority, type SigningWish } from './signing-authority.js';
export { selfSigned, TestPki, type CertificateWish, type TestCertificate } from './test-pki.js';
export { type Heard, TestBuyer, verifyAssertion, verifySignature } from './listening-buyer.js';
