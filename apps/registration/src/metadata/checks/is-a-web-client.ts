import { Refused } from '#event-sourcing';
import type { MetadataCheck } from './metadata-check.js';

/** Buyers' software runs on servers, and its subjects are pairwise (OIDC Core §8). */
export const isAWebClient: MetadataCheck = ({ applicationType = 'web', subjectType = 'pairwise' }) => {
  if (applicationType !== 'web') throw new Refused('application-type-not-supported');
  if (subjectType !== 'pairwise') throw new Refused('subject-type-not-supported');
};
