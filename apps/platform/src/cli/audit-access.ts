import { Environment } from '#service';
import { CannotStart } from '../start/cannot-start.js';
import { commandFolder, findRunning } from '../start/running.js';
import { fetchFrom } from '../start/fetch-from.js';
import { sandboxSecrets } from '../start/sandbox-secrets.js';

/** The audit API of the deployment, as the operator. */
export interface AuditAccess {
  /** Undefined for a 404. */
  get<T>(path: string): Promise<T | undefined>;
}

/** Finds the running sandbox of the data folder, or the issuer of a production deployment. Throws `CannotStart`. */
export const auditAccess = async (): Promise<AuditAccess> => {
  const { origin, ca, password } = await operator();
  const authorization = `Basic ${Buffer.from(`operator:${password}`).toString('base64')}`;
  return {
    get: async <T>(path: string): Promise<T | undefined> => {
      const headers = { authorization, accept: 'application/json' };
      const response = await fetchFrom(ca, `${origin}${path}`, { headers }).catch(() => {
        throw new CannotStart(`Nothing answers at ${origin}: start the audit service first.`);
      });
      if (response.status === 404) return undefined;
      if (!response.ok)
        throw new CannotStart(`${origin}${path} was answered ${response.status}: ${await response.text()}`);
      return (await response.json()) as T;
    },
  };
};

interface Operator {
  readonly origin: string;
  readonly ca?: string | undefined;
  readonly password: string;
}

const operator = async (): Promise<Operator> => {
  const { mode } = new Environment(process.env);
  if (mode === 'sandbox') return sandboxOperator();
  const { ASSENT_ISSUER: origin, ASSENT_OPERATOR_PASSWORD: password } = process.env;
  if (origin && password) return { origin, password };
  throw new CannotStart(
    'Set ASSENT_ISSUER and ASSENT_OPERATOR_PASSWORD, so that the audit service can be asked.',
  );
};

const sandboxOperator = async (): Promise<Operator> => {
  const folder = await commandFolder(process.env);
  const running = await findRunning(folder);
  if (!running)
    throw new CannotStart(
      `No sandbox runs on ${folder.path}: start one with "npm start" or "npm run dev:services".`,
    );
  const { operatorPassword } = await sandboxSecrets(folder);
  const { origin, ca } = running;
  return { origin, ca, password: process.env.ASSENT_OPERATOR_PASSWORD || operatorPassword };
};
