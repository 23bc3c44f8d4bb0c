/** What the pages show of the phone: read from IndexedDB, and again whenever something there changed. */
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { keyOf } from '../api/keys.ts';
import { useLanguage } from '../text/catalogue.ts';
import type { Language } from '../text/language.ts';
import { bytesOf } from './rules/queue.ts';
import { beginField, field, FIELD_KEY } from './sync/field.ts';

const fromPhone = { staleTime: Infinity, gcTime: Infinity, retry: false } as const;

/** Everything held; `user` is whose it is. */
export const heldQuery = queryOptions({
  queryKey: [...FIELD_KEY, 'held'],
  queryFn: async () => {
    const { held } = await field();
    const [mark, shipments, reference] = await Promise.all([held.mark(), held.shipments(), held.reference()]);
    const bytes = bytesOf(shipments) + bytesOf(reference ?? null);
    return { mark: mark ?? null, shipments, reference: reference ?? { items: [], places: [] }, bytes };
  },
  ...fromPhone,
});

export const queueQuery = queryOptions({
  queryKey: [...FIELD_KEY, 'queue'],
  queryFn: async () => {
    const { queue, runner } = await field();
    const [commands, files, sent, attempts] = await Promise.all([
      ...([queue.commands(), queue.files(), queue.sent(), runner.attempts()] as const),
    ]);
    return {
      ...{ commands, sent, attempts, isRunning: runner.isRunning() },
      // A list is shown again and again: without the pictures themselves.
      files: files.map(({ content, ...file }) => ({ ...file, bytes: content.byteLength })),
    };
  },
  ...fromPhone,
});

export const lookedQuery = (shipmentId: string) =>
  queryOptions({
    queryKey: [...FIELD_KEY, 'looked', shipmentId],
    queryFn: async () => (await field()).held.looked(shipmentId),
    ...fromPhone,
  });

/** Begins to send and pull, and pulls again when the stream has news of shipments. */
export function useNews(): void {
  useEffect(() => void beginField(), []);
  useQuery({
    queryKey: keyOf('shipments', 'field-news'),
    queryFn: async () => {
      await (await field()).runner.run();
      return null;
    },
    initialData: null,
    ...fromPhone,
  });
}

export interface Names {
  item: (code: string) => string;
  unit: (code: string) => string;
  place: (pcode: string) => string;
}

/** What things and places are called in the language spoken; their code where the phone does not know it. */
export function useNames(): Names {
  const language = useLanguage();
  const { data } = useQuery(heldQuery);
  const items = new Map(data?.reference.items.map((item) => [item.code, item]));
  const places = new Map(data?.reference.places.map((place) => [place.pcode, place]));
  const said = (name: Partial<Record<Language, string>> | undefined) => name?.[language] ?? name?.en;
  return {
    item: (code) => said(items.get(code)?.name) ?? code,
    unit: (code) => items.get(code)?.unit ?? '',
    place: (pcode) => said(places.get(pcode)?.name) ?? pcode,
  };
}
