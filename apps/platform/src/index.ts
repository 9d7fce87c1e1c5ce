export { services } from './services.js';
export { startSandbox, type Sandbox, type SandboxOptions } from './start/sandbox.js';
export type { SandboxPerson, SandboxSecrets } from './start/sandbox-secrets.js';
