import { connect, type Socket } from 'node:net';

/** An HTTP/1.1 answer, read to its end. */
export interface Answer {
  readonly status: number;
  /** Status line and header fields as they came. */
  readonly head: string;
  readonly body: string;
}

interface Waiting {
  readonly done: (answer: Answer) => void;
  readonly fail: (error: Error) => void;
}

const END_OF_HEAD = '\r\n\r\n';

/**
 * One kept-alive connection with one request at a time. A client of its own, since a general one costs more than the
 * servers that are measured, on the same two cores. Answers without Content-Length are not understood.
 */
export class Connection {
  private received: Buffer = Buffer.alloc(0);
  private waiting: Waiting | undefined;

  private constructor(private readonly socket: Socket) {
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => this.take(chunk));
    socket.on('error', (error) => this.fail(error));
    socket.on('close', () => this.fail(new Error('the server closed the connection')));
  }

  static open(origin: string): Promise<Connection> {
    const { hostname, port } = new URL(origin);
    return new Promise((done, fail) => {
      const socket = connect({ host: hostname, port: Number(port) });
      socket.once('error', fail);
      socket.once('connect', () => {
        socket.off('error', fail);
        done(new Connection(socket));
      });
    });
  }

  /** Sends a whole request, head and body. Rejects when the connection ends before the answer does. */
  send(request: string): Promise<Answer> {
    return new Promise((done, fail) => {
      this.waiting = { done, fail };
      this.socket.write(request);
    });
  }

  close(): void {
    this.waiting = undefined;
    this.socket.destroy();
  }

  private take(chunk: Buffer): void {
    this.received = this.received.length === 0 ? chunk : Buffer.concat([this.received, chunk]);
    const end = this.received.indexOf(END_OF_HEAD);
    if (end < 0) return;
    const head = this.received.toString('latin1', 0, end + 2);
    const length = lengthOf(head);
    if (length === undefined) return this.fail(new Error(`an answer of unknown length: ${head}`));
    const start = end + END_OF_HEAD.length;
    if (this.received.length < start + length) return;
    const body = this.received.toString('utf8', start, start + length);
    this.received = this.received.subarray(start + length);
    const { waiting } = this;
    this.waiting = undefined;
    waiting?.done({ status: Number(head.slice(9, 12)), head, body });
  }

  private fail(error: Error): void {
    const { waiting } = this;
    this.waiting = undefined;
    waiting?.fail(error);
  }
}

const lengthOf = (head: string): number | undefined => {
  const found = /\r\ncontent-length: (\d+)\r\n/i.exec(head)?.[1];
  if (found !== undefined) return Number(found);
  return /^HTTP\/1\.1 (204|304)/.test(head) ? 0 : undefined;
};

/** The value of a header field; undefined when it is not there. */
export const headerOf = ({ head }: Answer, name: string): string | undefined =>
  new RegExp(`\\r\\n${name}: ([^\\r]*)\\r\\n`, 'i').exec(head)?.[1];
