// Makes a database and a user of its own for each service that <SERVICE>_DATABASE_PASSWORD names, and lets nobody else
// in. Safe to run at any time: what is there stays, passwords become what the environment says.
import pg from 'pg';

const SUFFIX = '_DATABASE_PASSWORD';
const services = Object.keys(process.env)
  .filter((name) => name.endsWith(SUFFIX))
  .map((name) => name.slice(0, -SUFFIX.length).toLowerCase());

const client = new pg.Client({ connectionString: process.env.POSTGRES_URL });

const isThere = async (table, column, name) =>
  (await client.query(`select 1 from ${table} where ${column} = $1`, [name])).rowCount > 0;

const provide = async (service) => {
  const name = `assent_${service}`;
  const identifier = client.escapeIdentifier(name);
  const password = client.escapeLiteral(process.env[`${service.toUpperCase()}${SUFFIX}`]);
  const user = (await isThere('pg_roles', 'rolname', name)) ? 'alter role' : 'create role';
  await client.query(`${user} ${identifier} login password ${password}`);
  if (!(await isThere('pg_database', 'datname', name)))
    await client.query(`create database ${identifier} owner ${identifier}`);
  await client.query(`revoke all on database ${identifier} from public`);
};

await client.connect();
try {
  for (const service of services) await provide(service);
  process.stdout.write(`Databases are there: ${services.join(', ')}.\n`);
} finally {
  await client.end();
}
