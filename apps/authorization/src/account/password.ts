import { hash, verify } from '@node-rs/argon2';

// OWASP's first choice for argon2id: 19 MiB, two passes, one lane.
const COST = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

// RFC 8265 §4.2: the same password typed on different keyboards is the same text.
const normalize = (password: string): string => password.normalize('NFC');

/** argon2id, as a PHC string. */
export const hashPassword = (password: string): Promise<string> => hash(normalize(password), COST);

let decoy: Promise<string> | undefined;

/** Compares with a hash; without one it spends the same time on a decoy, so that unknown names do not answer sooner. */
export const passwordMatches = async (password: string, passwordHash?: string): Promise<boolean> => {
  decoy ??= hashPassword('the password of nobody');
  const matches = await verify(passwordHash ?? (await decoy), normalize(password));
  return matches && passwordHash !== undefined;
};
