import { bodyForms } from '#crypto';
import { Refused } from '#event-sourcing';
import type { MetadataCheck } from './metadata-check.js';

/** How bodies prove themselves is chosen from what the Seller can write and read (docs/signed-bodies.md). */
export const bodyFormsAreOffered: MetadataCheck = ({ bodyForms: wanted = [] }) => {
  const offered: readonly string[] = bodyForms;
  if (!wanted.every((form) => offered.includes(form))) throw new Refused('body-form-not-offered');
};
