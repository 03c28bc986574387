// What tests know of the PostgreSQL of their run, and the few statements that only its owner may
// say.
import pg from "pg";

export type DatabaseServer = {
  /** A role that may create databases. */
  ownerUrl: string;
  /** A migrated database that nobody connects to. */
  template: string;
  /** A login of the application's group. */
  role: string;
  rolePassword: string;
};

/** The same server and role, another database. */
export function addressOf(url: string, database: string): string {
  const address = new URL(url);
  address.pathname = `/${database}`;
  return address.href;
}

/** The same server and database, another role. */
export function addressAs(url: string, role: string, password: string): string {
  const address = new URL(url);
  address.username = role;
  address.password = password;
  return address.href;
}

export async function runAsOwner(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
