import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import helmet from 'helmet';

/** For a year, of answers over TLS; other hosts of the same domain are not this service's to decide about. */
export const STRICT_TRANSPORT = ['strict-transport-security', 'max-age=31536000'] as const;

/** What no page of the service asks a browser for. */
const PERMISSIONS =
  'accelerometer=(), browsing-topics=(), display-capture=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()';

const NONE = "'none'";

/** Nothing may be loaded, framed or submitted; a page with its own style names the style's hash, and where its fonts come from. */
function policy(styleSource: string, fontSource: string): Record<string, string[]> {
  return {
    'default-src': ["'none'"],
    'style-src': [styleSource],
    ...(fontSource === NONE ? {} : { 'font-src': [fontSource] }),
    'base-uri': ["'none'"],
    'form-action': ["'none'"],
    'frame-ancestors': ["'none'"],
  };
}

/** The security headers of the API's answers, and of pages that bring nothing but a style and its fonts. */
export function securityHeaders(styleSource = NONE, fontSource = NONE): readonly string[] {
  return securityHeadersOf(policy(styleSource, fontSource));
}

/**
 * The security headers of an answer under a content security policy, as `[name, value, name, value, …]`, computed once: helmet is run on a response
 * that is never sent, because its values do not depend on the request. Headers only dead browsers read are left out.
 */
export function securityHeadersOf(directives: Record<string, string[]>): readonly string[] {
  const unsent = new ServerResponse(new IncomingMessage(new Socket()));
  let failure: unknown;
  helmet({
    contentSecurityPolicy: { useDefaults: false, directives },
    xDnsPrefetchControl: false,
    xDownloadOptions: false,
    xPermittedCrossDomainPolicies: false,
    xXssProtection: false,
    xFrameOptions: { action: 'deny' },
    // Only over TLS (RFC 6797, 7.2): see STRICT_TRANSPORT.
    strictTransportSecurity: false,
    crossOriginEmbedderPolicy: true,
    referrerPolicy: { policy: 'no-referrer' },
  })(unsent.req, unsent, (error) => (failure = error));
  if (failure !== undefined) throw new Error('security headers could not be computed', { cause: failure });
  return [
    ...Object.entries(unsent.getHeaders()).flatMap(([name, value]) => [name, String(value)]),
    ...['permissions-policy', PERMISSIONS],
  ];
}
