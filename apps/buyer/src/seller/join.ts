import type { Buyer } from '../buyer.js';
import { keepRegistration, readRegistration, type Registration } from '../state/registration-file.js';
import { enrol, softwareStatement } from './enrolment.js';
import { isRegistered, register } from './registration.js';

/** The registration that is there, or a new one from the first step on. */
export const join = async (buyer: Buyer): Promise<Registration> => {
  const known = await stillRegistered(buyer);
  if (known) return known;
  const enrolment = await enrol(buyer);
  const client = await register(buyer, await softwareStatement(buyer, enrolment));
  const registration = { ...enrolment, ...client };
  await keepRegistration(buyer.folder, registration);
  return registration;
};

/** What the Buyer kept, if the Seller agrees: it may have been set up anew since. */
export const stillRegistered = async (buyer: Buyer): Promise<Registration | undefined> => {
  const kept = await readRegistration(buyer.folder);
  return kept && (await isRegistered(buyer, kept)) ? kept : undefined;
};
