import { Environment } from '#service';
import { CannotStart } from '../start/cannot-start.js';
import { dataFolder, DataFolder } from '../start/data-folder.js';
import { findRunning } from '../start/running.js';
import { sandboxSecrets } from '../start/sandbox-secrets.js';

/** The audit API of the deployment, as the operator. */
export interface AuditAccess {
  /** Undefined for a 404. */
  get<T>(path: string): Promise<T | undefined>;
}

/** Finds the running sandbox of the data folder, or the issuer of a production deployment. Throws `CannotStart`. */
export const auditAccess = async (): Promise<AuditAccess> => {
  const { origin, password } = await operator();
  const authorization = `Basic ${Buffer.from(`operator:${password}`).toString('base64')}`;
  return {
    get: async <T>(path: string): Promise<T | undefined> => {
      const headers = { authorization, accept: 'application/json' };
      const response = await fetch(`${origin}${path}`, { headers }).catch(() => {
        throw new CannotStart(`Nothing answers at ${origin}: start the audit service first.`);
      });
      if (response.status === 404) return undefined;
      if (!response.ok)
        throw new CannotStart(`${origin}${path} was answered ${response.status}: ${await response.text()}`);
      return (await response.json()) as T;
    },
  };
};

const operator = async (): Promise<{ readonly origin: string; readonly password: string }> => {
  const { mode } = new Environment(process.env);
  if (mode === 'sandbox') return sandboxOperator();
  const { ASSENT_ISSUER: origin, ASSENT_OPERATOR_PASSWORD: password } = process.env;
  if (origin && password) return { origin, password };
  throw new CannotStart(
    'Set ASSENT_ISSUER and ASSENT_OPERATOR_PASSWORD, so that the audit service can be asked.',
  );
};

const sandboxOperator = async (): Promise<{ readonly origin: string; readonly password: string }> => {
  const folder = new DataFolder(dataFolder(process.env));
  const running = await findRunning(folder);
  if (!running)
    throw new CannotStart(`No sandbox runs on ${folder.path}: start one with "npm start" or "assent start".`);
  const { operatorPassword } = await sandboxSecrets(folder);
  return { origin: running.origin, password: process.env.ASSENT_OPERATOR_PASSWORD || operatorPassword };
};
