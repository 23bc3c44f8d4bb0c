/** What somebody asks of a service directly, as the HTTP side would put it. */
import type { Principal } from '../../src/platform/access.ts';
import type { Act } from '../../src/platform/acts/act.ts';

/** An administrator, with whatever is to be different. */
export const principalOf = (given: Partial<Principal> = {}): Principal => ({
  ...{ kind: 'user', id: 'test', role: 'admin', organisation: null, provinces: null, scopes: null },
  ...given,
});

export const actOf = (given: Partial<Principal> = {}, key: Act['key'] = null): Act => ({
  ...{ principal: principalOf(given), operation: 'test', requestId: 'test', key },
});
