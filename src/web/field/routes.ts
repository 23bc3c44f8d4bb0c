import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { signedInRoute } from '../shell/parents.ts';
import { say } from '../text/catalogue.ts';
import { fieldTexts } from './texts.ts';

const loader = () => fieldTexts.load();

/** What a coordinator works with, all of it without a network. */
export const fieldRoutes = [
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/field',
    validateSearch: ({ q }: Record<string, unknown>): { q?: string } =>
      typeof q === 'string' && q !== '' ? { q } : {},
    staticData: { title: () => say(fieldTexts, 'title'), permission: 'events:write' },
    loader,
    component: lazyRouteComponent(() => import('./field-page.tsx'), 'FieldPage'),
  }),
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/field/$shipment',
    staticData: { title: () => say(fieldTexts, 'shipment.title'), permission: 'events:write' },
    loader,
    component: lazyRouteComponent(() => import('./field-shipment-page.tsx'), 'FieldShipmentPage'),
  }),
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/field/$shipment/receipt',
    staticData: { title: () => say(fieldTexts, 'receipt.title'), permission: 'events:write' },
    loader,
    component: lazyRouteComponent(() => import('./field-receipt-page.tsx'), 'FieldReceiptPage'),
  }),
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/queue',
    staticData: { title: () => say(fieldTexts, 'queue.title'), permission: 'events:write' },
    loader,
    component: lazyRouteComponent(() => import('./field-queue-page.tsx'), 'FieldQueuePage'),
  }),
];
