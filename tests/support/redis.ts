/** Databases of a Redis that is the test file's own. */
import { Redis } from 'ioredis';
import { endings } from './endings.ts';
import { startRedis } from './servers.ts';

/** They are used in turn: more of them than services at a time. */
const DATABASES = 16;
let ofFile: ReturnType<typeof startRedis> | undefined;
let used = 0;

/** The address of an empty database. What one says to all who listen is heard in the others too. */
export async function emptyDatabase(): Promise<string> {
  if (ofFile === undefined) {
    ofFile = startRedis();
    endings.push(async () => {
      await (await ofFile)?.stop();
      ofFile = undefined;
    });
  }
  const server = await ofFile;
  if (!server) throw new Error('redis-server is not on this machine');
  const url = `${server.url}/${used++ % DATABASES}`;
  const redis = new Redis(url);
  await redis.flushdb();
  redis.disconnect();
  return url;
}
