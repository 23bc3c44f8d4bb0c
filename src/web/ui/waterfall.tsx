import { useLanguage, useTexts } from '../text/catalogue.ts';
import { formatPm, formatShare } from '../text/numbers.ts';
import { words } from '../text/words.ts';
import { CLASSES, colourOf, type SupplyClass, type WaterfallParts } from './classes.ts';

const totalOf = (parts: WaterfallParts) => CLASSES.reduce((sum, one) => sum + parts[one], 0);

/** Why a need is covered so far and no further, as one bar. It says nothing that the text or table beside it does not: see `WaterfallTable`. */
export function WaterfallBar({ parts, height = 14 }: { parts: WaterfallParts; height?: number }) {
  const total = totalOf(parts);
  const shown = CLASSES.filter((one) => parts[one] > 0);
  return (
    <div aria-hidden="true" className="flex w-full gap-px overflow-hidden rounded" style={{ height }}>
      {shown.map((one) => (
        <span key={one} style={{ flexGrow: parts[one] / total, background: colourOf(one), minWidth: 2 }} />
      ))}
    </div>
  );
}

/** A square of a class's colour with its name. */
export function ClassName({ of }: { of: SupplyClass }) {
  const w = useTexts(words);
  return (
    <span className="inline-flex items-center gap-2">
      <span
        aria-hidden="true"
        className="size-3 shrink-0 rounded-[2px]"
        style={{ background: colourOf(of) }}
      />
      {w(`class.${of}`)}
    </span>
  );
}

/** The colours of all classes that occur, once for a page. */
export function WaterfallLegend({ classes = CLASSES }: { classes?: readonly SupplyClass[] }) {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-xs text-quiet">
      {classes.map((one) => (
        <li key={one}>
          <ClassName of={one} />
        </li>
      ))}
    </ul>
  );
}

/** The twin of the bar: every class with its person-months and its share. */
export function WaterfallTable({ parts, caption }: { parts: WaterfallParts; caption: string }) {
  const w = useTexts(words);
  const language = useLanguage();
  const total = totalOf(parts);
  return (
    <table className="numbers w-full text-sm">
      <caption className="sr-only">{caption}</caption>
      <thead className="sr-only">
        <tr>
          <th scope="col">{w('class')}</th>
          <th scope="col">{w('personMonths')}</th>
          <th scope="col">{w('shareOfNeed')}</th>
        </tr>
      </thead>
      <tbody>
        {CLASSES.filter((one) => parts[one] > 0).map((one) => (
          <tr key={one} className="border-b border-line last:border-0">
            <th scope="row" className="py-1.5 text-start font-normal">
              <ClassName of={one} />
            </th>
            <td className="py-1.5 text-end">{formatPm(parts[one], language)}</td>
            <td className="w-16 py-1.5 text-end text-quiet">
              {formatShare(total === 0 ? 0 : parts[one] / total, language)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
