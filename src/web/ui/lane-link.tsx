import { Link, useRouter } from '@tanstack/react-router';
import type { ReactNode } from 'react';

/** Of the page of gaps; a string, because the page may not be there. */
const LANE: string = '/gaps/$province/$sector';

/** To the page of a lane, once there is one. */
export function LaneLink({
  province,
  sector,
  children,
}: {
  province: string;
  sector: string;
  children: ReactNode;
}) {
  const { routesByPath } = useRouter();
  if (!(LANE in routesByPath)) return children;
  return (
    <Link
      to={LANE}
      params={{ province, sector } as never}
      className="text-ink underline decoration-edge underline-offset-4 hover:decoration-accent"
    >
      {children}
    </Link>
  );
}
