import { connect as connectPlain, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { ISocketFactory } from 'kafkajs';

/** The connections of one kafkajs client. kafkajs tries again by itself, also once it was told to disconnect: without them it cannot. */
export class Sockets {
  private readonly open = new Set<Socket>();
  private over = false;

  readonly factory: ISocketFactory = ({ host, port, ssl, onConnect }) => {
    if (this.over) throw new Error('given up');
    const name = isIP(host) ? {} : { servername: host };
    const socket = ssl
      ? connectTls({ host, port, ...name, ...ssl }, onConnect)
      : connectPlain({ host, port }, onConnect);
    socket.setKeepAlive(true, 60_000);
    this.open.add(socket);
    socket.once('close', () => this.open.delete(socket));
    return socket;
  };

  /** From now on nothing goes out. */
  giveUp(): void {
    this.over = true;
    for (const socket of this.open) socket.destroy();
  }
}
