import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  AclOperationTypes,
  AclPermissionTypes,
  AclResourceTypes,
  Kafka,
  logLevel,
  ResourcePatternTypes,
} from 'kafkajs';
import { OwnBroker, TestAuthority } from '#testing';

export const user = { name: 'assent', password: 's3cret-Pa55phrase' } as const;

/** A broker that lets clients in by TLS, by mutual TLS and by SCRAM, and once under a wrong name; with files of certificates. */
export class GuardedBroker {
  private constructor(
    private readonly folder: string,
    private readonly broker: OwnBroker,
  ) {}

  static async start(): Promise<GuardedBroker> {
    const folder = await mkdtemp(join(tmpdir(), 'assent-kafka-access-'));
    await writeCertificates(folder);
    const broker = await OwnBroker.start({
      properties: propertiesOf(folder),
      scram: `${user.name}:${user.password}`,
      listeners: { tls: 'SSL', mutual: 'SSL', misnamed: 'SSL', scram: 'SASL_SSL' },
    });
    return new GuardedBroker(folder, broker);
  }

  /** Runs `work` while our user may not read topics of this prefix. */
  async denyingTopics(prefix: string, work: () => Promise<void>): Promise<void> {
    const admin = new Kafka({ brokers: [...this.broker.brokers], logLevel: logLevel.NOTHING }).admin();
    const denied = { ...reading, resourceName: prefix };
    await admin.createAcls({ acl: [denied] });
    await work();
    await admin.deleteAcls({ filters: [denied] });
    await admin.disconnect();
  }

  /** host:port */
  address(listener: 'tls' | 'mutual' | 'misnamed' | 'scram'): Promise<string> {
    return this.broker.listener(listener);
  }

  file(name: string): string {
    return join(this.folder, name);
  }

  remove(): Promise<void> {
    return this.broker.remove();
  }
}

const reading = {
  resourceType: AclResourceTypes.TOPIC,
  resourcePatternType: ResourcePatternTypes.PREFIXED,
  principal: `User:${user.name}`,
  host: '*',
  operation: AclOperationTypes.READ,
  permissionType: AclPermissionTypes.DENY,
} as const;

const writeCertificates = async (folder: string): Promise<void> => {
  const [authority, stranger] = [await TestAuthority.make(), await TestAuthority.make('Stranger')];
  const server = await authority.issue('broker', [{ type: 'ip', value: '127.0.0.1' }]);
  const misnamed = await authority.issue('broker', [{ type: 'dns', value: 'elsewhere.example' }]);
  const [client, unknown] = [await authority.issue('client'), await stranger.issue('client')];
  const files = {
    'ca.pem': authority.certificate,
    'stranger.pem': stranger.certificate,
    'server.pem': `${server.key}\n${server.certificate}`,
    'misnamed.pem': `${misnamed.key}\n${misnamed.certificate}`,
    'client.pem': client.certificate,
    'client.key': client.key,
    'unknown.pem': unknown.certificate,
    'unknown.key': unknown.key,
  };
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), `${text}\n`);
};

const propertiesOf = (folder: string): string => `
ssl.keystore.type=PEM
ssl.keystore.location=${join(folder, 'server.pem')}
ssl.truststore.type=PEM
ssl.truststore.location=${join(folder, 'ca.pem')}
authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer
allow.everyone.if.no.acl.found=true
super.users=User:ANONYMOUS
listener.name.mutual.ssl.client.auth=required
listener.name.misnamed.ssl.keystore.type=PEM
listener.name.misnamed.ssl.keystore.location=${join(folder, 'misnamed.pem')}
`;
