/** The service with real figures and a sample story in it: `npm run demo`. */
import { runDemo } from './demo.ts';

await runDemo();
