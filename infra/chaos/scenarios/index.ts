import type { Scenario } from '../arena.js';
import { disorderAndSkew } from './disorder.js';
import { breakKafka } from './kafka.js';
import { killServices } from './kill-services.js';
import { poison } from './poison.js';
import { breakPostgres } from './postgres.js';
import { revocation } from './revocation.js';
import { rotation } from './rotation.js';
import { pauseSequencers } from './sequencers.js';

/** Every way to break the platform. */
export const scenarios: readonly Scenario[] = [
  killServices,
  breakKafka,
  breakPostgres,
  poison,
  pauseSequencers,
  disorderAndSkew,
  revocation,
  rotation,
];
