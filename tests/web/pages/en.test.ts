import { everyPageIsSoundIn } from './walk.ts';

everyPageIsSoundIn('en');
