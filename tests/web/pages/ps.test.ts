import { everyPageIsSoundIn } from './walk.ts';

everyPageIsSoundIn('ps');
