// What tests know of the PostgreSQL of their run, and the few statements that only its owner may
// say.
import { randomBytes } from "node:crypto";
import pg from "pg";

/** PostgreSQL's code for a right that a role has not. */
const insufficientPrivilege = "42501";

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

export type ClonedDatabase = {
  /** The application's role. */
  url: string;
  /** The owner of the tables. */
  ownerUrl: string;
  drop: () => Promise<void>;
};

/** A migrated database that nobody is connected to yet. */
export async function cloneTemplate(server: DatabaseServer): Promise<ClonedDatabase> {
  const name = `regulars_test_${randomBytes(6).toString("hex")}`;
  await runAsOwner(server.ownerUrl, `create database ${name} template ${server.template}`);
  const ownerUrl = addressOf(server.ownerUrl, name);
  return {
    url: addressAs(ownerUrl, server.role, server.rolePassword),
    ownerUrl,
    drop: () => dropDatabase(server.ownerUrl, name),
  };
}

/**
 * Connections that a killed process left are ended by force. Autovacuum at work there belongs to
 * the superuser, which the owner may not end: without force PostgreSQL itself sends it away.
 */
export async function dropDatabase(ownerUrl: string, name: string): Promise<void> {
  try {
    await runAsOwner(ownerUrl, `drop database ${name} with (force)`);
  } catch (error) {
    if ((error as { code?: unknown }).code !== insufficientPrivilege) throw error;
    await runAsOwner(ownerUrl, `drop database ${name}`);
  }
}
