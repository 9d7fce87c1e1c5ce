import type { GatewayOptions, GatewayTls } from '../gateway/gateway.js';
import type { Member } from './member.js';
import { Process } from './process.js';

export interface FleetGatewayOptions {
  readonly members: readonly Member[];
  readonly port: number;
  readonly internalPort: number;
  readonly tls?: GatewayTls;
  readonly output: (line: string) => void;
}

/** The gateway of a fleet, in a process of its own; it is ready once every service is. */
export const fleetGateway = ({ members, output, ...ports }: FleetGatewayOptions): Process => {
  const services = [...new Set(members.map(({ service }) => service))];
  const urlsOf = (service: string): readonly string[] =>
    members.filter((member) => member.service === service).map((member) => `http://127.0.0.1:${member.port}`);
  const options: GatewayOptions = {
    upstreams: Object.fromEntries(services.map((service) => [service, urlsOf(service)])),
    ...ports,
    host: 'localhost',
  };
  return new Process({
    path: 'dist/infra/gateway/main.js',
    variables: { GATEWAY: JSON.stringify(options) },
    readyUrl: `http://localhost:${ports.port}/readyz`,
    output,
  });
};
