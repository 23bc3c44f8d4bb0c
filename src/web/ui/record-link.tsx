import { Link, useRouter } from '@tanstack/react-router';

/** Of the pages of shipments and pledges; strings, because the pages may not be there. */
const PAGES = { shipment: '/shipments/$id', pledge: '/pledges/$id' } as const satisfies Record<
  string,
  string
>;

export type RecordKind = keyof typeof PAGES;

/** To the page of a shipment or pledge by its waybill or reference, once there is one. */
export function RecordLink({ kind, id, name }: { kind: RecordKind; id: string; name: string }) {
  const { routesByPath } = useRouter();
  const page: string = PAGES[kind];
  const shown = <span className="code-text">{name}</span>;
  if (!(page in routesByPath)) return shown;
  return (
    <Link
      to={page}
      params={{ id } as never}
      className="text-ink underline decoration-edge underline-offset-4 hover:decoration-accent"
    >
      {shown}
    </Link>
  );
}
