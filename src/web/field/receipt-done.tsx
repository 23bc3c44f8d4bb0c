import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTexts } from '../text/catalogue.ts';
import { LinkButton } from '../ui/button.tsx';
import { queueQuery } from './queries.ts';
import { noteAddress } from './rules/note.ts';
import { BottomBar, LARGE } from './sheet.tsx';
import type { HeldShipment } from './store/database.ts';
import { fieldTexts } from './texts.ts';

/** It is written down; once it has arrived, the goods received note can be had. */
export function ReceiptDone({ id, shipment }: { id: string; shipment: HeldShipment }) {
  const t = useTexts(fieldTexts);
  const { data: queue } = useQuery(queueQuery);
  const sent = queue?.sent.find((one) => one.id === id);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const waiting = queue?.commands.find((one) => one.id === id);
  return (
    <>
      <div role="status" className="flex flex-col gap-3 rounded border border-good bg-surface p-5">
        <h2 ref={heading} tabIndex={-1} className="text-lg font-semibold text-good">
          {t('receipt.written')}
        </h2>
        {sent ? <p>{t('receipt.arrived')}</p> : <p>{t(`receipt.${waiting?.state ?? 'waiting'}`)}</p>}
        {sent && (
          <a href={noteAddress(shipment.id, id)} className="inline-flex min-h-11 items-center font-semibold">
            {t('openNote')}
          </a>
        )}
      </div>
      <BottomBar>
        <LinkButton to="/queue" className={LARGE}>
          {t('queue.title')}
        </LinkButton>
        <LinkButton to="/field" weight="main" className={LARGE}>
          {t('toList')}
        </LinkButton>
      </BottomBar>
    </>
  );
}
