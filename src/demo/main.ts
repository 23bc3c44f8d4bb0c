/** The service with real figures and a sample story in it: `npm run demo`. */
import { enableCompileCache } from 'node:module';

// Before anything is imported: a second start then compiles nothing and strips no types again.
enableCompileCache();
const { runDemo } = await import('./demo.ts');

await runDemo();
