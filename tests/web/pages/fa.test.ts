import { everyPageIsSoundIn } from './walk.ts';

everyPageIsSoundIn('fa');
