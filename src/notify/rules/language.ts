export const LANGUAGES = ['en', 'fa', 'ps'] as const;
export type Language = (typeof LANGUAGES)[number];
