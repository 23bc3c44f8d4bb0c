import type { Gate, PlanSupply } from './problem.ts';

/** Ways behind one that has room for everything there is are longer and never needed. */
export function withoutNeedlessRoutes(supplies: readonly PlanSupply[], gates: readonly Gate[]): PlanSupply[] {
  const allKg = supplies.reduce((sum, { units, kgPerUnit }) => sum + units * kgPerUnit, 0);
  return supplies.map((supply) => ({
    ...supply,
    outlets: supply.outlets.map((outlet) => {
      const roomy = outlet.routes.findIndex(({ gate }) => gate === null || gates[gate]!.kgLeft >= allKg);
      return roomy < 0 ? outlet : { ...outlet, routes: outlet.routes.slice(0, roomy + 1) };
    }),
  }));
}
