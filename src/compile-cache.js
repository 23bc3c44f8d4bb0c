/**
 * Loaded before any program (`node --import`): a second start then compiles nothing and strips no types again. Plain JavaScript, because
 * what strips types costs 20 MB once it is loaded, and nothing else needs it when everything is in the cache.
 */
import { enableCompileCache } from 'node:module';

enableCompileCache();
