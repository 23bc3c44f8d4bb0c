import { useTexts } from '../text/catalogue.ts';
import { forecastTexts } from './texts.ts';

/** What comes with a release, by the name it comes with: somebody who records another statement may give it another name, and that one is shown. */
export const RELEASED = {
  salang_southward: 'Salang pass, from the northern crossings to Kabul, the east and the south',
  salang_northward: 'Salang pass, from the crossings with Pakistan to the north',
  shibar_hajigak: 'Shibar, Hajigak and Aqrobat passes into Bamyan',
  highlands_midwinter: 'Roads into Ghor and Daykundi in midwinter',
  highlands_early_late: 'Roads into Ghor and Daykundi before and after midwinter',
  badakhshan_winter: 'Badakhshan from inside the country',
  badakhshan_districts: 'Eleven districts of Badakhshan',
  anjuman: 'Anjuman pass between Panjsher and Badakhshan',
  wakhan_road: 'Road from Eshkashem into the Wakhan',
  nuristan_winter: 'Road from Kunar into Nuristan',
  torghundi_highway: 'Highway from Torghundi to Hirat',
  balkhab_road: 'Road from Sar-e-Pul to Balkhab',
  spring_floods: 'Floods on the roads of the north, the north-east and the west',
  lean_season: 'Lean season',
  drought_2018: 'Drought of 2018',
} as const;

const isReleased = (code: string): code is keyof typeof RELEASED => code in RELEASED;

/** What stands in the way, in the language of the reader where it is of the release, otherwise as it was recorded. The route loads `forecastTexts`. */
export function useConstraintName(): (one: { code: string; name: string }) => string {
  const t = useTexts(forecastTexts);
  return ({ code, name }) => (isReleased(code) && RELEASED[code] === name ? t(`constraint.${code}`) : name);
}
