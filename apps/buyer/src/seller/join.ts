import { setTimeout as pause } from 'node:timers/promises';
import type { Buyer } from '../buyer.js';
import { keepRegistration, readRegistration, type Registration } from '../state/registration-file.js';
import { Declined, objectOf } from './answer.js';
import { presentLegalEntity } from '../identity/present-legal-entity.js';
import { enrol, type Enrolment, softwareStatement } from './enrolment.js';
import { isRegistered, register } from './registration.js';

/** Told of each step of joining, as it is answered. */
export interface JoinStory {
  readonly enrolled: (enrolment: Enrolment) => void;
  readonly vouchedFor: (statement: string, presentation?: string) => void;
}

const silent: JoinStory = { enrolled: () => undefined, vouchedFor: () => undefined };

/** The registration that is there, or a new one from the first step on. */
export const join = async (buyer: Buyer): Promise<Registration> =>
  (await stillRegistered(buyer)) ?? (await joinAnew(buyer));

/** What the Buyer kept, if the Seller agrees: it may have been set up anew since. */
export const stillRegistered = async (buyer: Buyer): Promise<Registration | undefined> => {
  const kept = await readRegistration(buyer.folder);
  return kept && (await isRegistered(buyer, kept)) ? kept : undefined;
};

/** Enrols and registers. What is needed to repeat the registration is kept first, so a lost answer can be had again. */
export const joinAnew = async (buyer: Buyer, story: JoinStory = silent): Promise<Registration> => {
  const { folder } = buyer;
  const enrolment = await enrol(buyer);
  story.enrolled(enrolment);
  const begun = await folder.read<{ softwareId: string; statement: string }>('registering');
  const resumed = begun?.softwareId === enrolment.softwareId ? begun.statement : undefined;
  const statement = resumed ?? (await softwareStatement(buyer, enrolment));
  await folder.write('registering', { softwareId: enrolment.softwareId, statement });
  const presentation = await presentLegalEntity(buyer, enrolment);
  story.vouchedFor(statement, presentation);
  try {
    const registration = { ...enrolment, ...(await register(buyer, statement, presentation)) };
    await keepRegistration(folder, registration);
    return registration;
  } catch (problem) {
    if (!isStatementRefused(problem)) throw problem;
    await folder.remove('registering');
    return resumed === undefined ? adopted(buyer, problem) : joinAnew(buyer, story);
  }
};

const isStatementRefused = (problem: unknown): problem is Declined =>
  problem instanceof Declined && String(objectOf(problem.answer)['error']).endsWith('_software_statement');

// Another process of this Buyer was faster; what it was given is in the folder in a moment.
const adopted = async (buyer: Buyer, problem: Declined): Promise<Registration> => {
  for (let tries = 0; tries < 20; tries++) {
    const registration = await stillRegistered(buyer);
    if (registration) return registration;
    await pause(250);
  }
  throw new Error(`${problem.message}. To begin anew as other software, remove ${buyer.folder.path}`);
};
