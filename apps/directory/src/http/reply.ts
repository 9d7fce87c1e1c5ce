/** What handlers need of Fastify's reply. */
export interface Reply {
  status(code: number): Reply;
  header(name: string, value: string): Reply;
}
