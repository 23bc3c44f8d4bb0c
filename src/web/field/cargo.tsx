import { useQuery } from '@tanstack/react-query';
import { useLanguage, useTexts } from '../text/catalogue.ts';
import { formatNumber } from '../text/numbers.ts';
import { Button } from '../ui/button.tsx';
import { lookedQuery, useNames } from './queries.ts';
import type { HeldShipment } from './store/database.ts';
import { field } from './sync/field.ts';
import { fieldTexts } from './texts.ts';

/** What is on the lorry. How much stays hidden until somebody asks: who knows the figure does not count, but confirms it. */
export function Cargo({ shipment }: { shipment: HeldShipment }) {
  const t = useTexts(fieldTexts);
  const language = useLanguage();
  const names = useNames();
  const { data: isShown = false } = useQuery(lookedQuery(shipment.id));
  const look = async () => {
    const { held, changed } = await field();
    await held.look(shipment.id);
    changed();
  };
  return (
    <div className="flex flex-col gap-3">
      <ul className="flex flex-col">
        {shipment.lines.map((line, index) => (
          <li
            key={line.id ?? `${line.item} ${index}`}
            className="flex flex-wrap justify-between gap-x-4 border-b border-line py-2"
          >
            <span>
              {names.item(line.item)}
              {line.batch !== null && <span className="code-text ms-2 text-sm text-quiet">{line.batch}</span>}
            </span>
            {isShown && (
              <span className="numbers text-sm">
                {t('figures', {
                  planned: formatNumber(line.quantity ?? 0, language),
                  outstanding: formatNumber(line.outstanding, language),
                  unit: t(`unit.${line.unit as 'KGM'}`),
                })}
              </span>
            )}
          </li>
        ))}
      </ul>
      {!isShown && (
        <div className="flex flex-col items-start gap-1">
          <p className="text-sm text-quiet">{t('hiddenFigures')}</p>
          <Button onPress={() => void look()}>{t('showFigures')}</Button>
        </div>
      )}
    </div>
  );
}
