import { createContext, useContext } from 'react';

/** How a statement names what occurs in it: from the catalogue for whoever is signed in, from the statement itself for whoever holds a link. */
export interface StatementNames {
  item: (code: string) => string;
  province: (pcode: string) => string;
}

const Names = createContext<StatementNames>({ item: (code) => code, province: (pcode) => pcode });
export const StatementNamesProvider = Names.Provider;
export const useStatementNames = (): StatementNames => useContext(Names);
