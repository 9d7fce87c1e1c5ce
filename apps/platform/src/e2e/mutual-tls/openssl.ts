import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** Why no request can be made by OpenSSL; undefined where it can. */
export const noOpenssl = (): string | undefined => {
  try {
    execFileSync('openssl', ['version'], { stdio: 'ignore' });
    return undefined;
  } catch {
    return 'there is no openssl on this machine (Debian: apt-get install openssl)';
  }
};

/** A key and a signing request as a member makes them, with OpenSSL and nothing of ours: paths of PEM files. */
export const requestByOpenssl = (
  folder: string,
  name: string,
  subject: string,
): { readonly key: string; readonly csr: string } => {
  const [key, csr] = [join(folder, `${name}-key.pem`), join(folder, `${name}.csr`)];
  const made = ['-new', '-newkey', 'rsa:2048', '-nodes', '-sha256', '-keyout', key, '-out', csr];
  execFileSync('openssl', ['req', ...made, '-subj', subject], { stdio: 'pipe' });
  return { key, csr };
};
