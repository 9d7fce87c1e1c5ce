export { context } from './context.js';
export { eventually } from './eventually.js';
export { given, specificationOf, type Happening, type Past } from './given.js';
export { runningService, type Answered, type RunningService, type Sent } from './running-service.js';
export { TestClock } from './test-clock.js';
export { testLog, type TestLog } from './test-log.js';
export { testPostgres, type TestPostgres } from './test-postgres.js';
export { Neighbour } from './neighbour.js';
export { TokenIssuer, type TokenWish } from './token-issuer.js';
