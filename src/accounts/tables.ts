import { integer, optionalText, table, text } from '../platform/storage/columns.ts';

export const organisations = table(
  'organisations',
  {
    id: text(),
    name: text(),
    /** The name folded for comparison: one organisation, one row, however it is spelled. */
    nameFolded: text(),
    kind: text<'donor' | 'un' | 'ngo' | 'government' | 'logistics' | 'private'>(),
    iatiRef: optionalText(),
    country: optionalText(),
    recordedAt: integer(),
  },
  { primaryKey: ['id'], unique: [['nameFolded']] },
);
