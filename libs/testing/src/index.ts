export { testPostgres, type TestPostgres } from './test-postgres.js';
export { specificationOf, type Happening } from './given.js';
