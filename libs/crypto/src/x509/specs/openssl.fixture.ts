import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Why the specs with OpenSSL are skipped; undefined when they can run. */
const missing = (): string | undefined => {
  const { status, stdout } = spawnSync('openssl', ['version'], { encoding: 'utf8' });
  if (status !== 0) return 'there is no openssl command';
  return /^OpenSSL [3-9]/.test(stdout) ? undefined : `it needs OpenSSL 3, and here is ${stdout.trim()}`;
};

/** `describe`, or `describe.skip` with a printed reason where there is no OpenSSL. */
export const describeWithOpenssl = (title: string, suite: () => void): void => {
  const reason = missing();
  if (reason === undefined) return describe(title, suite);
  process.stderr.write(`skipped: ${title}: ${reason}\n`);
  describe.skip(title, suite);
};

/** A folder for the files that OpenSSL is given. */
export class OpensslFolder {
  private readonly path = mkdtempSync(join(tmpdir(), 'assent-openssl-'));

  write(name: string, contents: string | Uint8Array): string {
    writeFileSync(this.file(name), contents);
    return this.file(name);
  }

  file(name: string): string {
    return join(this.path, name);
  }

  /** Runs OpenSSL in the folder; gives what it printed, and throws with that where it fails. */
  run(...parameters: string[]): Promise<string> {
    return new Promise((resolve, reject) => {
      execFile('openssl', parameters, { cwd: this.path, timeout: 30_000 }, (error, stdout, stderr) => {
        if (error) reject(new Error(`openssl ${parameters[0]}: ${stdout}${stderr}`));
        else resolve(stdout + stderr);
      });
    });
  }

  remove(): void {
    rmSync(this.path, { recursive: true });
  }
}
