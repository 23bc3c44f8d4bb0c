/** What the identity provider of the installation is called in addresses and beside accounts. */
export const OIDC_PROVIDER = 'oidc';

/** How the identity provider is reached, and who we are to it. */
export interface OidcSettings {
  issuer: string;
  clientId: string;
  clientSecret: string;
}
