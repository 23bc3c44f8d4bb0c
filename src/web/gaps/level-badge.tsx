import { useTexts } from '../text/catalogue.ts';
import { words } from '../text/words.ts';
import { Badge, type Tone } from '../ui/plain.tsx';
import type { Level } from './rules/search.ts';

const TONES: Readonly<Record<Level, Tone>> = {
  ...{ critical: 'bad', serious: 'warn', watch: 'plain', none: 'good', unknown: 'plain' },
};

export function LevelBadge({ level }: { level: Level }) {
  const w = useTexts(words);
  return <Badge tone={TONES[level]}>{w(`level.${level}`)}</Badge>;
}
