/**
 * drizzle, loaded once from its CommonJS build: Node links the cyclic graph of its ES modules at a cost of 180 MB of resident
 * memory and 400 ms at every start, the same code as CommonJS at 20 MB and 100 ms. Import drizzle from here.
 */
import { createRequire } from 'node:module';
import type * as Orm from 'drizzle-orm';
import type * as SqliteDriver from 'drizzle-orm/better-sqlite3';
import type * as PostgresDriver from 'drizzle-orm/node-postgres';
import type * as PgCore from 'drizzle-orm/pg-core';
import type * as SqliteCore from 'drizzle-orm/sqlite-core';

const require = createRequire(import.meta.url);

const orm = require('drizzle-orm') as typeof Orm;
export const { and, asc, Column, count, countDistinct, desc, eq, exists, getTableColumns, gt, gte, inArray } =
  orm;
export const { is, isNotNull, isNull, like, lt, lte, max, min, ne, notInArray, or, Param, Placeholder, sql } =
  orm;
export type { SQL, SQLWrapper } from 'drizzle-orm';
export type { NodePgDatabase } from 'drizzle-orm/node-postgres';
export type * as Pg from 'drizzle-orm/pg-core';
export type * as Lite from 'drizzle-orm/sqlite-core';

export const pg = require('drizzle-orm/pg-core') as typeof PgCore;
export const lite = require('drizzle-orm/sqlite-core') as typeof SqliteCore;

const sqliteDriver = require('drizzle-orm/better-sqlite3') as typeof SqliteDriver;
export const onSqlite = sqliteDriver.drizzle;

const postgresDriver = require('drizzle-orm/node-postgres') as typeof PostgresDriver;
export const onPostgres = postgresDriver.drizzle;
